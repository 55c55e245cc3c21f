"""The screens that put an entry of the record right. Both entries stay readable."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.updates.facts import fact_behind
from cms.updates.models import PageUpdate
from cms.updates.recording import original
from cms.updates.screens import RecordScreen
from cms.updates.statuses import Right

from ..assessments import record_assessment
from ..offering import record_url
from ..transitions import correct, correct_wording, record_decision, record_delivery
from .forms import (
    CorrectDecisionForm,
    CorrectDeliveryForm,
    CorrectVerdictForm,
    CorrectWordingForm,
    CorrectWordsForm,
)
from .recording import change_made_by, decision_from, delivery_from, verdict_from


class CorrectionScreen(RecordScreen):
    """Asks for what an entry should have said. `kind` is the fact behind it that this screen can correct."""

    right = Right.CORRECT
    kind = ""
    header_icon = "edit"
    template_name = "admin/record/correct.html"
    intro = gettext_lazy(
        "The wrong entry stays in the record, with a mark that points at this correction. What is written "
        "here takes its place."
    )

    @cached_property
    def entry(self) -> PageUpdate:
        """The entry that was wrong."""
        entries = PageUpdate.objects.select_related("page", "corrected_by")
        if self.kind:
            entries = entries.filter(**{f"{self.kind}__isnull": False}).select_related(self.kind)
        return get_object_or_404(entries, pk=self.kwargs["entry"])

    @cached_property
    def page(self):
        return original(self.entry.page).specific

    @property
    def done_url(self):
        return record_url(self.page)

    @property
    def fact(self):
        """The fact behind the entry."""
        return getattr(self.entry, self.kind)

    def objection(self):
        if self.entry.was_corrected and "record" not in self.request.POST:
            sentence = _("Entry %(wrong)s was corrected before. Correct entry %(right)s instead.")
            return sentence % {"wrong": self.entry.number, "right": self.entry.corrected_by.number}
        if self.entry.removed_because:
            return _("The words of this entry were removed by law, so they cannot be corrected.")
        return ""

    def first_sources(self):
        return [dict(source.value) for source in self.entry.citations or ()]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"wrong": self.entry}


class CorrectFactScreen(CorrectionScreen):
    """Asks for the right fact in place of a wrong one."""

    same: tuple[str, ...] = ()

    def get_initial(self):
        names = ("happened_on", "reason", "said_by", "basis", *self.same)
        return {name: getattr(self.fact, name) for name in names}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        # Whoever spoke in the entry may go on speaking in its correction.
        speaker = (self.entry.said_by, self.entry.get_said_by_display())
        if speaker not in form.fields["said_by"].choices:
            form.fields["said_by"].choices = [speaker]
        return form

    def change_of(self, entry):
        return change_made_by(entry)


class CorrectDecisionScreen(CorrectFactScreen):
    """Put a decision right."""

    kind = "decisionrecord"
    same = ("decision", "body", "lead_service", "decision_reference", "due_on")
    form_class = CorrectDecisionForm
    page_title = gettext_lazy("Correct a decision")

    def write(self, page, words):
        return record_decision(page, by=self.request.user, corrects=self.fact, **decision_from(words)).update


class CorrectDeliveryScreen(CorrectFactScreen):
    """Put a step of delivery right."""

    kind = "deliveryrecord"
    same = ("delivery", "evidence")
    form_class = CorrectDeliveryForm
    page_title = gettext_lazy("Correct a step of delivery")

    def get_initial(self):
        return super().get_initial() | {"sentence": self.entry.sentence}

    def write(self, page, words):
        return record_delivery(
            page,
            by=self.request.user,
            corrects=self.fact,
            reference=self.fact.reference,
            **delivery_from(words),
        ).update


class CorrectVerdictScreen(CorrectFactScreen):
    """Put a verdict right."""

    kind = "assessmentrecord"
    same = ("judge", "verdict", "score", "scale_from", "scale_to")
    form_class = CorrectVerdictForm
    page_title = gettext_lazy("Correct a verdict")

    def write(self, page, words):
        return record_assessment(page, by=self.request.user, corrects=self.fact, **verdict_from(words)).update


class CorrectWordsScreen(CorrectionScreen):
    """Put the words of an entry right that has no fact behind it."""

    form_class = CorrectWordsForm
    page_title = gettext_lazy("Correct the words of an entry")
    asks_for_sources = False

    def objection(self):
        if fact_behind(self.entry) is not None:
            return _("A fact stands behind this entry. Correct that instead.")
        return super().objection()

    def get_initial(self):
        return {"sentence": self.entry.sentence}

    def write(self, page, words):
        return correct(self.entry, by=self.request.user, **words)


class CorrectWordingScreen(CorrectionScreen):
    """Put a slip in the members' frozen words right."""

    kind = "wordingrecord"
    form_class = CorrectWordingForm
    page_title = gettext_lazy("Correct the frozen wording")
    asks_for_sources = False

    def get_initial(self):
        return {"wording": self.fact.wording}

    def write(self, page, words):
        return correct_wording(page, by=self.request.user, **words).update
