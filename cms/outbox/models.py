from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .states import MOST_ATTEMPTS, SETTLED, Skip, State


class MessageQuerySet(models.QuerySet):
    """Questions to the outbox."""

    def ready(self, now):
        """Messages whose time has come, those that have waited longest first."""
        return self.filter(state=State.WAITING, not_before__lte=now).order_by("not_before", "pk")

    def abandoned(self, now):
        """Messages whose sender was stopped in the middle: its lease is over."""
        return self.filter(state=State.SENDING, leased_until__lte=now)

    def settled_before(self, moment):
        """Messages that were settled before this moment and still hold an address or words."""
        return self.filter(state__in=SETTLED, settled_at__lt=moment).exclude(recipient="", body="")


class Message(models.Model):
    """One e-mail to one address. `key` is said once, so that no job can send the same thing twice."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    recipient = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    body = models.TextField(_("text"), blank=True)
    html = models.TextField(_("text as HTML"), blank=True)
    headers = models.JSONField(_("further headers"), default=dict, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    skipped_because = models.CharField(_("left out because"), max_length=20, choices=Skip.choices, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("put in at"), default=timezone.now)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    lease = models.UUIDField(_("lease"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(
                fields=["not_before", "id"], condition=Q(state=State.WAITING), name="message_that_waits"
            ),
            models.Index(
                fields=["leased_until"], condition=Q(state=State.SENDING), name="message_being_sent"
            ),
            models.Index(fields=["state", "settled_at"], name="message_settled"),
        ]
        constraints = [
            models.CheckConstraint(name="message_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="message_is_left_out_for_a_reason",
                condition=Q(state=State.SKIPPED, skipped_because__in=Skip.values)
                | (~Q(state=State.SKIPPED) & Q(skipped_because="")),
            ),
            models.CheckConstraint(
                name="message_to_be_sent_has_an_address",
                condition=Q(state__in=sorted(SETTLED)) | ~Q(recipient=""),
                violation_error_message=_("Say to whom it goes."),
            ),
            models.CheckConstraint(
                name="message_is_leased_while_it_is_sent",
                condition=Q(state=State.SENDING, lease__isnull=False, leased_until__isnull=False)
                | (~Q(state=State.SENDING) & Q(lease__isnull=True, leased_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_is_settled_at_a_moment",
                condition=Q(state__in=sorted(SETTLED), settled_at__isnull=False)
                | (~Q(state__in=sorted(SETTLED)) & Q(settled_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="message_is_not_tried_for_ever", condition=Q(attempts__lte=MOST_ATTEMPTS)
            ),
        ]

    def __str__(self):
        return self.subject or self.key
