"""What an editor is offered to do to the record of a page: what they may, and nothing else."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.updates.facts import fact_behind, fact_models
from cms.updates.models import PageUpdate
from cms.updates.rights import rights_over
from cms.updates.statuses import Right

from .changes import with_changes

RECOMMENDATION = "recommendations.RecommendationPage"
ASSEMBLY = "assemblies.AssemblyPage"
# A page whose record can be read in the admin.
WITH_A_RECORD = (RECOMMENDATION, ASSEMBLY, "recommendations.ResponsePage")


@dataclass(frozen=True)
class Offer:
    """A screen that writes into the record: which right it needs, and of which pages."""

    name: str
    label: str | Promise
    right: Right
    pages: tuple[str, ...]

    def url(self, page) -> str:
        """The address of the screen for this page."""
        return reverse(self.name, args=[page.pk])


OFFERS = (
    Offer("record_delivery", _("Record delivery"), Right.RECORD_DELIVERY, (RECOMMENDATION, ASSEMBLY)),
    Offer("record_decision", _("Record a decision"), Right.RECORD_DECISION, (RECOMMENDATION,)),
    Offer("record_verdict", _("Record a verdict"), Right.RECORD_DELIVERY, (RECOMMENDATION, ASSEMBLY)),
    Offer("record_promise", _("Record a promise"), Right.RECORD_PROMISE, (RECOMMENDATION, ASSEMBLY)),
    Offer("keep_promise", _("Promise kept"), Right.RECORD_PROMISE, (RECOMMENDATION, ASSEMBLY)),
    Offer("move_promise", _("Move a promise"), Right.RECORD_PROMISE, (RECOMMENDATION, ASSEMBLY)),
    Offer("take_back_promise", _("Promise by mistake"), Right.CORRECT, (RECOMMENDATION, ASSEMBLY)),
)


@dataclass(frozen=True)
class BulkOffer:
    """A screen of the desk that changes many recommendations at once."""

    axis: str
    label: str | Promise
    for_all: str | Promise
    right: Right

    def url(self) -> str:
        """The address of the screen."""
        return reverse(f"tracker:change_{self.axis}")


BULK_OFFERS = (
    BulkOffer(
        "delivery",
        _("Record delivery for those ticked"),
        _("Record delivery for all that are shown"),
        Right.RECORD_DELIVERY,
    ),
    BulkOffer(
        "decision",
        _("Record a decision for those ticked"),
        _("Record a decision for all that are shown"),
        Right.RECORD_DECISION,
    ),
)


def kind_of(page) -> str:
    """The type of a page as its app and name: `recommendations.RecommendationPage`."""
    return page.specific_class._meta.label if page.specific_class else ""


def record_url(page) -> str:
    """Where the record of a page stands in the admin; the page itself, if its kind has no such screen."""
    name = "record_of_page" if kind_of(page) in WITH_A_RECORD else "wagtailadmin_pages:edit"
    return reverse(name, args=[page.pk])


def offers_for(user, page) -> list[Offer]:
    """The screens that this editor may open for a page. Only what readers can see has a record."""
    kind = kind_of(page)
    if not page.live or not any(kind in offer.pages for offer in OFFERS):
        return []
    rights = rights_over(user, page)
    return [offer for offer in OFFERS if kind in offer.pages and offer.right in rights]


def correction_url(entry: PageUpdate) -> str:
    """The address of the screen that corrects this entry; nothing if it was corrected before, or none can.

    Needs `corrected_by` and the facts.
    """
    if entry.was_corrected or entry.removed_because:
        return ""
    fact = fact_behind(entry)
    name = fact.correction_screen if fact is not None else "correct_words"
    return reverse(name, args=[entry.pk]) if name else ""


def record_of(page, user) -> list[PageUpdate]:
    """The record of a page for an editor: newest first, with what changed and where it is corrected."""
    return with_corrections(with_changes(_whole(PageUpdate.objects.about(page).newest_first())), user)


def decided_by(response, user) -> list[PageUpdate]:
    """What a response decided, in the order of its answers, with what was put right since."""
    decided = response.recorded_decisions().values("update")
    entries = list(_whole(PageUpdate.objects.filter(pk__in=decided).select_related("page").order_by("pk")))
    for entry in entries:
        entry.change = entry.decisionrecord.state_label
        if entry.was_corrected:
            entry.change = entry.marked_wrong(entry.change)
    return with_corrections(entries, user)


def with_corrections(entries, user) -> list[PageUpdate]:
    """These entries, each with the address at which this editor may correct it, or an empty one."""
    entries = list(entries)
    for entry in entries:
        may_correct = Right.CORRECT in rights_over(user, entry.page)
        entry.correction_url = correction_url(entry) if may_correct else ""
    return entries


def _whole(entries):
    facts = [model._meta.model_name for model in fact_models()]
    return entries.select_related("page", "corrected_by", "corrects", *facts)
