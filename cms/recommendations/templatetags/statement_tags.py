from django import template

from cms.core.remembering import remembered_of_pages

from ..comparing import LABELS
from ..models import StatementPage, StatementRecord

register = template.Library()


@register.simple_tag
def statements_of(tracker):
    """The progress statements of a tracker, the latest first: title and address. Remembered."""

    def look():
        frozen = StatementRecord.objects.filter(tracker=tracker.translation_key).values("subject")
        found = StatementPage.objects.live().open_to_all().in_language_of(tracker)
        found = found.filter(translation_key__in=frozen, alias_of=None).order_by("-stood_on", "path")
        return [{"title": page.title, "url": page.get_url()} for page in found]

    return remembered_of_pages(f"statements:{tracker.pk}", look)


@register.simple_tag(takes_context=True)
def position_rows(context, rows):
    """The rows of components/positions.html for these rows of a position, from what the page looked up."""
    return [told_row(row, context["words"], context["addresses"]) for row in rows]


@register.simple_tag(takes_context=True)
def told_changes(context, changes):
    """The rows of a list of changes: which recommendation, its address, what changed, when, and remarks."""
    words, addresses = context["words"], context["addresses"]
    return [
        {
            "reference": change.row.reference,
            "title": words.get((change.row.subject, change.row.words), ""),
            "url": addresses.get(change.row.subject, ""),
            "words": change.words,
            "on": change.move and change.move.now.last.on,
            "matched": change.move and change.move.now.last.matched,
            "late": change.move and change.move.late,
            "entry": change.entry,
        }
        for change in changes
    ]


@register.filter
def signed(number):
    """A change as readers write it: `+2`, `−1`, `0`."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


@register.simple_tag(takes_context=True)
def address_of(context, fact):
    """The address of the page that a fact is about, if anybody may read it."""
    return context["addresses"].get(str(fact.subject), "")


def told_row(row, words, addresses) -> dict:
    """One row of a position for a table: words, address, and both axes with their labels and days."""
    told = {
        "reference": row.reference,
        "title": words.get((row.subject, row.words), ""),
        "url": addresses.get(row.subject, ""),
        "updated": row.updated,
        "due": row.due and row.due.on,
        "overdue": bool(row.due and row.due.overdue),
    }
    for axis, labels in LABELS.items():
        last, stated = row.on(axis).last, row.on(axis).stated
        told |= {
            f"{axis}_value": last.state,
            f"{axis}_label": labels.get(last.state, last.state),
            f"{axis}_on": last.on,
            f"{axis}_matched": last.matched,
            f"{axis}_stated": labels.get(stated.state, stated.state) if stated.state != last.state else "",
        }
    return told
