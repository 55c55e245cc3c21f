"""The two axes of the tracker, in the words residents read. They are never merged."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Decision(TextChoices):
    """The answer to one recommendation."""

    AWAITING = "awaiting", _("Awaiting an answer")
    ACCEPTED = "accepted", _("Accepted")
    IN_PART = "accepted_in_part", _("Accepted in part")
    ALREADY_DOING = "already_doing", _("Already doing")
    REFERRED = "referred_elsewhere", _("Referred elsewhere")
    MORE_WORK = "needs_more_work", _("Needs more work")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")


class Delivery(TextChoices):
    """How far the thing has got. No row at all is shown as not reported, never as not started."""

    NOT_STARTED = "not_started", _("Not started")
    UNDER_WAY = "under_way", _("Under way")
    DELAYED = "delayed", _("Delayed")
    DELIVERED = "delivered", _("Delivered")
    STOPPED = "stopped", _("Stopped")
    SUPERSEDED = "superseded", _("Superseded")


NOT_REPORTED = "not_reported"
NOT_REPORTED_LABEL = _("Not reported")
DELIVERY_LABELS = {**dict(Delivery.choices), NOT_REPORTED: NOT_REPORTED_LABEL}

ANSWERED = frozenset(set(Decision) - {Decision.AWAITING})
OVER = frozenset({Delivery.DELIVERED, Delivery.STOPPED, Delivery.SUPERSEDED})  # nothing more is to come
NEEDS_REASON = frozenset({Decision.NOT_ACCEPTED, Delivery.STOPPED})


class RecommendationKind(TextChoices):
    """What the report calls it."""

    RECOMMENDATION = "recommendation", _("Recommendation")
    SUCCESS = "success_proposal", _("Success proposal")
    CORE = "core_measure", _("Main measure")
    SUPPORTING = "supporting_measure", _("Supporting measure")
    STATEMENT = "statement_proposal", _("Statement proposal")


class BallotKind(TextChoices):
    """How members voted."""

    SUPPORT_SCALE = "support_scale", _("How strongly for or against")
    RANKED = "ranked", _("Ranked choices")
    MULTI_CHOICE = "multi_choice", _("Several choices")


class Stance(TextChoices):
    """What a response says as a whole."""

    UNDER_CONSIDERATION = "under_consideration", _("Under consideration")
    ACCEPTED = "accepted", _("Accepted")
    IN_PART = "accepted_in_part", _("Accepted in part")
    REJECTED = "rejected", _("Not accepted")
    NOT_YET_ANSWERED = "not_yet_answered", _("Not yet answered")


NO_ANSWER_YET = frozenset({Stance.UNDER_CONSIDERATION, Stance.NOT_YET_ANSWERED})


class SheetKind(TextChoices):
    """What the rows of a file that is imported are."""

    RECOMMENDATIONS = "recommendations", _("Recommendations")
    DECISIONS = "decisions", _("Decisions")
    DELIVERY = "delivery", _("Delivery")
