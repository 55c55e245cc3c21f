"""Sends what waits: each message by one sender, again after a pause if it failed, and never lost.

A sender first leases a message, in a transaction of its own, and writes down afterwards that it was sent. If
it is killed in between, the lease runs out and the message is sent again: the one way to get it twice is to
be killed after the mail server took it and before that was written down. The same Message-ID both times lets
programs that read mail see that it is one.
"""

import datetime as dt
import hashlib
import logging
import smtplib
import uuid
from collections.abc import Callable
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection as database
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from .models import Message
from .states import DAYS_KEPT, LEASE, MOST_ATTEMPTS, State, pause_after

logger = logging.getLogger(__name__)
Clock = Callable[[], dt.datetime]


def send_due(limit: int = 100, *, clock: Clock = timezone.now, stopping: Callable[[], bool] = bool) -> int:
    """Send up to so many messages whose time has come; gives how many the mail server took.

    Any number of senders may run at once. Nothing is leased while the mail server cannot be reached. Not to
    be called inside a transaction. `stopping` is asked before each message.
    """
    bring_back(clock())
    if not Message.objects.ready(clock()).exists():
        return 0
    server = get_connection()
    try:
        server.open()
    except OSError as error:  # smtplib's errors are among them
        logger.warning("The mail server cannot be reached (%s).", told(error))
        return 0
    sent = 0
    try:
        for _each in range(limit):
            if stopping() or (message := lease_one(clock())) is None:
                break
            sent += _send(message, server, clock)
    finally:
        _close(server)
    return sent


def lease_one(now: dt.datetime) -> Message | None:
    """Take the message that has waited longest, so that nobody else does, or nothing if none is ready."""
    while True:
        with transaction.atomic(durable=True):
            waiting = Message.objects.ready(now)
            if database.features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True)
            message = waiting.first()
            if message is None:
                return None
            lease = uuid.uuid4()
            taken = Message.objects.filter(pk=message.pk, state=State.WAITING).update(
                state=State.SENDING, lease=lease, leased_until=now + LEASE, attempts=F("attempts") + 1
            )
        if taken:
            message.lease, message.attempts = lease, message.attempts + 1
            return message


def _send(message: Message, server, clock: Clock) -> bool:
    """Hand one leased message over, and write down what came of it."""
    try:
        as_email(message, server).send()
    except Exception as error:  # whatever it is, the others are sent all the same
        _close(server)  # it is opened anew for the next one
        _failed(message, told(error), clock())
        return False
    _settle(message, state=State.SENT, settled_at=clock(), last_error="")
    return True


def _failed(message: Message, error: str, now: dt.datetime) -> None:
    pause = pause_after(message.attempts)
    logger.warning("Message %s was not sent (%s).", message.pk, error)
    if pause is None:
        _settle(message, state=State.DEAD, settled_at=now, last_error=error)
    else:
        _settle(message, state=State.WAITING, not_before=now + pause, last_error=error)


def _settle(message: Message, **values) -> None:
    """Write down what came of it, unless the lease ran out and somebody else has it now."""
    own = Q(state=State.SENDING, lease=message.lease)
    if values["state"] == State.SENT:
        own |= Q(state=State.WAITING)  # it was brought back, but it did go out
    with transaction.atomic(durable=True):
        Message.objects.filter(own, pk=message.pk).update(lease=None, leased_until=None, **values)


def _close(server) -> None:
    try:
        server.close()
    except OSError as error:
        logger.info("The mail server did not say goodbye (%s).", told(error))


def bring_back(now: dt.datetime) -> int:
    """Let messages wait again whose sender was stopped in the middle; gives how many.

    One that has been tried too often is given up: perhaps it is what stops its senders.
    """
    if not Message.objects.abandoned(now).exists():
        return 0
    free = {"lease": None, "leased_until": None, "last_error": "Stopped"}
    abandoned = Message.objects.abandoned(now)
    dead = abandoned.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.DEAD, settled_at=now, **free)
    return dead + Message.objects.abandoned(now).update(state=State.WAITING, not_before=now, **free)


def forget(now: dt.datetime) -> int:
    """Erase address and words of what was settled long ago; its key stays. Gives how many messages."""
    old = Message.objects.settled_before(now - dt.timedelta(days=DAYS_KEPT))
    return old.exists() and old.update(recipient="", subject="", body="", html="", headers={})


def as_email(message: Message, server=None) -> EmailMultiAlternatives:
    """The message as it goes over the wire."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    name = hashlib.sha256(f"{settings.SECRET_KEY}{message.key}".encode()).hexdigest()[:40]
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body,
        to=[message.recipient],
        headers={"Message-ID": f"<{name}@{host}>", **message.headers},
        connection=server,
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    return email


def told(error: Exception) -> str:
    """What went wrong, without the server's own words: those may hold an address."""
    refusals = error.recipients.values() if isinstance(error, smtplib.SMTPRecipientsRefused) else ()
    code = getattr(error, "smtp_code", next((code for code, _words in refusals), ""))
    return f"{type(error).__name__} {code}".strip()[:100]
