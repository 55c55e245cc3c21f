"""Decisions and steps of delivery: facts outside the editor, written once and never edited."""

from django.db import models
from django.db.models.functions import Cast, Substr
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.fields import AddressField, PartialDateField
from cms.core.querysets import has_expired
from cms.updates.facts import Fact
from cms.updates.statuses import JUDGES

from .snapshots import Row, as_json, from_json
from .statuses import NEEDS_REASON, Decision, Delivery


def same_body(body: str) -> str:
    """What two spellings of one body have in common: its name, whatever the capitals and the outer spaces."""
    return body.casefold().strip()


class TrackerFact(Fact):
    """A fact about a recommendation, or about an assembly as a whole: never earlier than what it is about."""

    # The first day on which it may have been recommended, as 2019-12-01; empty if nobody knows.
    recommended_from = models.CharField(_("recommended from"), max_length=10, blank=True)

    class Meta(Fact.Meta):
        abstract = True
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_follows_its_recommendation",
                condition=models.Q(
                    GreaterThanOrEqual(
                        # The end of a partial date stands first in what is stored of it.
                        Substr("happened_on", 1, 10, output_field=models.CharField()),
                        models.F("recommended_from"),
                    )
                ),
                violation_error_message=_("Nothing can happen to it before it was recommended."),
            ),
        ]


class WordingRecord(Fact):
    """The members' words as they were when the recommendation was first published, or as corrected since."""

    correction_screen = "correct_wording"
    # The fingerprint is a text too: with it, short words that were removed could be guessed.
    sealed_texts = ("wording", "fingerprint", "reason")

    wording = models.TextField(_("wording"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)

    class Meta(Fact.Meta):
        verbose_name = _("frozen wording")
        verbose_name_plural = _("frozen wordings")
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                name="frozen_wording_is_not_empty",
                condition=~models.Q(wording=""),
                violation_error_message=_("Write down the members' words."),
            ),
        ]

    def __str__(self):
        return self.wording


class StatementRecord(Fact):
    """Where a tracker stood on one day, row by row and in total, as the record had it when this was written.

    `position` is what `snapshots.as_json` gives; `taken_at` says for each chain behind it at which entry it
    was read: chain, number and hash. The rows hold states and numbers of entries. Words stay where they are
    sealed already, so that what the law takes away there is gone here too.
    """

    sealed_facts = ("tracker", "stood_on", "taken_at", "position")
    sealed_texts = ("reason",)

    tracker = models.UUIDField(_("key of the tracker"), editable=False)
    stood_on = models.DateField(_("where things stood on"))
    taken_at = models.JSONField(_("where the record was read"))
    position = models.JSONField(_("position"))

    class Meta(Fact.Meta):
        verbose_name = _("frozen position")
        verbose_name_plural = _("frozen positions")
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["tracker", "stood_on"],
                name="tracker_has_one_statement_a_day",
                violation_error_message=_("There is a statement for this day already."),
            ),
            models.CheckConstraint(
                name="statement_looks_back",
                condition=models.Q(
                    GreaterThanOrEqual(
                        Substr("happened_on", 1, 10, output_field=models.CharField()),
                        Cast("stood_on", models.CharField()),
                    )
                ),
                violation_error_message=_("A statement says where things stood. Its day cannot lie ahead."),
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.stood_on}"

    def strayed_columns(self):
        same = as_json(self.rows) == self.position
        return [] if same else ["statementrecord.position"]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Where each recommendation stood, in the order of the report."""
        return from_json(self.position)


class DecisionRecord(TrackerFact):
    """The answer a body gave to one recommendation on one day."""

    correction_screen = "correct_decision"
    beside = ("lead_service", "decision_reference", "due_on")
    sealed_facts = ("decision", "due_on", "recommended_from")
    sealed_texts = ("body", "reason", "lead_service", "decision_reference")

    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices)
    body = models.CharField(_("who answered"), max_length=255)
    lead_service = models.CharField(_("lead service"), max_length=255, blank=True)
    decision_reference = models.CharField(_("decision reference"), max_length=255, blank=True)
    due_on = PartialDateField(_("due"), null=True, blank=True)
    is_correction = models.BooleanField(_("corrects another decision"), default=False)
    response = models.ForeignKey(
        "recommendations.ResponsePage",
        verbose_name=_("response"),
        null=True,
        blank=True,
        related_name="decisions",
        on_delete=models.PROTECT,  # where it was decided stays on record
    )

    class Meta(TrackerFact.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["subject", "-happened_on", "-id"], name="decision_of_subject_newest")]
        constraints = [
            *TrackerFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["response", "subject"],
                name="response_decides_on_a_recommendation_once",
                condition=models.Q(is_correction=False),
                violation_error_message=_("This response has decided on this recommendation already."),
            ),
            models.CheckConstraint(
                name="decision_is_known", condition=models.Q(decision__in=Decision.values)
            ),
            models.CheckConstraint(
                name="decision_says_whose_it_is",
                condition=~models.Q(body=""),
                violation_error_message=_("Say who answered."),
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

    def strayed_columns(self):
        strayed = [] if self.is_correction == bool(self.update.corrects_id) else ["is_correction"]
        # The entry names the page in the site's first language, the decision the one that was published.
        said_on = self.update.published_on_id and self.update.published_on.translation_key
        if (self.response_id and self.response.translation_key) != said_on:
            strayed.append("response")
        return [f"decisionrecord.{name}" for name in strayed]

    @property
    def state(self) -> str:
        """Its place on its axis."""
        return self.decision

    @property
    def state_label(self) -> str:
        """Its place on its axis, in words."""
        return self.get_decision_display()

    @property
    def open_response(self):
        """The page that says it, if it is still on the site."""
        return (
            self.response if self.response and self.response.live and not has_expired(self.response) else None
        )

    @property
    def recommendation(self):
        """The page it decides on."""
        return self.page


class DeliveryRecord(TrackerFact):
    """How far something had got on one day. It may be about an assembly as a whole."""

    correction_screen = "correct_delivery"
    beside = ("reason", "evidence")
    sealed_facts = ("delivery", "reference", "evidence", "recommended_from")
    sealed_texts = ("reason",)

    delivery = models.CharField(_("delivery"), max_length=20, choices=Delivery.choices)
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    evidence = AddressField(_("address of what shows it"), max_length=1000, blank=True)

    class Meta(TrackerFact.Meta):
        verbose_name = _("step of delivery")
        verbose_name_plural = _("delivery")
        indexes = [models.Index(fields=["subject", "-happened_on", "-id"], name="delivery_of_subject_newest")]
        constraints = [
            *TrackerFact.Meta.constraints,
            models.CheckConstraint(
                name="delivered_has_evidence",
                condition=~models.Q(delivery=Delivery.DELIVERED) | ~models.Q(evidence=""),
                violation_error_message=_("Give the address of something that shows it was delivered."),
            ),
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


def _score(name):
    return models.DecimalField(name, max_digits=7, decimal_places=2, null=True, blank=True)


class AssessmentRecord(TrackerFact):
    """What members when they met again, or an independent evaluator, say of how it went.

    A judgement moves no axis and enters no total; the judges are never merged.
    """

    correction_screen = "correct_verdict"
    sealed_facts = ("score", "scale_from", "scale_to", "recommended_from")
    sealed_texts = ("judge", "verdict", "reason")

    judge = models.CharField(_("who judges"), max_length=255)
    verdict = models.TextField(_("verdict"))
    score = _score(_("score"))
    scale_from = _score(_("lowest score there was"))
    scale_to = _score(_("highest score there was"))

    class Meta(TrackerFact.Meta):
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            *TrackerFact.Meta.constraints,
            models.CheckConstraint(
                name="verdict_is_of_members_or_an_evaluator",
                condition=models.Q(said_by__in=sorted(JUDGES)),
                violation_error_message=_("Members judge, or an evaluator. The council reports."),
            ),
            models.CheckConstraint(
                name="verdict_says_something",
                condition=~models.Q(verdict="") & ~models.Q(judge=""),
                violation_error_message=_("Say who judges, and in which words."),
            ),
            models.CheckConstraint(
                name="score_stands_on_its_scale",
                condition=models.Q(score__isnull=True, scale_from__isnull=True, scale_to__isnull=True)
                | models.Q(
                    score__isnull=False,
                    scale_from__isnull=False,
                    scale_to__isnull=False,
                    score__gte=models.F("scale_from"),
                    score__lte=models.F("scale_to"),
                    scale_from__lt=models.F("scale_to"),
                ),
                violation_error_message=_("A score stands between the lowest and the highest there was."),
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.verdict}"

    @property
    def score_words(self) -> str:
        """The score on its scale; nothing where none was given."""
        return in_scale(self.score, self.scale_from, self.scale_to)


def in_scale(score, scale_from, scale_to) -> str:
    """A score in words: `3.8 on a scale from 0 to 10`. Nothing for nothing."""
    if score is None:
        return ""
    numbers = {"score": score, "low": scale_from, "high": scale_to}
    plain = {name: f"{number.normalize():f}" for name, number in numbers.items()}
    return gettext("%(score)s on a scale from %(low)s to %(high)s") % plain
