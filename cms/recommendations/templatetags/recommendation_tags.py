from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.templatetags.wagtailcore_tags import pageurl

from cms.assemblies.clocks import in_short
from cms.assemblies.promises import reading_of_due
from cms.core.fields import in_words
from cms.core.querysets import readable
from cms.updates.statuses import Basis

from ..models import RecommendationPage, TrackerPage
from ..statuses import DELIVERY_LABELS, Decision
from ..totals import totals_of

register = template.Library()

LABELS = {**dict(Decision.choices), **DELIVERY_LABELS}


@register.simple_tag
def recommendation_totals(page):
    """Where the recommendations below this page stand on each axis."""
    return totals_of(RecommendationPage.objects.live().open_to_all().in_branch(page.path))


@register.simple_tag(takes_context=True)
def tracker_among(context, pages):
    """The address of the tracker among these pages, or nothing."""
    return next((pageurl(context, page) for page in pages if page.specific_class is TrackerPage), "")


@register.simple_tag
def segments(axis, name="", url=""):
    """The states of one axis that somebody is in: (state, words, number, address of their list)."""
    return [
        (segment.slug, segment.label, segment.count, f"{url}?{name}={segment.slug}&counted=on" if url else "")
        for segment in axis
        if segment.count
    ]


@register.simple_tag
def decision_words(totals):
    """What a reader has to know of the totals of decisions: what is open, and what no total counts."""
    sentences = []
    if any(segment.count for segment in totals.decision if segment.slug == Decision.AWAITING):
        sentences.append(
            _(
                "“Awaiting an answer” means: we found no yes or no to that one recommendation. The council "
                "may have answered the report as a whole."
            )
        )
    number, listed = _matched(totals.decision)
    if number:
        sentence = ngettext(
            "To %(number)d of them the council replied in its own words. We chose the word that comes "
            "closest: %(listed)s. It is our word, so it is not counted here.",
            "To %(number)d of them the council replied in its own words. We chose the words that come "
            "closest: %(listed)s. They are our words, so they are not counted here.",
            number,
        )
        sentences.append(sentence % {"number": number, "listed": listed})
    return " ".join(sentences)


@register.simple_tag
def delivery_words(totals):
    """What no total of delivery counts, because an editor matched it; empty if there is nothing."""
    number, listed = _matched(totals.delivery)
    if not number:
        return ""
    sentence = ngettext(
        "On %(number)d of them there is news that does not mention the assembly. It says: %(listed)s. We "
        "think it belongs here and show it on the page of the recommendation. It is not counted here.",
        "On %(number)d of them there is news that does not mention the assembly. It says: %(listed)s. We "
        "think it belongs here and show it on their pages. It is not counted here.",
        number,
    )
    return sentence % {"number": number, "listed": listed}


def _matched(axis) -> tuple[int, str]:
    """How many states of this axis an editor matched, and which."""
    found = [(segment.label, segment.matched) for segment in axis if segment.matched]
    return sum(number for _label, number in found), ", ".join(f"{label} {number}" for label, number in found)


@register.filter
def support_words(recommendation):
    """How many members backed it, as far as it is published: `90% in favour`, `40 votes`."""
    if getattr(recommendation, "support_percent", None) is not None:
        share = recommendation.support_percent.normalize()
        return _("%(share)s%% in favour") % {"share": f"{share:f}"}
    if recommendation.priority_votes is not None:
        return ngettext("%(number)d vote", "%(number)d votes", recommendation.priority_votes) % {
            "number": recommendation.priority_votes
        }
    return ""


@register.simple_tag(takes_context=True)
def tracker_rows(context, recommendations, listing):
    """The rows of components/records.html for these recommendations, each with its `position`."""

    @cache  # each state is drawn once, however many rows are in it
    def drawn(state, label=""):
        return render_to_string("components/status.html", {"value": state, "label": label or LABELS[state]})

    def due(position):
        if position.due_on is None:
            return ""
        reading = reading_of_due(position.due_on, listing.today, listing.nation)
        return drawn(reading.state, in_short(reading, position.due_what))

    return [
        {
            "reference": page.reference,
            "title": page.wording,
            "url": pageurl(context, page),
            "place": page.place,
            "support": support_words(page),
            "decision": drawn(page.position.decision.state),
            "delivery": drawn(page.position.delivery.state),
            "decision_matched": page.position.decision.basis == Basis.MATCHED,
            "delivery_matched": page.position.delivery.basis == Basis.MATCHED,
            "updated": page.position.updated,
            "due": due(page.position),
        }
        for page in recommendations
    ]


@register.simple_tag
def answered_anew(entry):
    """Which later answer of the same body took the place of this one, for components/timeline_entry.html."""
    later = getattr(entry, "answered_anew", None)
    if later is None:
        return None
    words = _("Superseded by a later answer of the same body: entry %(number)s") % {"number": later.number}
    return {"words": words, "url": f"#{later.anchor}"}


@register.simple_tag(takes_context=True)
def answer_before_and_after(context, row):
    """What a decision of a response took the place of, and what took its place: (before, anew)."""
    pairs = (
        (getattr(row, "before", None), _("This takes the place of the answer of %(date)s: %(decision)s")),
        (getattr(row, "anew", None), _("Answered anew (%(date)s): %(decision)s")),
    )
    return [
        other
        and {
            "words": words % {"date": in_words(other.happened_on), "decision": other.state_label},
            "url": pageurl(context, other.open_response or other.page),
        }
        for other, words in pairs
    ]


@register.simple_tag(takes_context=True)
def further_answers(context, answers):
    """The answers of other bodies beside the newest, for components/panel.html."""
    return [
        {
            "status_kind": "decision",
            "status_value": answer.decision,
            "status_label": answer.get_decision_display(),
            "text": answer.reason,
            "date": answer.happened_on,
            "who": answer.body,
            "reading": answer.is_matched,
            "beside": answer.said_beside,
            "url": pageurl(context, answer.open_response) if answer.open_response else "",
        }
        for answer in answers[1:]
    ]


@register.filter
def scale_rows(option):
    """The rows of components/ballot_chart.html for one option of a ballot."""
    return [
        {"label": answer.label, "value": answer.slug, "count": answer.count, "percent": answer.percent}
        for answer in option.answers
    ]


@register.filter
def remarks(option, base):
    """What a reader should know of the numbers of one option: its note, else whether papers are missing."""
    if option.note:
        return option.note
    if option.recorded is not None and base and option.recorded != base:
        return _("%(recorded)s of %(base)s papers have an answer.") % {
            "recorded": option.recorded,
            "base": base,
        }
    if option.is_complete is False:
        return _("The numbers, as printed, do not add up to the number of papers.")
    return ""


@register.simple_tag(takes_context=True)
def option_rows(context, options, here=None):
    """The rows of a table of options; `here` is the recommendation the reader is on."""
    rows = []
    for option in options:
        page = option.recommendation
        rows.append(
            {
                "label": f"{option.letter}. {option.text}" if option.letter else option.text,
                "url": pageurl(context, page) if page and option.recommendation_is_open else "",
                "current": bool(here and page and page.pk == here.pk),
                "letter": option.letter,
                "rank": option.rank,
                "points": option.points,
                "first": option.first,
                "second": option.second,
                "third": option.third,
                "votes": option.votes,
                "top_three": option.top_three,
            }
        )
    return rows


@register.simple_tag
def recommendations_resting_on(evidence):
    """The live recommendations that name this evidence."""
    return _resting_on(evidence, "")


@register.simple_tag
def recommendations_after(event):
    """The live recommendations that name evidence heard at this session."""
    return _resting_on(event, "session__")


@register.simple_tag
def recommendations_informed_by(person):
    """The live recommendations that name evidence this speaker gave."""
    return _resting_on(person, "speakers__person__")


def _resting_on(page, path):
    evidence = "evidence_links__evidence"
    return (
        RecommendationPage.objects.live()
        .open_to_all()
        .in_language_of(page)
        .filter(readable(evidence), **{f"{evidence}__{path}translation_key": page.translation_key})
        .distinct()
    )
