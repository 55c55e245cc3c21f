"""Rows that become facts of the record: what each is about, whether it is there already, and its writing."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.core.partial_dates import PartialDate
from cms.updates.rights import pages_where
from cms.updates.statuses import Right

from ..models import DecisionRecord, DeliveryRecord, RecommendationPage
from ..statuses import NOT_REPORTED_LABEL, Decision, Delivery
from ..transitions import record_decision, record_delivery
from .lines import Line, Objection, Outcome
from .understanding import Entry


class FactRows:
    """The rows of a file that is about the recommendations of one tracker. Four queries for all of them."""

    model: type
    right: Right
    told: tuple[str, ...]  # what of the fact itself makes one row the same as another

    def __init__(self, tracker, entries: list[Entry], *, by, publish: bool = False):
        self.by = by
        self.pages = defaultdict(list)
        found = RecommendationPage.objects.in_branch(tracker.branch_path).filter(alias_of__isnull=True)
        for page in found.order_by("path"):
            self.pages[page.reference.casefold()].append(page)
        named = [page for entry in entries for page in self._named(entry)]
        allowed = RecommendationPage.objects.filter(
            pages_where(by, self.right), translation_key__in=[page.translation_key for page in named]
        )
        self.allowed = set(allowed.values_list("translation_key", flat=True))
        facts = self.model.objects.filter(subject__in=[page.translation_key for page in named])
        facts = list(facts.select_related("update"))
        self.known = {self._key(fact.subject, fact, fact.update.sentence) for fact in facts}
        # Words that were taken out by law do not come back because a file still holds them.
        self.removed = {self._short(fact.subject, fact) for fact in facts if fact.update.removed_because}
        self.seen: dict[tuple, int] = {}

    def _named(self, entry: Entry) -> list[RecommendationPage]:
        return self.pages.get(str(entry.values["reference"]).casefold(), [])

    def order(self, entry: Entry):
        """Rows are written in the order of their dates: then one can follow from another."""
        return entry.values["happened_on"], entry.row

    def group(self, entry: Entry):
        """Rows of one group may depend on each other; those of two never do."""
        return str(entry.values["reference"]).casefold()

    def enter(self, entry: Entry) -> Line:
        """Write one row into the record, unless it is there. Raises Objection or ValidationError."""
        page = self._page(entry)
        key = self._key(page.translation_key, _Told(**entry.values), entry.values.get("sentence", ""))
        if key in self.seen:
            raise Objection("reference", _("This is the same as row %(row)s.") % {"row": self.seen[key]})
        self.seen[key] = entry.row
        about = f"{page.reference}: {page.title}"
        before = self._before(page, entry)
        if key in self.known or self._short(page.translation_key, _Told(**entry.values)) in self.removed:
            return Line(entry.row, about, Outcome.SAME, before=before)
        try:
            fact = self._record(page, entry)
        except PermissionDenied as error:
            raise _not_yours() from error
        return Line(
            entry.row,
            about,
            Outcome.NEW,
            before=before,
            after=fact.state_label,
            sentence=fact.update.sentence,
        )

    def _page(self, entry: Entry) -> RecommendationPage:
        found = self._named(entry)
        reference = entry.values["reference"]
        if not found:
            raise Objection(
                "reference",
                _("There is no recommendation “%(reference)s” in this list.") % {"reference": reference},
            )
        if len(found) > 1:
            raise Objection(
                "reference",
                _("Several recommendations are called “%(reference)s”. Choose the list of one assembly.")
                % {"reference": reference},
            )
        if found[0].translation_key not in self.allowed:
            raise _not_yours()
        if not found[0].live:
            raise Objection(
                "reference",
                _("“%(reference)s” is not published. Publish it first.") % {"reference": reference},
            )
        return found[0]

    def _before(self, page, entry: Entry) -> str:
        """Where it stood on that day, in words."""
        day = PartialDate(entry.values["happened_on"].end, "year", True)
        facts = self.model.objects.about(page).standing().newest_first().filter(happened_on__lte=day)
        fact = self._of_one_line(facts, entry).first()
        return fact.state_label if fact else str(self.nothing)

    def _of_one_line(self, facts, entry: Entry):
        return facts

    def _short(self, subject, fact) -> tuple:
        return subject, getattr(fact, self.told[0]), fact.happened_on.stored

    def _key(self, subject, fact, sentence: str) -> tuple:
        return (
            *self._short(subject, fact),
            *(str(getattr(fact, name) or "") for name in self.told[1:]),
            sentence,
        )


class _Told:
    """What a row says, under the names that a fact has for it."""

    def __init__(self, **values):
        self.__dict__.update(values)
        # A step takes the address of its first source for evidence, if it is given no other.
        self.evidence = values.get("evidence") or values.get("source_address", "")


class DecisionRows(FactRows):
    """Rows that each become a decision."""

    model, right, nothing = DecisionRecord, Right.RECORD_DECISION, Decision.AWAITING.label
    told = ("decision", "body", "reason", "lead_service", "decision_reference", "due_on")

    def _of_one_line(self, facts, entry):
        return facts.filter(body__iexact=entry.values["body"])

    def _key(self, subject, fact, sentence):
        return super()._key(subject, fact, "")  # it is put together from the rest

    def _record(self, page, entry):
        values = entry.values
        return record_decision(
            page,
            values["decision"],
            by=self.by,
            body=values["body"],
            happened_on=values["happened_on"],
            reason=values["reason"],
            lead_service=values["lead_service"],
            decision_reference=values["decision_reference"],
            due_on=values["due_on"],
            citations=sources_of(entry),
        )


class DeliveryRows(FactRows):
    """Rows that each become a step of delivery."""

    model, right, nothing = DeliveryRecord, Right.RECORD_DELIVERY, NOT_REPORTED_LABEL
    told = ("delivery", "reason", "evidence")

    def _record(self, page, entry):
        values = entry.values
        return record_delivery(
            page,
            Delivery(values["delivery"]),
            by=self.by,
            happened_on=values["happened_on"],
            sentence=values["sentence"],
            reason=values["reason"],
            evidence=values["evidence"],
            citations=sources_of(entry),
        )


def sources_of(entry: Entry) -> list[tuple[str, dict]]:
    """The source that a row names, as a field of sources takes it."""
    if not entry.values["source_title"]:
        return []
    empty = {"pages": "", "printed_pages": "", "part": "", "note": ""}
    source = {"title": entry.values["source_title"], "url": entry.values["source_address"]}
    return [("citation", source | empty)]


def _not_yours() -> Objection:
    return Objection("reference", _("You have no right to write into the record of this recommendation."))
