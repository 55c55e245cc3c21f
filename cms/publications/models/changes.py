from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel
from wagtail.models import Orderable, TranslatableMixin

from cms.core.fields import PartialDateField
from cms.core.models import TopicalPage

from ..changes import record_changes
from ..forms import ChangeNotesForm


class ChangeNote(TranslatableMixin, Orderable):
    """What an editor says has changed. Subclasses add `page`.

    Publishing the page puts a major note into the record, known by its translation key in every revision and
    language. From then on the record is what readers see.
    """

    words = models.TextField(
        _("what changed"),
        help_text=_("One or two plain sentences. Readers and followers see a major change."),
    )
    is_major = models.BooleanField(
        _("this is a major change"),
        default=False,
        help_text=_(
            "Tick it if the meaning changed. It is then shown on the page for good. Leave it for a slip."
        ),
    )
    happened_on = PartialDateField(
        _("date of the change"),
        null=True,
        blank=True,
        help_text=_("Leave it empty for the day on which you publish the change."),
    )

    panels = ["words", "is_major", "happened_on"]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_says_what_changed",
                condition=~models.Q(words=""),
                violation_error_message=_("Say what changed."),
            ),
        ]

    def __str__(self):
        return self.words

    def clean(self):
        super().clean()
        if self.happened_on and self.happened_on.start > timezone.localdate():
            raise ValidationError({"happened_on": _("A change cannot have a date that is still to come.")})


class ChangingPage(TopicalPage):
    """A page whose changes are told: the major ones to everybody, and in the public record."""

    base_form_class = ChangeNotesForm
    followable = True
    exclude_fields_in_copy = ["change_notes"]  # a copy has a history of its own

    change_panels = [
        InlinePanel(
            "change_notes",
            heading=_("What changed"),
            label=_("change"),
            help_text=_("Add a note when you change the text. A note in the public record stays as it is."),
        )
    ]

    class Meta:
        abstract = True

    def enter_record(self):
        record_changes(self, self.change_notes.all())
