"""The promise clock where readers look: loud when something is late, quiet when it was kept."""

import datetime as dt
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from cms.assemblies.clocks import in_short
from cms.assemblies.promises import MORE_WORK, Promised, Reading, State
from cms.assemblies.promising import keep_promise, move_promise
from cms.core.partial_dates import PartialDate
from cms.recommendations.statuses import Decision, Delivery
from cms.updates.rights import THE_SITE
from tests import factories
from tests.factories import citation, date

SOURCE = [citation("Minutes")]


@pytest.fixture
def assembly(site):
    return factories.assembly(title="Green squares")


@pytest.fixture
def page(assembly):
    return factories.recommendation(factories.tracker(assembly), recommended_on=date("2019-12"))


def ahead(days):
    return str(timezone.localdate() + dt.timedelta(days=days))


def seen(reader, page) -> str:
    """The words of a page, one after the other."""
    return " ".join(unescape(strip_tags(reader.get(page.get_url()).content.decode())).split())


def seen_rows(reader, page, query) -> list[str]:
    """The rows of a table of a page."""
    return reader.get(page.get_url() + query).content.decode().split("<tbody>")[-1].split("</tr>")


@pytest.mark.parametrize(
    ("reading", "what", "words"),
    [
        (Reading(State.DUE, 23), Promised.REPLY, "Reply due in 23 days"),
        (Reading(State.DUE, 1), Promised.REPORT, "Report due in 1 day"),
        (Reading(State.DUE, 2), MORE_WORK, "More work due in 2 days"),
        (Reading(State.TODAY), Promised.REPLY, "Reply due today"),
        (Reading(State.TODAY), Promised.REPORT, "Report due today"),
        (Reading(State.TODAY), MORE_WORK, "More work due today"),
        (Reading(State.OVERDUE, 12), Promised.REPLY, "Reply overdue by 12 days"),
        (Reading(State.OVERDUE, 1), Promised.REPORT, "Report overdue by 1 day"),
        (Reading(State.OVERDUE, 3), MORE_WORK, "More work overdue by 3 days"),
        (Reading(State.KEPT, 0, date("2020-06-25")), Promised.REPLY, "Promise kept: reply on 25 June 2020"),
        (Reading(State.KEPT, 9, date("2020-06")), Promised.REPORT, "Promise kept: report on June 2020"),
        (Reading(State.SILENT, 214, date("May 2021")), "", "No report found since May 2021"),
        (Reading(State.SILENT), "", "No report found"),
    ],
)
def test_a_clock_says_in_a_few_words_how_it_stands(reading, what, words):
    assert in_short(reading, what) == words


def test_where_nothing_was_promised_nothing_is_overdue(reader, page):
    words = seen(reader, page)
    assert "No report found since December 2019" in words
    assert "Good practice is a first report after 3 months, then one every 6 (DemocracyNext)." in words
    assert "verdue" not in words
    factories.delivery(page, happened_on=date("2021-05"))
    assert "No report found since May 2021" in seen(reader, page)


def test_what_is_delivered_has_no_clock(reader, page):
    factories.delivery(page, Delivery.DELIVERED)
    assert "No report found" not in seen(reader, page)


def test_a_late_promise_is_loud_on_the_recommendation_the_assembly_and_the_home_page(reader, page, assembly):
    factories.promise(assembly, "2020-06-05", body="The board")
    home = factories.home()
    for each in (page, assembly, home):
        text = reader.get(each.get_url()).content.decode()
        assert "clock--loud" in text
        assert "Reply overdue by" in text
        assert "The board promised it by 5 June 2020." in text
        assert "No report found" not in text
    assert "Overdue Reply overdue by" in seen(reader, home)


def test_what_is_due_is_told_and_is_not_loud(reader, page):
    factories.promise(page, ahead(40), Promised.REPORT)
    for each in (page, factories.home()):
        text = reader.get(each.get_url()).content.decode()
        assert "Report due in" in text
        assert "clock--loud" not in text
    assert "Due next Report due in" in seen(reader, factories.home())


def test_a_moved_promise_shows_every_date_and_the_feed_tells_both(reader, page):
    made = factories.promise(page, "2020-06")
    move = {"by": THE_SITE, "happened_on": date("2020-05"), "reason": "Staff fell ill.", "citations": SOURCE}
    move_promise(made, date("2020-09"), **move)
    assert "The date was moved. Before that: June 2020." in seen(reader, page)
    feed = reader.get(reverse("updates_feed")).content.decode()
    assert "Promise made" in feed
    assert "moved its reply from June 2020 to September 2020. Staff fell ill." in feed


def test_a_kept_promise_is_quiet_and_says_how_late_it_was(reader, page):
    made = factories.promise(page, "2020-06-05")
    keep_promise(made, by=THE_SITE, happened_on=date("2020-06-25"), citations=SOURCE)
    text = reader.get(page.get_url()).content.decode()
    assert "Promise kept: reply on 25 June 2020" in text
    assert "It came 20 days late." in text
    assert "clock--loud" not in text
    assert "No report found since 25 June 2020" in text
    assert "What was promised" not in seen(reader, factories.home())


def test_an_answer_that_needs_more_work_is_a_promise_too(reader, page):
    factories.decision(page, Decision.MORE_WORK, due_on=date("2020-06"))
    for each in (page, factories.home()):
        assert "More work overdue by" in seen(reader, each)
    factories.decision(page, happened_on=date("2020-08"))
    for each in (page, factories.home()):
        assert "More work" not in seen(reader, each).split("What happened")[0]


def test_a_promise_of_another_assembly_or_a_hidden_page_is_not_told(reader, page):
    other = factories.recommendation()
    factories.promise(other, "2020-06")
    assert "Reply overdue" not in seen(reader, page)
    other.unpublish()
    assert "Reply overdue" not in seen(reader, factories.home())


def test_the_home_page_tells_the_oldest_and_leads_to_the_rest(reader, page):
    for month in range(3, 9):
        factories.promise(page, f"2020-{month:02}", body=f"Body {month}")
    words = seen(reader, factories.home())
    assert "Body 3" in words and "Body 5" in words
    assert "Body 6 promised it" not in words
    text = reader.get(factories.home().get_url()).content.decode()
    assert '/recommendations/?overdue=on">See all that is overdue' in text


def test_each_row_of_the_tracker_says_what_is_due(reader, page):
    tracker = page.get_parent()
    quiet = factories.recommendation(tracker, wording="Benches.")
    factories.promise(page, "2020-06")
    text = seen(reader, tracker)
    assert text.count("Reply overdue by") == 1
    assert "due in" not in text
    factories.decision(quiet, Decision.MORE_WORK, due_on=date(ahead(30)))
    assert "More work due in" in seen(reader, tracker)
    assert quiet.wording not in "".join(seen_rows(reader, tracker, "?overdue=on"))


def test_an_assembly_that_has_recommended_nothing_yet_has_no_silent_clock(reader, site):
    assert "No report found" not in seen(reader, factories.assembly())


def test_a_date_an_editor_chose_says_so(reader, page):
    factories.promise(page, "2020-08", basis="matched", note="Summer, as the board said.")
    assert "The source does not give this date." in seen(reader, page)


def test_a_promise_far_ahead_breaks_nothing(reader, page):
    factories.decision(page, Decision.MORE_WORK, due_on=PartialDate.of(9999))
    assert "More work due in" in seen(reader, page)
