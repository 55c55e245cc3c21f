"""Reminders to lead services: before, on and after the day, once each, or a reason why not."""

import datetime as dt

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, transaction
from wagtail.models import Site

from cms.assemblies.models import ServiceContact
from cms.assemblies.promises import Promised, Reminder, reminders
from cms.assemblies.promising import keep_promise, move_promise, take_back_promise
from cms.core.models import SiteSettings
from cms.core.working_days import Nation
from cms.outbox.models import Message
from cms.outbox.sending import send_due
from cms.outbox.states import Skip, State
from cms.recommendations.reminding import remind
from cms.recommendations.statuses import Decision
from cms.updates.rights import THE_SITE
from tests import factories
from tests.factories import citation, date

SOURCE = [citation("Minutes")]
DUE = "2020-06-12"  # a Friday
BEFORE, ON, AFTER = dt.date(2020, 6, 5), dt.date(2020, 6, 12), dt.date(2020, 6, 15)


@pytest.fixture
def page(site):
    return factories.recommendation(title="More trees")


@pytest.fixture
def contact(site):
    return factories.contact()


@pytest.fixture
def promise(page):
    return factories.promise(page, DUE, lead_service=" PARKS ", body="The board")


def standing() -> list:
    """Every message: which reminder it is, where it stands and why it was left out."""
    rows = Message.objects.order_by("pk").values_list("key", "state", "skipped_because")
    return [(key.rpartition(":")[2], state, because) for key, state, because in rows]


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2020-06-04", []),
        ("2020-06-05", [(Reminder.BEFORE, True)]),
        ("2020-06-11", [(Reminder.BEFORE, True)]),
        ("2020-06-12", [(Reminder.BEFORE, False), (Reminder.ON, True)]),
        ("2020-06-13", [(Reminder.BEFORE, False), (Reminder.ON, False)]),
        ("2020-06-15", [(Reminder.BEFORE, False), (Reminder.ON, False), (Reminder.AFTER, True)]),
        ("2020-06-19", [(Reminder.BEFORE, False), (Reminder.ON, False), (Reminder.AFTER, True)]),
        ("2020-06-20", [(Reminder.BEFORE, False), (Reminder.ON, False), (Reminder.AFTER, False)]),
        ("2020-12-01", []),
    ],
)
def test_reminders_are_counted_in_working_days(today, found):
    assert reminders(date(DUE), day(today), Nation.ENGLAND) == found


def test_the_holidays_of_the_nation_count():
    due = date("2026-12-01")
    assert (Reminder.BEFORE, True) in reminders(due, day("2026-11-23"), Nation.SCOTLAND)
    assert reminders(due, day("2026-11-23"), Nation.ENGLAND) == []
    assert reminders(date("9999"), day("2026-11-23"), Nation.ENGLAND) == []


def test_a_service_is_reminded_before_on_and_after_the_day_once_each(promise, contact):
    sent = []
    for today in (BEFORE, BEFORE, dt.date(2020, 6, 8), ON, ON, AFTER, dt.date(2020, 6, 16)):
        remind(today)
        sent.append(send_due())
    assert sent == [1, 0, 0, 1, 0, 1, 0]
    assert standing() == [(name, State.SENT, "") for name in ("before", "on", "after")]
    subjects = ["Reply due in 7 days", "Reply due today", "Reply overdue by 3 days"]
    assert [sent.subject for sent in mail.outbox] == [f"{words}: More trees" for words in subjects]
    assert {tuple(sent.to) for sent in mail.outbox} == {("parks@example.org",)}


def test_a_reminder_that_went_nowhere_for_too_long_is_taken_back(promise, contact):
    remind(BEFORE)
    remind(ON)
    assert standing() == [("before", State.SKIPPED, Skip.TOO_LATE), ("on", State.WAITING, "")]


def test_a_reminder_says_what_is_due_where_and_why_it_comes(promise, contact, page):
    remind(BEFORE)
    message = Message.objects.get()
    assert "Reply due in 7 days: “More trees”." in message.body
    assert "The board promised it by 12 June 2020." in message.body
    assert page.full_url in message.body
    assert f"/admin/pages/{page.pk}/edit/" in message.body
    assert "PARKS is named as the lead service" in message.body
    assert message.headers == {"Auto-Submitted": "auto-generated"}


def test_without_a_contact_it_is_left_out_until_there_is_one(promise):
    assert remind(BEFORE) == (0, 1)
    assert standing() == [("before", State.SKIPPED, Skip.NO_CONTACT)]
    ServiceContact.objects.create(service="parks", email="parks@example.org")
    assert remind(BEFORE) == (1, 0)
    assert standing() == [("before", State.WAITING, "")]


def test_a_service_is_found_whatever_letter_it_begins_with(site):
    ServiceContact.objects.create(service="Économie", email="money@example.org")
    assert ServiceContact.address_for(" Économie ", site.get_site()) == "money@example.org"


def test_when_a_promise_moves_the_old_dates_reminders_stop(promise, contact):
    remind(BEFORE)
    moved = {"by": THE_SITE, "happened_on": date("2020-06-08"), "reason": "Illness.", "citations": SOURCE}
    move_promise(promise, date("2020-06-30"), **moved)
    remind(ON)
    assert standing() == [("before", State.SKIPPED, Skip.MOVED), ("on", State.SKIPPED, Skip.MOVED)]
    remind(dt.date(2020, 6, 23))
    assert standing()[-1] == ("before", State.WAITING, "")


def test_what_was_kept_is_not_asked_for(promise, contact):
    keep_promise(promise, by=THE_SITE, happened_on=date("2020-06-03"), citations=SOURCE)
    remind(BEFORE)
    assert standing() == [("before", State.SKIPPED, Skip.KEPT)]


def test_the_next_report_is_asked_for_in_its_turn(page, contact):
    made = factories.promise(page, DUE, Promised.REPORT, lead_service="Parks")
    keep_promise(made, by=THE_SITE, happened_on=date("2020-06-03"), citations=SOURCE)
    remind(dt.date(2020, 12, 7))
    assert standing() == [("before", State.WAITING, "")]
    assert Message.objects.get().subject == "Report due in 7 days: More trees"


def test_what_was_no_promise_is_not_asked_for(promise, contact):
    remind(BEFORE)
    take_back_promise(promise, by=THE_SITE, reason="Another page.")
    remind(ON)
    assert standing() == [("before", State.SKIPPED, Skip.NOT_DUE)]


def test_a_page_that_is_not_public_reminds_nobody(promise, contact, page):
    page.unpublish()
    remind(BEFORE)
    assert standing() == [("before", State.SKIPPED, Skip.NOT_PUBLIC)]


def test_what_nobody_asked_for_in_time_is_left_out(promise, contact):
    remind(dt.date(2020, 6, 16))
    assert standing() == [
        ("before", State.SKIPPED, Skip.TOO_LATE),
        ("on", State.SKIPPED, Skip.TOO_LATE),
        ("after", State.WAITING, ""),
    ]


def test_an_answer_that_needs_more_work_reminds_its_lead_service(page, contact):
    factories.decision(page, Decision.MORE_WORK, due_on=date(DUE), lead_service="parks")
    remind(ON)
    assert Message.objects.get(state=State.WAITING).subject == "More work due today: More trees"
    factories.decision(page, happened_on=date("2020-06-12"))
    remind(AFTER)
    assert [because for _name, _state, because in standing()] == [Skip.TOO_LATE, Skip.KEPT, Skip.KEPT]


def test_a_sites_own_contact_comes_first(promise, contact):
    site = Site.objects.get()
    ServiceContact.objects.create(service="PARKS", email="own@example.org", site=site)
    remind(BEFORE)
    assert Message.objects.get().recipient == "own@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceContact.objects.create(service="Parks", email="third@example.org", site=site)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceContact.objects.create(service="pARKS", email="third@example.org")


def test_the_command_says_what_it_did(promise, contact, capsys):
    call_command("remind_services")
    assert "0 reminders stand in the outbox, 0 were left out." in capsys.readouterr().out


def test_a_title_that_breaks_the_line_breaks_no_subject(contact, site):
    page = factories.recommendation(title="Trees\r\nBcc: all@example.org")
    factories.promise(page, DUE, lead_service="Parks")
    remind(BEFORE)
    assert "\n" not in Message.objects.get().subject


def test_the_nation_of_the_site_decides(page, contact):
    settings = SiteSettings.objects.first()
    settings.nation = Nation.SCOTLAND
    settings.save()
    cache.clear()
    factories.promise(page, "2020-11-30", lead_service="Parks")
    remind(dt.date(2020, 11, 30))
    assert [name for name, state, _because in standing() if state == State.WAITING] == ["before"]
    remind(dt.date(2020, 12, 1))
    assert [name for name, state, _because in standing() if state == State.WAITING] == ["on"]
