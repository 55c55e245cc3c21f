"""The screens that record a decision and a step of delivery."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.updates.models import PageUpdate
from cms.updates.screens import RecordScreen
from cms.updates.statuses import Right, Speaker

from ..assessments import record_assessment
from ..changes import with_changes
from ..offering import OFFERS, kind_of, record_url
from ..records import DecisionRecord
from ..statuses import Decision, Delivery
from ..transitions import record_decision, record_delivery
from .forms import DecisionForm, DeliveryForm, VerdictForm

NOT_PUBLIC = gettext_lazy("Readers cannot see this page. Publish it first: then its record can go on.")


def change_made_by(entry: PageUpdate) -> str:
    """What an entry changes on its axis, in words."""
    facts = ("decisionrecord", "deliveryrecord", "corrected_by")
    history = PageUpdate.objects.filter(subject=entry.subject).newest_first().select_related(*facts)
    return next(each.change for each in with_changes(history) if each.pk == entry.pk)


class TrackerScreen(RecordScreen):
    """A screen about a page that can be offered it."""

    offer = ""

    @cached_property
    def page(self):
        page = super().page
        [pages] = [offer.pages for offer in OFFERS if offer.name == self.offer]
        if kind_of(page) not in pages:
            raise Http404
        return page

    @property
    def done_url(self):
        return record_url(self.page)

    def objection(self):
        return "" if self.page.live else NOT_PUBLIC

    def change_of(self, entry):
        return change_made_by(entry)


class RecordDecisionScreen(TrackerScreen):
    """Record what a body answered."""

    offer = "record_decision"
    right = Right.RECORD_DECISION
    form_class = DecisionForm
    page_title = gettext_lazy("Record a decision")
    intro = gettext_lazy(
        "One answer of one body to this recommendation. To answer several at once, publish a response, or "
        "tick them in the tracker."
    )

    def get_initial(self):
        last = DecisionRecord.objects.about(self.page).standing().newest_first().first()
        return {"body": last.body, "lead_service": last.lead_service} if last else {}

    def write(self, page, words):
        return record_decision(page, by=self.request.user, **decision_from(words)).update


class RecordDeliveryScreen(TrackerScreen):
    """Record how far a recommendation, or an assembly as a whole, has got."""

    offer = "record_delivery"
    right = Right.RECORD_DELIVERY
    form_class = DeliveryForm
    page_title = gettext_lazy("Record delivery")

    @property
    def intro(self):
        """What the step is about."""
        if kind_of(self.page) == "assemblies.AssemblyPage":
            return _("A step of the assembly as a whole. It counts for none of its recommendations.")
        return _("One step of this recommendation. The decision on it stays as it is.")

    def write(self, page, words):
        return record_delivery(page, by=self.request.user, **delivery_from(words)).update


class RecordVerdictScreen(TrackerScreen):
    """Record what members, or an evaluator, say of how it went."""

    offer = "record_verdict"
    right = Right.RECORD_DELIVERY
    form_class = VerdictForm
    page_title = gettext_lazy("Record a verdict")
    intro = gettext_lazy(
        "A verdict stands beside what the council says. It changes neither and counts in no total."
    )

    def write(self, page, words):
        return record_assessment(page, by=self.request.user, **verdict_from(words)).update


def decision_from(words: dict) -> dict:
    """What was typed, as the door of decisions takes it."""
    return words | {"decision": Decision(words["decision"])}


def delivery_from(words: dict) -> dict:
    """What was typed, as the door of delivery takes it."""
    return words | {"delivery": Delivery(words["delivery"])}


def verdict_from(words: dict) -> dict:
    """What was typed, as the door of verdicts takes it."""
    return words | {"said_by": Speaker(words["said_by"])}
