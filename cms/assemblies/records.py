"""Promises: what a commissioner committed to, step by step. Each step is a row that is never edited."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.core.fields import AddressField, PartialDateField
from cms.updates.facts import Fact, FactQuerySet
from cms.updates.statuses import STATUS_SPEAKERS

from .promises import HOW_OFTEN, WHY_MOVED, Act, Promised, Step


class PromiseQuerySet(FactQuerySet):
    """Questions to the steps of promises."""

    def of_promise(self, promise):
        """The steps of one promise that no later entry corrects, the first one first."""
        return self.filter(promise=promise).standing().order_by("step")

    def current(self):
        """The last step of every promise whose making anybody may read."""
        steps = PromiseRecord.objects.standing().open_to_all().filter(promise=OuterRef("promise"))
        later, made = steps.filter(step__gt=OuterRef("step")), steps.filter(act=Act.MADE)
        return self.standing().open_to_all().filter(Exists(made)).exclude(Exists(later))

    def dates_due(self, *columns) -> list[tuple]:
        """What is due by the last of these steps of each promise: the date, and these columns of that step.

        A promise whose making is not among them is none, whatever came after it. One query.
        """
        last: dict[uuid.UUID, tuple] = {}
        rows = self.order_by("step").values_list("promise", "act", "next_due_on", *columns)
        for promise, act, *told in rows:
            if act == Act.MADE or promise in last:
                last[promise] = tuple(told)
        return [told for told in last.values() if told[0] is not None]

    def still_due(self):
        """Steps after which something is due, the earliest date first."""
        return self.filter(next_due_on__isnull=False).order_by("next_due_on", "pk")


class PromiseRecord(Fact):
    """One step of a promise: made, moved, kept, or found to be none.

    `promise` holds its steps together and `step` is its place among them. `next_due_on` is what is due after
    it, so that the present is the last line of history.
    """

    beside = ("lead_service", "evidence")
    sealed_facts = (
        *("promise", "step", "act", "what", "every_months", "due_on", "due_before", "next_due_on"),
        "evidence",
    )
    sealed_texts = ("body", "lead_service", "reason")

    promise = models.UUIDField(_("promise"), default=uuid.uuid4, db_index=True)
    step = models.PositiveSmallIntegerField(_("step"), default=1)
    act = models.CharField(_("what happened"), max_length=10, choices=Act.choices, default=Act.MADE)
    what = models.CharField(
        _("what was promised"), max_length=10, choices=Promised.choices, default=Promised.REPLY
    )
    every_months = models.PositiveSmallIntegerField(_("every so many months"), null=True, blank=True)
    body = models.CharField(_("who promised"), max_length=255)
    lead_service = models.CharField(_("lead service"), max_length=255, blank=True)
    due_on = PartialDateField(_("due"), null=True, blank=True)
    due_before = PartialDateField(_("due before it was moved"), null=True, blank=True)
    next_due_on = PartialDateField(_("due next"), null=True, blank=True)
    evidence = AddressField(_("address of what shows it"), max_length=1000, blank=True)
    is_correction = models.BooleanField(_("corrects another step"), default=False)

    objects = PromiseQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("step of a promise")
        verbose_name_plural = _("promises")
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["promise", "step"],
                name="promise_has_a_step_once",
                condition=Q(is_correction=False),
                violation_error_message=_("Somebody recorded the next step of this promise just now."),
            ),
            models.CheckConstraint(name="promise_act_is_known", condition=Q(act__in=Act.values)),
            models.CheckConstraint(name="promise_kind_is_known", condition=Q(what__in=Promised.values)),
            models.CheckConstraint(
                name="promise_begins_with_its_making",
                condition=Q(act=Act.MADE, step=1) | (~Q(act=Act.MADE) & Q(step__gt=1)),
            ),
            models.CheckConstraint(
                name="promise_says_whose_it_is",
                condition=~Q(body=""),
                violation_error_message=_("Say who promised."),
            ),
            models.CheckConstraint(
                name="promise_is_told_by_who_can",
                condition=Q(said_by__in=sorted(STATUS_SPEAKERS)),
                violation_error_message=_("A public body promises, or an editor found that it did."),
            ),
            models.CheckConstraint(
                name="promise_has_a_date",
                condition=Q(act=Act.MISTAKEN, due_on__isnull=True)
                | (~Q(act=Act.MISTAKEN) & Q(due_on__isnull=False)),
                violation_error_message=_("Say by when."),
            ),
            models.CheckConstraint(
                name="promise_of_reports_has_a_rhythm",
                condition=Q(what=Promised.REPLY, every_months__isnull=True)
                | Q(what=Promised.REPORT, every_months__gte=1, every_months__lte=120),
                violation_error_message=HOW_OFTEN,
            ),
            models.CheckConstraint(
                name="promise_moves_from_a_date_for_a_reason",
                condition=(Q(act=Act.MOVED, due_before__isnull=False) & ~Q(reason=""))
                | (~Q(act=Act.MOVED) & Q(due_before__isnull=True)),
                violation_error_message=WHY_MOVED,
            ),
            models.CheckConstraint(
                name="promise_is_kept_with_evidence",
                condition=~Q(act=Act.KEPT) | ~Q(evidence=""),
                violation_error_message=_("Give the address of something that shows it was kept."),
            ),
            models.CheckConstraint(
                name="promise_is_due_until_it_is_kept",
                condition=Q(act__in=[Act.MADE, Act.MOVED], next_due_on=models.F("due_on"))
                | Q(act=Act.KEPT, what=Promised.REPLY, next_due_on__isnull=True)
                | Q(act=Act.KEPT, what=Promised.REPORT, next_due_on__gt=models.F("due_on"))
                | Q(act=Act.MISTAKEN, next_due_on__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.get_act_display()}"

    def strayed_columns(self):
        strayed = self.is_correction != (bool(self.update.corrects_id) and self.act != Act.MISTAKEN)
        return ["promiserecord.is_correction"] if strayed else []

    @property
    def correction_screen(self) -> str:
        """The name of the screen of the admin that corrects this step, or nothing."""
        screens = {Act.MADE: "correct_promise", Act.MOVED: "correct_move", Act.KEPT: "correct_keep"}
        return screens.get(Act(self.act), "")

    @property
    def as_step(self) -> Step:
        """The same for the arithmetic of the clock."""
        return Step(Act(self.act), self.happened_on, self.due_on, self.next_due_on, self.due_before)
