"""A page past its time is public nowhere, to the second, whether or not a job took it down."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.core.querysets import has_expired, readable, unexpired
from cms.core.remembering import SECONDS
from cms.events.models import Appearance
from cms.recommendations.models import BallotOption
from tests import factories

END = dt.datetime(2027, 3, 28, 0, 30, tzinfo=dt.UTC)
BEFORE, AFTER = END - dt.timedelta(seconds=1), END


@pytest.fixture
def clock():
    with time_machine.travel(BEFORE, tick=False) as clock:
        yield clock


def words(reader, address: str) -> str:
    answer = reader.get(address)
    return answer.content.decode() if answer.status_code == 200 else ""


def test_a_page_is_there_until_its_second_and_then_nowhere(site, reader, clock):
    page = factories.information(title="Only for a while", expire_at=END)
    assert "Only for a while</h1>" in words(reader, page.get_url())
    clock.move_to(AFTER)
    assert reader.get(page.get_url()).status_code == 404
    assert Page.objects.get(pk=page.pk).live, "no job has run"


def places(made) -> dict:
    """Where the name of something that ends stands, by the thing."""
    topic = factories.topic("Squares")
    tracker = factories.tracker(made, title="Ending tracker", expire_at=END)
    index = factories.event_index(made)
    session = factories.event(
        index, title="Ending day", kind="session", expire_at=END, date=factories.date("2027-03")
    )
    speaker = factories.person(title="Ending Speaker", expire_at=END)
    ending = factories.evidence(factories.evidence_library(made), title="Ending evidence", expire_at=END)
    heard = factories.evidence(ending.get_parent(), title="Heard", session=session, speakers=[speaker])
    day = factories.event(index, title="Day 2", appearances=[factories.appearance(speaker)])
    for page in (ending, heard):
        page.topics.add(topic)
        page.save()
    factories.update(ending, sentence="Ending news.")
    factories.information(title="Ending menu", show_in_menus=True, expire_at=END)
    factories.information(title="Ending footer", expire_at=END)
    return {
        "Ending tracker": [made.get_url()],
        "Ending day": [made.get_url(), index.get_url(), heard.get_url(), "/evidence/", "/events/"],
        "Ending Speaker": ["/people/", "/evidence/", heard.get_url(), day.get_url()],
        "Ending evidence": ["/evidence/", ending.get_parent().get_url(), topic.get_absolute_url()],
        "Ending news.": ["/updates/", reverse("updates_feed"), "/"],
        "Ending menu": ["/", "/about/"],
        "Ending footer": ["/", "/about/"],
        tracker.slug: ["/sitemap.xml"],
        session.slug: ["/sitemap.xml"],
    }


def test_lists_menus_topics_the_feed_and_the_sitemap_forget_it_the_same_second(site, reader, clock):
    made = places(factories.assembly(title="Square"))
    expected = {(name, url) for name, urls in made.items() for url in urls}
    addresses = {url for _name, url in expected}
    shown = {url: words(reader, url) for url in addresses}
    assert {(name, url) for name, url in expected if name not in shown[url]} == set()
    clock.move_to(AFTER)
    shown = {url: words(reader, url) for url in addresses}
    assert all(shown.values())
    assert {(name, url) for name in made for url in addresses if name in shown[url]} == set()


def test_a_topic_counts_what_is_left(site, reader, clock):
    topic = factories.topic("Squares")
    page = factories.evidence(expire_at=END)
    page.topics.add(topic)
    page.save()
    assert "Squares" in words(reader, "/topics/")
    clock.move_to(AFTER)
    assert "Squares" not in words(reader, "/topics/")


@pytest.mark.parametrize("job_runs", [False, True])
def test_what_lies_below_stays_and_does_not_name_it(job_runs, site, reader, clock):
    above = factories.information(title="Over and done", expire_at=END)
    page = factories.information(above, title="Still valid")
    assert "Over and done" in words(reader, page.get_url())
    clock.move_to(AFTER + dt.timedelta(seconds=1))
    if job_runs:
        call_command("publish_scheduled")
        assert not Page.objects.get(pk=above.pk).live
    html = words(reader, page.get_url())
    assert "Still valid</h1>" in html
    assert "Over and done" not in html


def test_a_translation_past_its_time_is_not_offered(site, reader, clock):
    welsh = factories.locale("cy")
    page = factories.information(title="How it works")
    copy = page.copy_for_translation(welsh, copy_parents=True)
    copy.expire_at, copy.live = END, True
    copy.save()
    type(site).objects.filter(locale=welsh).update(live=True)
    assert copy.get_url() in words(reader, page.get_url())
    assert words(reader, copy.get_url())
    clock.move_to(AFTER)
    assert copy.get_url() not in words(reader, page.get_url())
    assert reader.get(copy.get_url()).status_code == 404


def test_a_copy_that_is_private_is_not_offered_as_a_translation(site, reader):
    welsh = factories.locale("cy")
    page = factories.information(title="Plans")
    copy = page.copy_for_translation(welsh, copy_parents=True)
    copy.live = True
    copy.save()
    assert copy.get_url() in words(reader, page.get_url())
    PageViewRestriction.objects.create(page=copy, restriction_type=PageViewRestriction.LOGIN)
    assert copy.get_url() not in words(reader, page.get_url())


def test_an_original_takes_the_place_of_a_copy_whose_time_is_over(site, clock):
    welsh = factories.locale("cy")
    page = factories.information()
    copy = page.copy_for_translation(welsh, copy_parents=True)
    copy.live, copy.expire_at = True, END
    copy.save()
    here = factories.home(title="Hafan", slug="hafan", locale=welsh)
    listed = type(page).objects.live().open_to_all().in_language_of(here)
    assert (page in listed, copy in listed) == (False, True)
    clock.move_to(AFTER)
    listed = type(page).objects.live().open_to_all().in_language_of(here)
    assert (page in listed, copy in listed) == (True, False)


def test_a_row_that_points_at_a_page_asks_for_its_time(site, clock):
    speaker = factories.person(expire_at=END)
    factories.event(appearances=[factories.appearance(speaker)])
    assert Appearance.objects.filter(readable("person")).count() == 1
    clock.move_to(AFTER)
    assert Appearance.objects.filter(readable("person")).count() == 0


def test_a_ballot_past_its_time_lends_no_figure_to_a_recommendation(site, reader, clock):
    page = factories.recommendation()
    option = factories.option(page, total_support_percent=90)
    factories.ballot(page.get_parent(), options=[option], expire_at=END)
    assert BallotOption.objects.count() == 1
    address = page.get_parent().get_url()
    assert "90% in favour" in words(reader, address)
    clock.move_to(AFTER)
    assert "90% in favour" not in words(reader, address)


def test_a_condition_can_be_asked_for_another_moment(site):
    page = factories.information(expire_at=END)
    for moment, there in ((BEFORE, True), (AFTER, False)):
        assert Page.objects.filter(unexpired(at=moment), pk=page.pk).exists() is there
        with time_machine.travel(moment, tick=False):
            assert has_expired(page) is not there
    assert not has_expired(factories.information())


@pytest.mark.parametrize("lead", [0, 1, SECONDS // 2, SECONDS, SECONDS + 1, 3 * SECONDS])
def test_what_is_remembered_of_a_page_ends_with_it(lead, site, reader):
    factories.information(title="In the menu", show_in_menus=True, expire_at=END)
    with time_machine.travel(BEFORE - dt.timedelta(seconds=lead), tick=False) as clock:
        for step in (0, lead / 2, lead):
            clock.move_to(BEFORE - dt.timedelta(seconds=lead - step))
            assert "In the menu" in words(reader, "/about/")
        for step in (0, 1, SECONDS - 1, SECONDS, SECONDS + 1, 2 * SECONDS):
            clock.move_to(END + dt.timedelta(seconds=step))
            assert "In the menu" not in words(reader, "/about/"), step


def test_a_page_without_an_end_stays(site, reader):
    page = factories.information(title="For good")
    with time_machine.travel(timezone.now() + dt.timedelta(days=4_000), tick=False):
        assert "For good</h1>" in words(reader, page.get_url())
