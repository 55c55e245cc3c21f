"""Puts messages into the outbox, once for each key, and takes back what is not to be sent."""

import datetime as dt
import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Message
from .states import Skip, State

NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
OURS = frozenset({"to", "cc", "bcc", "from", "sender", "subject", "date", "message-id", "mime-version"})


def _checked(to: str, subject: str, headers: Mapping[str, str]) -> None:
    """Refuse an address that is none, and whatever would smuggle a header or a reader in."""
    wrong = {}
    try:
        validate_email(to)
    except ValidationError:
        wrong["recipient"] = _("This is no e-mail address.")
    if CONTROL.search(subject) or not subject.strip():
        wrong["subject"] = _("A subject is one line of words.")
    for name, value in headers.items():
        is_ours = name.lower() in OURS or name.lower().startswith("content-")
        if is_ours or not NAME.fullmatch(name) or not isinstance(value, str) or CONTROL.search(value):
            wrong["headers"] = _("The header %(name)s cannot be set.") % {"name": ascii(name)[:60]}
    if wrong:
        raise ValidationError(wrong)


def put(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    not_before: dt.datetime | None = None,
) -> Message:
    """Put a message into the outbox. A second call with its key changes nothing, and gives what is there.

    It is sent once the surrounding transaction is in. A message that was left out before takes its words
    from the later call and waits. Raises ValidationError with a sentence if the address is none, or a header
    holds what no header may.
    """
    headers = dict(headers or {})
    _checked(to, subject, headers)
    values = {"recipient": to, "subject": subject[:255], "body": body.replace("\x00", ""), "html": html}
    values |= {"headers": headers, "not_before": not_before or timezone.now()}
    message, made = _once(key, values)
    if not made and message.state == State.SKIPPED:
        waiting = {"state": State.WAITING, "skipped_because": "", "settled_at": None, "attempts": 0}
        Message.objects.filter(key=key, state=State.SKIPPED).update(**values, **waiting)
        message.refresh_from_db()
    return message


def skip(*, key: str, because: Skip, subject: str = "") -> Message:
    """Note that a message was left out, or take one back that still waits. One that was sent stays sent."""
    left_out = {"state": State.SKIPPED, "skipped_because": because, "settled_at": timezone.now()}
    message, made = _once(key, {"subject": subject[:255], **left_out})
    if not made:
        Message.objects.filter(key=key, state=State.WAITING).update(**left_out)
        message.refresh_from_db()
    return message


def try_again(message: Message) -> bool:
    """Let a message that was given up wait once more, with all its attempts before it. Says if it does."""
    waiting = {"state": State.WAITING, "attempts": 0, "settled_at": None, "not_before": timezone.now()}
    dead = Message.objects.filter(pk=message.pk, state=State.DEAD).exclude(recipient="")
    return bool(dead.update(**waiting))


def _once(key: str, values: dict) -> tuple[Message, bool]:
    message = Message(key=key, **values)
    found = Message.objects.filter(key=key).first()
    if found:
        return found, False
    message.full_clean(exclude=["key"], validate_unique=False)
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        found = Message.objects.filter(key=key).first()
        if found is None:
            raise
        return found, False
    return message, True
