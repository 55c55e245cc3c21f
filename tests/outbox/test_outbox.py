"""The outbox: a message is put in once, sent once, tried again after a pause, and never lost."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cms.outbox.models import Message
from cms.outbox.posting import put, skip, try_again
from cms.outbox.sending import as_email, bring_back, forget, lease_one, send_due, told
from cms.outbox.states import LEASE, MOST_ATTEMPTS, PAUSES, Skip, State, pause_after
from tests import factories

NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def database(db):
    pass


def later(**time):
    return lambda: NOW + dt.timedelta(**time)


def message(key="one", **fields):
    values = {"to": "parks@example.org", "subject": "A reply is due", "body": "On Friday.", "not_before": NOW}
    return put(key=key, **values | fields)


class Broken(EmailBackend):
    """A mail server that takes nothing."""

    error: Exception = smtplib.SMTPRecipientsRefused({"parks@example.org": (550, b"parks@example.org: no")})

    def send_messages(self, messages):
        raise self.error


class Away(Broken):
    """A mail server that cannot be reached."""

    def open(self):
        raise ConnectionRefusedError


def backend(settings, kind):
    settings.EMAIL_BACKEND = f"{kind.__module__}.{kind.__qualname__}"


def test_a_message_is_put_in_once_and_sent_once():
    first = message(html="<p>On Friday.</p>", headers={"List-Unsubscribe": "<https://example.org/stop>"})
    assert message(subject="Another") == first
    assert send_due(clock=later()) == 1
    assert send_due(clock=later(days=9)) == 0
    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["parks@example.org"], "A reply is due", "On Friday.")
    assert [(part.content, part.mimetype) for part in sent.alternatives] == [
        ("<p>On Friday.</p>", "text/html")
    ]
    assert sent.extra_headers["List-Unsubscribe"] == "<https://example.org/stop>"
    first.refresh_from_db()
    assert (first.state, first.attempts, first.settled_at, first.lease) == (State.SENT, 1, NOW, None)


def test_a_message_keeps_one_name_however_often_it_goes_out():
    one, other = message(), message("other")
    names = [as_email(each).message()["Message-ID"] for each in (one, one, other)]
    assert names[0] == names[1] != names[2]
    assert "one" not in names[0].split("@")[0] and "parks" not in names[0]


def test_a_message_waits_for_its_hour_and_those_that_waited_longest_go_first():
    message("late", not_before=NOW + dt.timedelta(hours=1))
    message("second", subject="Second", not_before=NOW - dt.timedelta(minutes=1))
    message("first", subject="First", not_before=NOW - dt.timedelta(minutes=2))
    assert send_due(clock=later()) == 2
    assert [sent.subject for sent in mail.outbox] == ["First", "Second"]
    assert send_due(clock=later(hours=2)) == 1


def test_a_sender_stops_at_its_limit_or_when_it_is_told_to():
    for key in "abcd":
        message(key)
    assert send_due(1, clock=later()) == 1
    assert send_due(clock=later(), stopping=lambda: len(mail.outbox) == 3) == 2
    assert Message.objects.filter(state=State.WAITING).count() == 1


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("to", "parks"),
        ("to", ""),
        ("to", "parks@example.org\nBcc: all@example.org"),
        ("to", "parks@example.org, other@example.org"),
        ("subject", "Due\r\nBcc: all@example.org"),
        ("subject", "Due\x00"),
        ("subject", "  "),
        ("headers", {"X-One": "a\nBcc: all@example.org"}),
        ("headers", {"X-One\nBcc": "all@example.org"}),
        ("headers", {"Bcc": "all@example.org"}),
        ("headers", {"content-type": "text/html"}),
        ("headers", {"X-One": 3}),
        ("headers", {"": "x"}),
    ],
)
def test_nobody_smuggles_a_header_or_a_reader_in(field, wrong):
    with pytest.raises(ValidationError) as caught:
        message(**{field: wrong})
    assert list(caught.value.message_dict) == [{"to": "recipient"}.get(field, field)]
    assert Message.objects.count() == 0


def test_what_fails_waits_longer_each_time_and_is_given_up_in_the_end(settings):
    backend(settings, Broken)
    one, passed = message(), 0
    for attempt, minutes in enumerate(PAUSES, start=1):
        assert send_due(clock=later(minutes=passed)) == 0
        one.refresh_from_db()
        assert (one.state, one.attempts) == (State.WAITING, attempt)
        passed += minutes
        assert one.not_before == NOW + dt.timedelta(minutes=passed)
        assert lease_one(one.not_before - dt.timedelta(seconds=1)) is None
    assert send_due(clock=later(minutes=passed)) == 0
    one.refresh_from_db()
    assert (one.state, one.attempts, one.settled_at) == (State.DEAD, MOST_ATTEMPTS, one.not_before)
    assert one.last_error == "SMTPRecipientsRefused 550"
    assert send_due(clock=later(days=99)) == 0


def test_one_that_fails_does_not_keep_the_others_back(settings, monkeypatch):
    backend(settings, Broken)
    message("bad", subject="Bad")
    message("good", subject="Good")
    sent = []
    monkeypatch.setattr(
        Broken,
        "send_messages",
        lambda self, messages: 1 / 0 if messages[0].subject == "Bad" else sent.extend(messages),
    )
    assert send_due(clock=later()) == 1
    assert [each.subject for each in sent] == ["Good"]
    assert Message.objects.get(key="bad").last_error == "ZeroDivisionError"


def test_nothing_is_tried_while_the_mail_server_is_away(settings, caplog):
    backend(settings, Away)
    caplog.set_level("WARNING")
    one = message()
    assert send_due(clock=later()) == 0
    one.refresh_from_db()
    assert (one.state, one.attempts) == (State.WAITING, 0)
    assert "cannot be reached" in caplog.text


def test_an_error_is_kept_without_an_address():
    assert told(smtplib.SMTPDataError(554, b"parks@example.org")) == "SMTPDataError 554"
    assert told(TimeoutError("parks@example.org")) == "TimeoutError"
    assert told(Broken.error) == "SMTPRecipientsRefused 550"


def test_a_leased_message_is_nobody_elses_until_the_lease_is_over():
    one = message()
    held = lease_one(NOW)
    assert (held, lease_one(NOW)) == (one, None)
    assert send_due(clock=later()) == 0
    assert bring_back(NOW + LEASE - dt.timedelta(seconds=1)) == 0
    assert send_due(clock=lambda: NOW + LEASE) == 1
    one.refresh_from_db()
    assert (one.state, one.attempts, len(mail.outbox)) == (State.SENT, 2, 1)


def test_what_stops_its_senders_again_and_again_is_given_up():
    one, now = message(), NOW
    for _attempt in range(MOST_ATTEMPTS):
        assert lease_one(now) == one
        now += LEASE
        assert bring_back(now) == 1
    one.refresh_from_db()
    assert (one.state, one.last_error) == (State.DEAD, "Stopped")


def test_a_sender_that_was_slow_does_not_undo_what_another_wrote(settings, monkeypatch):
    one = message()

    def meanwhile(self, messages):
        bring_back(NOW + LEASE)
        assert lease_one(NOW + LEASE) == one
        return 1

    monkeypatch.setattr(EmailBackend, "send_messages", meanwhile)
    send_due(clock=later())
    one.refresh_from_db()
    assert one.state == State.SENDING


def test_what_went_out_after_its_lease_is_not_sent_again(monkeypatch):
    one = message()
    monkeypatch.setattr(EmailBackend, "send_messages", lambda *_: bring_back(NOW + LEASE))
    send_due(clock=later())
    one.refresh_from_db()
    assert (one.state, send_due(clock=later(days=1))) == (State.SENT, 0)


def test_what_is_left_out_says_why_and_may_be_put_in_later():
    out = skip(key="one", because=Skip.NO_CONTACT, subject="A reply is due")
    assert (out.state, out.skipped_because, out.recipient) == (State.SKIPPED, Skip.NO_CONTACT, "")
    assert send_due(clock=later(days=1)) == 0
    again = message()
    assert (again.pk, again.state, again.skipped_because) == (out.pk, State.WAITING, "")
    assert send_due(clock=later()) == 1


def test_what_waits_may_be_taken_back_and_what_was_sent_may_not():
    message()
    assert skip(key="one", because=Skip.MOVED).state == State.SKIPPED
    assert send_due(clock=later()) == 0
    message("two")
    send_due(clock=later())
    assert skip(key="two", because=Skip.MOVED).state == State.SENT


def test_only_what_was_given_up_is_tried_again():
    one = message()
    assert not try_again(one)
    Message.objects.update(
        state=State.DEAD, settled_at=NOW, attempts=MOST_ATTEMPTS, last_error="SMTPDataError 554"
    )
    assert try_again(one)
    one.refresh_from_db()
    assert (one.state, one.attempts) == (State.WAITING, 0)
    assert send_due(clock=lambda: timezone.now() + dt.timedelta(seconds=1)) == 1


def test_who_got_what_is_forgotten_but_not_that_it_was_sent():
    one, two = message(), message("two", not_before=NOW + dt.timedelta(days=90))
    send_due(clock=later())
    assert not forget(NOW + dt.timedelta(days=30))
    assert forget(NOW + dt.timedelta(days=31)) == 1
    assert not forget(NOW + dt.timedelta(days=31))
    one.refresh_from_db()
    assert (one.recipient, one.subject, one.body, one.key, one.state) == ("", "", "", "one", State.SENT)
    assert message().state == State.SENT
    two.refresh_from_db()
    assert two.recipient == "parks@example.org"


def test_a_message_that_is_rolled_back_was_never_there():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        message()
        raise ZeroDivisionError
    assert send_due(clock=later()) == 0


def test_the_pauses_end():
    assert [pause_after(number) for number in (0, MOST_ATTEMPTS, 99)] == [None, None, None]
    assert pause_after(1) == dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": State.SKIPPED, "settled_at": NOW},
        {"skipped_because": Skip.KEPT},
        {"recipient": ""},
        {"state": State.SENDING},
        {"state": State.SENT},
        {"attempts": 99},
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong):
    values = {"key": "one", "recipient": "parks@example.org"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(**values | wrong)


def test_the_command_sends_everything_that_waits(capsys):
    for number in range(5):
        message(str(number), not_before=timezone.now())
    call_command("send_outbox", limit=2)
    assert "5 sent." in capsys.readouterr().out


def test_an_administrator_sees_what_waits_and_tries_again_what_was_given_up(editor):
    message("one", subject="A reply is due")
    skip(key="two", because=Skip.NO_CONTACT, subject="A report is due")
    Message.objects.filter(key="one").update(state=State.DEAD, settled_at=NOW, last_error="SMTPDataError 554")
    page = editor.get(reverse("outbox")).content.decode()
    for words in ("A reply is due", "parks@example.org", "Given up", "SMTPDataError 554"):
        assert words in page
    assert "Nobody is named as its contact" in page
    again = reverse("outbox_try_again", args=[Message.objects.get(key="one").pk])
    assert again in page
    assert editor.get(again).status_code == 200
    assert "waits to be sent again" in editor.post(again, follow=True).content.decode()
    assert Message.objects.get(key="one").state == State.WAITING
    assert "cannot be sent again" in editor.post(again, follow=True).content.decode()
    assert "A report is due" not in editor.get(reverse("outbox"), {"state": "waiting"}).content.decode()
    assert "Outbox" in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_else_sees_the_outbox(client):
    user = factories.officer()
    client.force_login(user)
    one = message()
    for address in (reverse("outbox"), reverse("outbox_try_again", args=[one.pk])):
        assert client.get(address).status_code in {302, 403}
        assert one.recipient not in client.get(address, follow=True).content.decode()
