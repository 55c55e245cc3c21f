"""What the screens of promises ask an officer for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.assemblies.promises import Promised
from cms.core.fields import PartialDateFormField
from cms.updates.screens import FactForm

from .forms import CHOOSE, READERS_SEE_IT, WHAT_WAS_WRONG, CorrectedFactMixin, words


class PromiseForm(FactForm):
    """What a body promised, and by when."""

    what = forms.ChoiceField(
        label=_("What was promised"),
        choices=[CHOOSE, *Promised.choices],
        help_text=_("Only what a source says. Where nothing was promised, nothing is ever overdue."),
    )
    body = forms.CharField(
        label=_("Who promised"), max_length=255, help_text=_("The body, as it calls itself.")
    )
    due_on = PartialDateFormField(
        label=_("Due"),
        help_text=_('The day, or for reports the first one. "June 2020" is due on its last day.'),
    )
    every_months = forms.IntegerField(
        label=_("Then every so many months"),
        required=False,
        min_value=1,
        max_value=120,
        help_text=_("Only for reports: 6 for one every half year."),
    )
    lead_service = forms.CharField(
        label=_("Lead service"),
        max_length=255,
        required=False,
        help_text=_("It is reminded before, on and after the day, if it has a contact in the settings."),
    )

    field_order = [
        *("what", "body", "happened_on", "due_on", "every_months", "lead_service"),
        *("said_by", "basis", "note"),
    ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what") == Promised.REPLY:
            cleaned["every_months"] = None
        return cleaned


class ChosenPromiseForm(forms.Form):
    """One promise out of those a page has: `promises` are pairs of its number and its words."""

    promise = forms.ChoiceField(label=_("Promise"), help_text=_("The one that this is about."), required=True)

    def __init__(self, *args, promises, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["promise"].choices = promises
        if len(promises) == 1:
            self.fields["promise"].initial = promises[0][0]


class MoveQuestions(FactForm):
    """To which day something promised was moved, and why."""

    due_on = PartialDateFormField(
        label=_("Due now"), help_text=_("The new date. The old one stays for readers to see.")
    )
    reason = forms.CharField(
        label=_("Reason"), widget=words(), help_text=_("Why it was moved. Readers see it behind the date.")
    )

    field_order = ["promise", "happened_on", "due_on", "reason", "said_by", "basis", "note"]


class MoveForm(ChosenPromiseForm, MoveQuestions):
    """Which promise was moved, to which day, and why."""


class KeepQuestions(FactForm):
    """When what was promised came, and what shows it."""

    evidence = forms.URLField(
        label=_("Address of what shows it"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text=_("Left empty, the address of the first source is taken."),
    )

    field_order = ["promise", "happened_on", "evidence", "said_by", "basis", "note"]


class KeepForm(ChosenPromiseForm, KeepQuestions):
    """Which promise was kept, when, and what shows it."""


class TakeBackForm(ChosenPromiseForm):
    """Which promise was none, and what was wrong."""

    reason = forms.CharField(label=WHAT_WAS_WRONG, widget=words(2), help_text=READERS_SEE_IT)


class CorrectPromiseForm(CorrectedFactMixin, PromiseForm):
    """The right promise in place of a wrong one."""


class CorrectMoveForm(CorrectedFactMixin, MoveQuestions):
    """The right move in place of a wrong one."""


class CorrectKeepForm(CorrectedFactMixin, KeepQuestions):
    """The right words in place of a wrong "kept"."""
