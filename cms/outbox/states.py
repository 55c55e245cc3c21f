"""Where a message stands, why one was left out, and how long to wait between attempts."""

import datetime as dt

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Given up")
    SKIPPED = "skipped", _("Left out")


class Skip(TextChoices):
    """Why a message that was due was not sent."""

    NO_CONTACT = "no_contact", _("Nobody is named as its contact")
    KEPT = "kept", _("The promise was kept")
    MOVED = "moved", _("The promise was moved to another day")
    NOT_PUBLIC = "not_public", _("The page is not public")
    NOT_DUE = "not_due", _("Nothing is due any more")
    TOO_LATE = "too_late", _("Its day had passed")


SETTLED = frozenset({State.SENT, State.DEAD, State.SKIPPED})

# A process that was killed holds its message for so long. Longer than any mail server may take to answer.
LEASE = dt.timedelta(minutes=15)
# Minutes to wait after each attempt that failed: over a day and a half in all, then somebody has to look.
PAUSES = (1, 5, 30, 120, 480, 1440)
MOST_ATTEMPTS = len(PAUSES) + 1
# Who got what is forgotten after so many days; the key stays, so that nothing is sent twice.
DAYS_KEPT = 30


def pause_after(attempts: int) -> dt.timedelta | None:
    """How long to wait after so many attempts, or nothing: then it is given up."""
    return dt.timedelta(minutes=PAUSES[attempts - 1]) if 0 < attempts < MOST_ATTEMPTS else None
