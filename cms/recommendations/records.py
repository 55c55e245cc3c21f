"""Decisions and steps of delivery: facts outside the editor, written once and never edited."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.fields import PartialDateField
from cms.core.models import CitedRow, PageRow
from cms.core.querysets import readable
from cms.updates.models import PageUpdate
from cms.updates.statuses import COUNTED_BASES, COUNTED_SPEAKERS, STATUS_SPEAKERS, Basis, Speaker

from .statuses import NEEDS_REASON, Decision, Delivery


class FactQuerySet(models.QuerySet):
    """Questions to the record."""

    def about(self, page):
        """Facts about this page, in whichever language it is read."""
        return self.filter(subject=page.translation_key)

    def counted(self):
        """Facts the council itself stated: the only ones a total counts."""
        return self.filter(said_by__in=COUNTED_SPEAKERS, basis__in=COUNTED_BASES)

    def standing(self):
        """Facts that say where the thing itself stands: not what members or an evaluator judged of it."""
        return self.filter(said_by__in=STATUS_SPEAKERS)

    def open_to_all(self):
        """Facts that were not published on a page kept from the public."""
        return self.filter(models.Q(update__published_on__isnull=True) | readable("update__published_on"))

    def newest_first(self):
        """Latest event first; facts of one day, the last written first."""
        return self.order_by("-happened_on", "-pk")


class Fact(PageRow, CitedRow):
    """A dated fact about a page, with who says so; `update` is its entry in the public record."""

    happened_on = PartialDateField(_("date"))
    reason = models.TextField(_("reason"), blank=True)
    said_by = models.CharField(
        _("who speaks"), max_length=20, choices=Speaker.choices, default=Speaker.COUNCIL
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices, default=Basis.STATED)
    note = models.TextField(_("note"), blank=True)
    update = models.OneToOneField(
        PageUpdate,
        verbose_name=_("entry in the record"),
        related_name="%(class)s",
        on_delete=models.PROTECT,  # a fact and its entry stand or fall together
        editable=False,
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_speaker_is_known", condition=models.Q(said_by__in=Speaker.values)
            ),
            models.CheckConstraint(
                name="%(class)s_basis_is_known", condition=models.Q(basis__in=Basis.values)
            ),
        ]

    @property
    def is_matched(self) -> bool:
        """Whether an editor matched it, or chose its word, and the source did not."""
        return self.basis == Basis.MATCHED

    @property
    def is_counted(self) -> bool:
        """Whether the council itself stated it, so that totals count it."""
        return self.said_by in COUNTED_SPEAKERS and self.basis in COUNTED_BASES


class DecisionRecord(Fact):
    """The answer a body gave to one recommendation on one day."""

    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices)
    body = models.CharField(_("who answered"), max_length=255)
    lead_service = models.CharField(_("lead service"), max_length=255, blank=True)
    decision_reference = models.CharField(_("decision reference"), max_length=255, blank=True)
    due_on = PartialDateField(_("due"), null=True, blank=True)
    response = models.ForeignKey(
        "recommendations.ResponsePage",
        verbose_name=_("response"),
        null=True,
        blank=True,
        related_name="decisions",
        on_delete=models.PROTECT,  # where it was decided stays on record
    )

    class Meta(Fact.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["subject", "-happened_on", "-id"], name="decision_of_subject_newest")]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["response", "subject"],
                name="response_decides_on_a_recommendation_once",
                violation_error_message=_("This response has decided on this recommendation already."),
            ),
            models.CheckConstraint(
                name="decision_is_known", condition=models.Q(decision__in=Decision.values)
            ),
            models.CheckConstraint(
                name="refusal_has_a_reason",
                condition=~models.Q(decision__in=sorted(NEEDS_REASON & set(Decision))) | ~models.Q(reason=""),
                violation_error_message=_("Say why it was not accepted."),
            ),
            models.CheckConstraint(
                name="more_work_has_a_date",
                condition=~models.Q(decision=Decision.MORE_WORK) | models.Q(due_on__isnull=False),
                violation_error_message=_("Say by when the work will be done."),
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.get_decision_display()}"

    @property
    def state(self) -> str:
        """Its place on its axis."""
        return self.decision

    @property
    def state_label(self) -> str:
        """Its place on its axis, in words."""
        return self.get_decision_display()

    @property
    def recommendation(self):
        """The page it decides on."""
        return self.page


class DeliveryRecord(Fact):
    """How far something had got on one day. It may be about an assembly as a whole."""

    delivery = models.CharField(_("delivery"), max_length=20, choices=Delivery.choices)
    reference = models.CharField(_("reference"), max_length=60, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("step of delivery")
        verbose_name_plural = _("delivery")
        indexes = [models.Index(fields=["subject", "-happened_on", "-id"], name="delivery_of_subject_newest")]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="delivery_is_known", condition=models.Q(delivery__in=Delivery.values)
            ),
            models.CheckConstraint(
                name="stop_has_a_reason",
                condition=~models.Q(delivery__in=sorted(NEEDS_REASON & set(Delivery))) | ~models.Q(reason=""),
                violation_error_message=_("Say why it was stopped."),
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.get_delivery_display()}"

    @property
    def state(self) -> str:
        """Its place on its axis."""
        return self.delivery

    @property
    def state_label(self) -> str:
        """Its place on its axis, in words."""
        return self.get_delivery_display()
