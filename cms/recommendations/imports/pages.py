"""Rows that become pages: new recommendations below a tracker."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ..models import RecommendationPage, TrackerPage
from ..statuses import RecommendationKind
from ..wording import canonical
from .columns import RECOMMENDATIONS
from .facts import sources_of
from .lines import Line, Objection, Outcome
from .understanding import Entry

TITLE_LETTERS = 100
# What stands on the page under the same name. The source is a row of its own.
# The reference, by which it is known, comes first.
FIELDS = [column.name for column in RECOMMENDATIONS if not column.name.startswith("source_")]


class RecommendationRows:
    """The rows of a file of recommendations of one tracker, as drafts or published. Two queries for all."""

    def __init__(self, tracker, entries: list[Entry], *, by, publish: bool = False):
        self.tracker, self.by, self.publish = tracker, by, publish
        may = tracker.permissions_for_user(by)
        self.is_allowed = may.can_add_subpage() and (may.can_publish_subpage() or not publish)
        self.pages = {
            page.reference.casefold(): page for page in RecommendationPage.objects.child_of(tracker)
        }
        self.seen: dict[str, int] = {}

    def order(self, entry: Entry):
        """Pages stand in the order of the file."""
        return entry.row

    def group(self, entry: Entry):
        """No row depends on another."""
        return entry.row

    def enter(self, entry: Entry) -> Line:
        """Make the page of one row, unless it is there. Raises Objection or ValidationError."""
        values = self._values(entry)
        reference = values["reference"]
        if not self.is_allowed:
            raise Objection("reference", _("You have no right to put pages into this list."))
        if reference.casefold() in self.seen:
            raise Objection(
                "reference",
                _("Row %(row)s has the reference “%(reference)s” too.")
                % {"row": self.seen[reference.casefold()], "reference": reference},
            )
        self.seen[reference.casefold()] = entry.row
        about = f"{reference}: {values['title']}"
        if page := self.pages.get(reference.casefold()):
            self._compare(page, entry, values)
            return Line(entry.row, about, Outcome.SAME)
        page = self._make(values, sources_of(entry))
        after = _("Published") if page.live else _("Draft")
        return Line(entry.row, about, Outcome.NEW, after=after, sentence=page.wording)

    def _values(self, entry: Entry) -> dict:
        values = {name: entry.values[name] for name in FIELDS}
        values["kind"] = values["kind"] or RecommendationKind.RECOMMENDATION
        values["title"] = values["title"] or Truncator(" ".join(values["wording"].split())).chars(
            TITLE_LETTERS
        )
        return values

    def _compare(self, page, entry: Entry, values: dict) -> None:
        """An import adds and changes nothing: what it would have to change is an objection."""
        for column in RECOMMENDATIONS:
            given = entry.values[column.name]
            if column.name not in FIELDS[1:] or given in ("", None):
                continue
            there = getattr(page, column.name)
            if canonical(str(there)) != canonical(str(values[column.name])):
                raise Objection(
                    column.name,
                    _("“%(reference)s” is there already, and this is not what its page says. Edit the page.")
                    % {"reference": page.reference},
                )

    def _make(self, values: dict, citations) -> RecommendationPage:
        page = RecommendationPage(live=False, owner=self.by, citations=citations, **values)
        # Asked for anew: its place in the tree is other after each page that was made and taken back.
        TrackerPage.objects.get(pk=self.tracker.pk).add_child(instance=page)
        revision = page.save_revision(user=self.by, log_action=True)
        if self.publish:
            revision.publish(user=self.by)
            page.refresh_from_db()
        return page
