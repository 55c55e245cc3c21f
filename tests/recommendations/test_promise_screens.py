"""An officer records a promise, moves it, keeps it and puts it right, and sees each sentence first."""

import pytest
from django.urls import reverse

from cms.assemblies.models import PromiseRecord
from cms.assemblies.promises import Promised
from cms.updates.models import PageUpdate
from cms.updates.rights import Right
from tests import factories
from tests.filling import send
from tests.recommendations.test_recording_screens import RECORD, SHOW, signed_in, words_of

SOURCE = {"Title": "Committee minutes", "Address": "https://example.org/minutes"}
PROMISE = {
    "What was promised": "A reply by a date",
    "Who promised": "The board",
    "Date": "19 February 2020",
    "Due": "June 2020",
    "Lead service": "Parks",
    **SOURCE,
}


@pytest.fixture
def page(site):
    return factories.recommendation(title="More trees")


@pytest.fixture
def officer(page):
    return signed_in(Right.RECORD_PROMISE, Right.CORRECT, page=page)


def record(officer, name, pk, typed):
    """Fills a screen in, and gives what it shows and what it says when it is recorded."""
    shown = send(officer, officer.get(reverse(name, args=[pk])), SHOW, typed)
    number = PageUpdate.objects.count()
    done = send(officer, shown, RECORD)
    assert PageUpdate.objects.count() == number + 1, words_of(done)
    return words_of(shown)


def steps():
    return list(PromiseRecord.objects.standing().order_by("step"))


def test_a_promise_is_shown_as_it_will_stand_and_then_recorded(page, officer, reader):
    number = PageUpdate.objects.count()
    shown = send(officer, officer.get(reverse("record_promise", args=[page.pk])), SHOW, PROMISE)
    assert "The board promised to reply by June 2020." in words_of(shown)
    assert PageUpdate.objects.count() == number, "nothing is written before it is confirmed"
    send(officer, shown, RECORD)
    [made] = steps()
    assert (made.body, made.lead_service, made.what) == ("The board", "Parks", Promised.REPLY)
    assert "Reply overdue by" in reader.get(page.get_url()).content.decode()


def test_a_promise_of_reports_may_be_of_the_whole_assembly(page, officer):
    assembly = page.assembly
    client = signed_in(Right.RECORD_PROMISE, page=assembly)
    typed = PROMISE | {
        "What was promised": "A report every so many months",
        "Then every so many months": "6",
    }
    words = record(client, "record_promise", assembly.pk, typed)
    assert "The board promised to report by June 2020, and then every 6 months." in words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"Due": "2019"}, "A promise cannot be due before it was made."),
        ({"Due": "9999"}, "Nobody can promise so far ahead."),
        ({"Date": "2999", "Due": "3000"}, "what has happened, not what is to come"),
        ({"What was promised": "A report every so many months"}, "how many months lie between two reports"),
        ({"Who promised": "  "}, "This field is required."),
    ],
)
def test_what_cannot_be_promised_gets_a_sentence_and_writes_nothing(page, officer, typed, sentence):
    number = PageUpdate.objects.count()
    shown = send(officer, officer.get(reverse("record_promise", args=[page.pk])), SHOW, PROMISE | typed)
    assert sentence in words_of(shown)
    assert PageUpdate.objects.count() == number


def test_a_promise_is_moved_and_kept_from_its_page(page, officer):
    factories.promise(page, "2020-06", body="The board")
    moved = {"Date": "2020-05-01", "Due now": "September 2020", "Reason": "Staff fell ill.", **SOURCE}
    words = record(officer, "move_promise", page.pk, moved)
    assert "The board moved its reply from June 2020 to September 2020. Staff fell ill." in words
    words = record(officer, "keep_promise", page.pk, {"Date": "2020-08-15", **SOURCE})
    assert "The board published the reply it promised by September 2020." in words
    assert steps()[-1].evidence == "https://example.org/minutes"
    refused = officer.get(reverse("keep_promise", args=[page.pk]), follow=True)
    assert "Nothing is promised here that is not kept." in words_of(refused)


def test_each_step_is_corrected_on_its_own_screen(page, officer):
    made = factories.promise(page, "2020-06", body="The board")
    moved = {"Date": "2020-05-01", "Due now": "September 2020", "Reason": "Ill.", **SOURCE}
    record(officer, "move_promise", page.pk, moved)
    record(officer, "keep_promise", page.pk, {"Date": "2020-08-15", **SOURCE})
    wrong = {"What was wrong": "A slip."}
    _made, move, kept = steps()
    record(officer, "correct_keep", kept.update_id, {"Date": "2020-08-16", **wrong})
    record(officer, "correct_move", move.update_id, {"Due now": "October 2020", **wrong})
    words = record(officer, "correct_promise", made.update_id, {"Who promised": "The whole board", **wrong})
    assert "The whole board promised to reply by June 2020." in words
    assert [str(step.due_on) for step in steps()] == ["2020-06", "2020-10", "2020-09"]
    assert [step.is_correction for step in steps()] == [True, True, True]


def test_a_step_has_one_screen_only(page, officer):
    made = factories.promise(page)
    assert officer.get(reverse("correct_promise", args=[made.update_id])).status_code == 200
    for name in ("correct_move", "correct_keep"):
        assert officer.get(reverse(name, args=[made.update_id])).status_code == 404


def test_a_promise_that_was_none_is_taken_back(page, officer, reader):
    factories.promise(page, "2020-06")
    words = record(officer, "take_back_promise", page.pk, {"What was wrong": "Another page."})
    assert "This promise was recorded by mistake. Another page." in words
    assert "Reply overdue" not in reader.get(page.get_url()).content.decode()
    again = officer.get(reverse("take_back_promise", args=[page.pk]), follow=True)
    assert "Nothing is promised here" in words_of(again)


def test_who_has_no_right_is_told_so(page):
    factories.promise(page)
    stranger = signed_in(Right.RECORD_DELIVERY, page=page)
    for name in ("record_promise", "move_promise", "keep_promise", "take_back_promise"):
        assert stranger.get(reverse(name, args=[page.pk])).status_code == 403


def test_the_record_in_the_admin_leads_to_every_screen(page, officer):
    made = factories.promise(page)
    text = officer.get(reverse("record_of_page", args=[page.pk])).content.decode()
    for name in ("record_promise", "move_promise", "keep_promise", "take_back_promise"):
        assert reverse(name, args=[page.pk]) in text
    assert reverse("correct_promise", args=[made.update_id]) in text
