import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Ending(models.TextChoices):
    """Why a story was withdrawn, in the role of whoever ended it. No name and no words of theirs."""

    MEMBER = "member", _("The member asked for it")
    COUNCIL = "council", _("The council decided it")
    DATE = "date", _("The consent had come to its end")


class ConsentQuerySet(models.QuerySet):
    """Questions to consents."""

    def standing(self):
        """Consents whose story has not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def over(self, day):
        """Consents whose last day lies before this one."""
        return self.filter(ends_on__lt=day)


class Consent(models.Model):
    """What a member agreed to: since when and until when. One for a story in every language and every copy.

    It stands apart from the page, so that an old draft that is published again brings no old date back.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    given_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("The day the member agreed. A story without it cannot be published."),
    )
    ends_on = models.DateField(
        _("last day of the consent"),
        null=True,
        blank=True,
        help_text=_("The story is gone from the next morning on. Leave empty if no end was agreed."),
    )
    note = models.TextField(
        _("note for editors"),
        blank=True,
        help_text=_("Where the signed form is kept, and what was agreed. Readers never see this."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    ending = models.CharField(
        _("why it was withdrawn"), max_length=10, choices=Ending.choices, blank=True, editable=False
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                name="consent_ends_after_it_is_given",
                condition=models.Q(ends_on__isnull=True)
                | models.Q(given_on__isnull=True)
                | models.Q(ends_on__gte=models.F("given_on")),
                violation_error_message=_("The last day cannot lie before the day the consent was given."),
            ),
            models.CheckConstraint(
                name="withdrawn_consent_says_why",
                condition=models.Q(withdrawn_at__isnull=True, ending="")
                | models.Q(withdrawn_at__isnull=False, ending__in=Ending.values),
            ),
            models.CheckConstraint(
                name="withdrawn_consent_keeps_no_words",
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(note=""),
            ),
        ]

    def __str__(self):
        return f"{self.given_on or '…'} – {self.ends_on or '…'}"

    def clean(self):
        super().clean()
        if self.given_on and self.given_on > timezone.localdate():
            raise ValidationError({"given_on": _("Consent cannot be given on a day still to come.")})

    @property
    def is_withdrawn(self) -> bool:
        """Whether the story is gone for good."""
        return self.withdrawn_at is not None

    @property
    def ends_at(self) -> dt.datetime | None:
        """The moment the consent ends: midnight at the end of its last day where the council is."""
        if self.withdrawn_at:
            return self.withdrawn_at
        if not self.ends_on:
            return None
        midnight = dt.datetime.combine(self.ends_on + dt.timedelta(days=1), dt.time())
        return timezone.make_aware(midnight, timezone.get_default_timezone())

    @property
    def is_over(self) -> bool:
        """Whether the consent has ended by now, one way or the other."""
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def in_short(self) -> str:
        """Where the consent stands, in a few words for an editor."""
        if self.is_withdrawn:
            return gettext("Withdrawn")
        if not self.given_on:
            return gettext("No consent yet")
        if self.is_over:
            return gettext("The consent has ended")
        if not self.ends_on:
            return gettext("Consent without an end")
        return gettext("Consent until %(day)s") % {"day": format_date(self.ends_on, "j F Y")}

    def objection(self) -> str:
        """Why nothing may be published under this consent, in a sentence; empty if it may."""
        if self.is_withdrawn:
            return str(_("This story was withdrawn. It cannot be published again."))
        if not self.given_on:
            return str(_("Write down the member's consent first. A story is published only with it."))
        if self.is_over:
            return str(_("The member's consent has ended. The story cannot be published."))
        return ""
