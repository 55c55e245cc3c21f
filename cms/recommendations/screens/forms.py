"""What each screen of the tracker asks an officer for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.fields import PartialDateFormField
from cms.updates.screens import FactForm
from cms.updates.statuses import JUDGES, Speaker

from ..statuses import Decision, Delivery

WHAT_WAS_WRONG = _("What was wrong")
CHOOSE = ("", _("Choose one"))  # or the first state would be recorded by whoever passes over the list
READERS_SEE_IT = _("Readers see it beside the correction.")


def words(rows: int = 3) -> forms.Textarea:
    """A box for a few sentences."""
    return forms.Textarea(attrs={"rows": rows})


class DecisionForm(FactForm):
    """What a body answered to a recommendation."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[CHOOSE, *Decision.choices],
        help_text=_("The answer, as the body gave it."),
    )
    body = forms.CharField(
        label=_("Who answered"), max_length=255, help_text=_("The body, as it calls itself.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=words(),
        help_text=_("Readers see it behind the decision. Needed for a refusal, and for less than before."),
    )
    lead_service = forms.CharField(
        label=_("Lead service"),
        max_length=255,
        required=False,
        help_text=_("The part of the council that sees to it."),
    )
    decision_reference = forms.CharField(
        label=_("Decision reference"),
        max_length=255,
        required=False,
        help_text=_("The committee's number and date."),
    )
    due_on = PartialDateFormField(
        label=_("Due"), required=False, help_text=_("By when. Needed if it needs more work.")
    )

    field_order = [
        *("decision", "body", "happened_on", "reason", "lead_service", "decision_reference", "due_on"),
        *("said_by", "basis", "note"),
    ]


class DeliveryForm(FactForm):
    """How far something has got."""

    delivery = forms.ChoiceField(
        label=_("Delivery"),
        choices=[CHOOSE, *Delivery.choices],
        help_text=_("How far it has got, on that day."),
    )
    sentence = forms.CharField(
        label=_("Sentence"),
        widget=words(),
        help_text=_('What readers see. Say what happened: "The crossing opened on 3 May."'),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=words(2),
        help_text=_("Needed if it was stopped, or goes back behind what was said before."),
    )
    evidence = forms.URLField(
        label=_("Address of what shows it"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text=_("For what was delivered. Left empty, the address of the first source is taken."),
    )

    field_order = ["delivery", "happened_on", "sentence", "reason", "evidence", "said_by", "basis", "note"]


class VerdictForm(FactForm):
    """What members, or an evaluator, say of how it went."""

    judge = forms.CharField(
        label=_("Who judges"), max_length=255, help_text=_('For example "28 members, at the workshop".')
    )
    verdict = forms.CharField(
        label=_("Verdict"), widget=words(), help_text=_("In the judges' own words if you can.")
    )
    score = forms.DecimalField(
        label=_("Score"), required=False, max_digits=7, decimal_places=2, help_text=_("If they gave one.")
    )
    scale_from = forms.DecimalField(
        label=_("Lowest score there was"),
        required=False,
        max_digits=7,
        decimal_places=2,
        help_text=_("Needed with a score."),
    )
    scale_to = forms.DecimalField(
        label=_("Highest score there was"),
        required=False,
        max_digits=7,
        decimal_places=2,
        help_text=_("Needed with a score."),
    )

    field_order = ["said_by", "judge", "happened_on", "verdict", "score", "scale_from", "scale_to", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["basis"]
        speaker = self.fields["said_by"]
        speaker.choices = [CHOOSE, *(choice for choice in Speaker.choices if choice[0] in JUDGES)]
        speaker.help_text, speaker.initial = _("Members when they met again, or an evaluator."), ""


class CorrectedFactMixin:
    """The same questions, with the right answers, and what was wrong before."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        note.label, note.help_text, note.required = WHAT_WAS_WRONG, READERS_SEE_IT, True


class CorrectDecisionForm(CorrectedFactMixin, DecisionForm):
    """The right decision in place of a wrong one."""


class CorrectDeliveryForm(CorrectedFactMixin, DeliveryForm):
    """The right step in place of a wrong one."""


class CorrectVerdictForm(CorrectedFactMixin, VerdictForm):
    """The right verdict in place of a wrong one."""


class CorrectWordsForm(forms.Form):
    """The right words of an entry that is nothing but its sentence."""

    sentence = forms.CharField(
        label=_("Sentence"), widget=words(), help_text=_("The whole sentence as it should have been.")
    )
    reason = forms.CharField(label=WHAT_WAS_WRONG, widget=words(2), help_text=READERS_SEE_IT)


class CorrectWordingForm(forms.Form):
    """The members' words without the slip."""

    wording = forms.CharField(
        label=_("Wording"),
        widget=words(6),
        help_text=_("The members' own words, exactly as the report has them. Only a slip is put right here."),
    )
    reason = forms.CharField(label=WHAT_WAS_WRONG, widget=words(2), help_text=READERS_SEE_IT)
