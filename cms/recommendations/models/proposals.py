from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.fields import AddressField, PartialDateField

from ..records import DeliveryRecord
from ..statuses import Delivery
from .pages import RecommendationPage


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")


class ProposalLinkQuerySet(models.QuerySet):
    """Questions to links."""

    def over(self, day):
        """Links that ended before this day, or were revoked before it, and have no proposal waiting."""
        ended = models.Q(ends_on__lt=day) | models.Q(revoked_at__date__lt=day)
        return self.filter(ended).exclude(proposals__state=ProposalState.WAITING)

    def newest_first(self):
        """The last one made first."""
        return self.order_by("-pk")


class ProposalLink(models.Model):
    """A link with which an officer of a lead service, without an account, proposes steps of delivery.

    Whoever has its address may use it. The address itself is not kept, only its fingerprint.
    """

    token_hash = models.CharField(_("fingerprint of the address"), max_length=64, unique=True, editable=False)
    lead_service = models.CharField(_("lead service"), max_length=255)
    email = models.EmailField(_("e-mail address"), blank=True)
    recommendations = models.ManyToManyField(
        RecommendationPage, verbose_name=_("recommendations"), related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    ends_on = models.DateField(_("last day"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries in this hour"), default=0)
    tries_since = models.DateTimeField(_("this hour began"), default=timezone.now)

    objects = ProposalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for a lead service")
        verbose_name_plural = _("links for lead services")

    def __str__(self):
        return self.lead_service

    @property
    def is_open(self) -> bool:
        """Whether it works: it was not revoked, and its last day is not over."""
        return self.revoked_at is None and timezone.localdate() <= self.ends_on

    @property
    def references(self) -> str:
        """The references of its recommendations, one after the other."""
        return ", ".join(page.reference for page in self.recommendations.all())

    @property
    def in_short(self) -> str:
        """Whether it works, in a word for an editor."""
        if self.revoked_at:
            return str(_("Revoked"))
        return str(_("Open")) if self.is_open else str(_("Over"))


class ProposalQuerySet(models.QuerySet):
    """Questions to proposals."""

    def waiting(self):
        """Proposals that nobody has answered, those that have waited longest first."""
        return self.filter(state=ProposalState.WAITING).order_by("sent_at", "pk")

    def newest_first(self):
        """The last one sent first."""
        return self.order_by("-pk")


class Proposal(models.Model):
    """A step of delivery as a lead service proposes it. It is in no record until somebody accepts it."""

    link = models.ForeignKey(
        ProposalLink,
        verbose_name=_("link"),
        related_name="proposals",
        on_delete=models.CASCADE,  # what was accepted stands in the record
    )
    page = models.ForeignKey(
        RecommendationPage,
        verbose_name=_("recommendation"),
        related_name="+",
        on_delete=models.CASCADE,  # a page with a record is not deleted; without one nothing is lost
    )
    delivery = models.CharField(_("delivery"), max_length=20, choices=Delivery.choices)
    happened_on = PartialDateField(_("date"))
    sentence = models.TextField(_("sentence"), max_length=2_000)
    reason = models.TextField(_("reason"), blank=True, max_length=5_000)
    evidence = AddressField(_("address of what shows it"), max_length=1_000, blank=True)
    who = models.CharField(_("who can be asked"), max_length=120, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING
    )
    answer = models.TextField(_("why it was returned"), blank=True)
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    record = models.OneToOneField(
        DeliveryRecord,
        verbose_name=_("step on record"),
        null=True,
        blank=True,
        related_name="proposal",
        on_delete=models.PROTECT,  # the record is never deleted
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.UniqueConstraint(
                fields=["link", "page"],
                name="proposal_waits_once_for_each_recommendation",
                condition=models.Q(state=ProposalState.WAITING),
                violation_error_message=_("A proposal is waiting already."),
            ),
            models.CheckConstraint(
                name="proposal_state_is_known", condition=models.Q(state__in=ProposalState.values)
            ),
            models.CheckConstraint(
                name="proposal_delivery_is_known", condition=models.Q(delivery__in=Delivery.values)
            ),
            models.CheckConstraint(
                name="accepted_proposal_is_on_record",
                condition=models.Q(state=ProposalState.ACCEPTED, record__isnull=False)
                | models.Q(~models.Q(state=ProposalState.ACCEPTED), record__isnull=True),
            ),
            models.CheckConstraint(
                name="returned_proposal_says_why",
                condition=~models.Q(state=ProposalState.RETURNED) | ~models.Q(answer=""),
                violation_error_message=_("Say why it is returned."),
            ),
            models.CheckConstraint(
                name="proposal_waits_until_it_is_answered",
                condition=models.Q(state=ProposalState.WAITING, answered_at__isnull=True)
                | models.Q(~models.Q(state=ProposalState.WAITING), answered_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.get_delivery_display()}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.state == ProposalState.WAITING
