"""What may have happened, who says so and how we know: the words of the public record."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an update is about."""

    ANNOUNCED = "announced", _("Announced")
    INVITED = "invited", _("Invitations sent")
    SESSION = "session", _("Session")
    RECOMMENDED = "recommended", _("Recommendation made")
    RESPONSE = "response", _("Answer published")
    DECISION = "decision", _("Decision")
    ACKNOWLEDGED = "acknowledged", _("Reply without an answer yet")
    DELIVERY = "delivery", _("Progress")
    PROMISED = "promised", _("Promise made")
    PROMISE_MOVED = "promise_moved", _("Promise moved")
    PROMISE_KEPT = "promise_kept", _("Promise kept")
    ASSESSMENT = "assessment", _("Verdict")
    REVISED = "revised", _("Revised")
    WORDED = "worded", _("Wording published")
    CORRECTION = "correction", _("Correction")
    WITHDRAWN = "withdrawn", _("Taken off the site")
    RESTORED = "restored", _("Back on the site")
    STATEMENT = "statement", _("Statement of progress")


class Speaker(TextChoices):
    """Who an entry of the record speaks for."""

    COUNCIL = "council", _("A public body")
    MEMBERS = "members", _("Members")
    EVALUATOR = "evaluator", _("An evaluator")
    EDITOR = "editor", _("An editor")


class Basis(TextChoices):
    """How an entry came to be about this page."""

    STATED = "stated", _("The source says so")
    MATCHED = "matched", _("Matched by an editor")


class Right(TextChoices):
    """What somebody may be allowed to do to the record of a branch of the site."""

    RECORD_DECISION = "record_decision", _("Record decisions")
    RECORD_DELIVERY = "record_delivery", _("Record delivery and verdicts")
    RECORD_PROMISE = "record_promise", _("Record promises")
    CORRECT = "correct", _("Correct the record")


# Kinds that a page says once, however often it is published.
SAID_ONCE = frozenset(
    {Kind.ANNOUNCED, Kind.INVITED, Kind.SESSION, Kind.RECOMMENDED, Kind.WORDED, Kind.STATEMENT}
)

COUNTED_SPEAKERS = frozenset({Speaker.COUNCIL})
# Who can say where a thing stands. Members and evaluators judge it; the judges are never merged.
STATUS_SPEAKERS = frozenset({Speaker.COUNCIL, Speaker.EDITOR})
JUDGES = frozenset({Speaker.MEMBERS, Speaker.EVALUATOR})
COUNTED_BASES = frozenset({Basis.STATED})


def is_counted(said_by: str, basis: str) -> bool:
    """Whether the council itself said this, in its own word, so that totals count it."""
    return said_by in COUNTED_SPEAKERS and basis in COUNTED_BASES


# Kinds whose state is a word an editor may have had to choose for what a body said.
PROMISES = frozenset({Kind.PROMISED, Kind.PROMISE_MOVED, Kind.PROMISE_KEPT})
WORDS_CHOSEN = frozenset({Kind.DECISION, Kind.RESPONSE, Kind.ACKNOWLEDGED}) | PROMISES

# The state whose colour an entry has where its kind is no state itself.
TONES = {
    Kind.INVITED: "inviting",
    Kind.SESSION: "meeting",
    Kind.RESPONSE: "answered",
    Kind.DECISION: "answered",
    Kind.ACKNOWLEDGED: "awaiting",
    Kind.DELIVERY: "delivering",
    Kind.PROMISED: "awaiting",
    Kind.PROMISE_MOVED: "delayed",
    Kind.PROMISE_KEPT: "delivered",
    Kind.WORDED: "recommended",
    Kind.ASSESSMENT: "quiet",
    Kind.CORRECTION: "quiet",
    Kind.WITHDRAWN: "quiet",
    Kind.RESTORED: "quiet",
    Kind.REVISED: "announced",
    Kind.STATEMENT: "announced",
}
