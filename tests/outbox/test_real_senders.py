"""Senders in processes of their own, with a real mail server: each message goes out once, none is lost."""

import asyncio
import socket
import time
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller

from tests.processes import ended, run

PUT = """
import sys, django; django.setup()
from cms.outbox.posting import put
for number in range(int(sys.argv[1])):
    put(key=str(number), to=f"person-{number}@example.org", subject=f"Letter {number}", body="Hello.")
"""
READ = """
import django; django.setup()
from cms.outbox.models import Message
for one in Message.objects.order_by("pk"): print(one.key, one.state, one.attempts)
"""
END_LEASES = """
import django; django.setup()
from django.utils import timezone
from cms.outbox.models import Message
print(Message.objects.filter(state="sending").update(leased_until=timezone.now()))
"""


class Catcher:
    """Keeps what it is sent, and may be slow to say that it has it."""

    def __init__(self):
        self.caught, self.slow = [], 0.0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        letter = message_from_bytes(envelope.content)
        self.caught.append((letter["Subject"], letter["Message-ID"], tuple(envelope.rcpt_tos)))
        await asyncio.sleep(self.slow)
        return "250 OK"


@contextmanager
def mail_server():
    catcher = Catcher()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(catcher, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield catcher, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


@pytest.fixture
def sender(beside, tmp_path):
    """Starts a process that sends what waits, to the mail server with this address."""
    environment = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "MOOTHALL_VAR": str(tmp_path)}
    return lambda url, *words: run(beside, "manage.py", "send_outbox", *words, EMAIL_URL=url, **environment)


def rows(address) -> dict:
    told = (line.split() for line in ended(run(address, "-c", READ)).splitlines())
    return {key: (state, int(attempts)) for key, state, attempts in told}


def wait_for(condition, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "It did not happen in time."
        time.sleep(0.02)


@pytest.mark.slow
def test_two_senders_side_by_side_send_each_message_once(beside, sender):
    ended(run(beside, "-c", PUT, "120"))
    with mail_server() as (catcher, url):
        catcher.slow = 0.01
        senders = [sender(url, "--limit", "10") for _each in "ab"]
        sent = [int(ended(each).split()[-2]) for each in senders]
    assert sum(sent) == 120
    assert min(sent) > 0
    assert Counter(subject for subject, _name, _to in catcher.caught) == {
        f"Letter {n}": 1 for n in range(120)
    }
    assert set(rows(beside).values()) == {("sent", 1)}


@pytest.mark.slow
def test_a_killed_sender_loses_nothing_and_doubles_no_more_than_what_it_had_in_hand(beside, sender):
    ended(run(beside, "-c", PUT, "30"))
    with mail_server() as (catcher, url):
        catcher.slow = 0.2
        killed = sender(url)
        wait_for(lambda: len(catcher.caught) >= 5)
        killed.kill()
        killed.communicate(timeout=60)
        in_hand = {key for key, (state, _attempts) in rows(beside).items() if state == "sending"}
        assert len(in_hand) <= 1
        catcher.slow = 0
        ended(sender(url))
        assert {key for key, (state, _n) in rows(beside).items() if state == "sending"} == in_hand
        assert int(ended(run(beside, "-c", END_LEASES))) == len(in_hand)
        ended(sender(url))
    times = Counter(subject for subject, _name, _to in catcher.caught)
    assert set(times) == {f"Letter {number}" for number in range(30)}
    doubled = {subject for subject, number in times.items() if number > 1}
    assert doubled <= {f"Letter {key}" for key in in_hand}
    assert max(times.values()) <= 2
    # Whoever gets it twice can tell: it has one name.
    assert len({name for _subject, name, _to in catcher.caught}) == 30
    assert {state for state, _attempts in rows(beside).values()} == {"sent"}


@pytest.mark.slow
def test_a_sender_that_runs_forever_finds_what_comes_and_ends_when_told(beside, sender):
    with mail_server() as (catcher, url):
        process = sender(url, "--forever", "--pause", "0.1")
        ended(run(beside, "-c", PUT, "3"))
        wait_for(lambda: len(catcher.caught) == 3)
        process.terminate()
        assert "Traceback" not in ended(process)
    assert set(rows(beside).values()) == {("sent", 1)}
