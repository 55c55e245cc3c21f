import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..statuses import SheetKind


class ImportState(models.TextChoices):
    """How far the import of a file has got."""

    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Checked: look at it and decide")
    WRONG = "wrong", _("Nothing was imported")
    WRITING = "writing", _("Being imported")
    DONE = "done", _("Imported")


RUNNING = frozenset({ImportState.CHECKING, ImportState.WRITING})


class ImportJobQuerySet(models.QuerySet):
    """Questions to imports."""

    def of(self, user):
        """What this editor has started: nobody else sees it or goes on with it."""
        return self.filter(started_by=user)

    def older_than(self, moment):
        """Imports that nobody has touched since."""
        return self.filter(touched_at__lt=moment)

    def newest_first(self):
        """The last one started first."""
        return self.order_by("-pk")


class ImportJob(models.Model):
    """The import of one file: who started it, how far it has got, and what it comes to.

    The file itself is kept aside under `key` until it is imported or refused.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what the rows are"), max_length=20, choices=SheetKind.choices)
    tracker = models.ForeignKey(
        "recommendations.TrackerPage",
        verbose_name=_("list"),
        related_name="+",
        on_delete=models.CASCADE,  # an import into a list that is gone means nothing
    )
    publishes = models.BooleanField(_("publish at once"), default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        related_name="+",
        on_delete=models.CASCADE,  # nobody else may go on in their name
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState.choices, default=ImportState.CHECKING
    )
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    touched_at = models.DateTimeField(_("last sign of life"), default=timezone.now)
    refusal = models.TextField(_("why it was refused"), blank=True)
    report = models.JSONField(_("what it comes to"), default=dict, blank=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                name="import_kind_is_known", condition=models.Q(kind__in=SheetKind.values)
            ),
            models.CheckConstraint(
                name="import_state_is_known", condition=models.Q(state__in=ImportState.values)
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_state_display()}"

    @property
    def is_running(self) -> bool:
        """Whether the worker has it, or is to have it."""
        return self.state in RUNNING
