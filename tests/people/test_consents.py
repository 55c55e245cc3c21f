"""A story is public from the day a member agrees to the end of the last day, where the council is."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.people.consenting import record_consent
from cms.people.models import Consent, StoryPage
from cms.people.models.consents import Ending
from cms.people.models.stories import PublicationRefused
from tests import factories

LAST = dt.date(2027, 5, 3)
GONE = dt.datetime(2027, 5, 3, 23, 0, tzinfo=dt.UTC)  # midnight in summer
SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("last_day", "gone"),
    [
        ("2027-01-15", "2027-01-16T00:00:00+00:00"),
        ("2027-03-27", "2027-03-28T00:00:00+00:00"),
        ("2027-03-28", "2027-03-28T23:00:00+00:00"),
        ("2027-07-15", "2027-07-15T23:00:00+00:00"),
        ("2027-10-30", "2027-10-30T23:00:00+00:00"),
        ("2027-10-31", "2027-11-01T00:00:00+00:00"),
    ],
)
def test_the_last_day_is_over_at_midnight_where_the_council_is(last_day, gone, site, reader):
    moment = dt.datetime.fromisoformat(gone)
    with time_machine.travel(moment - SECOND, tick=False) as clock:
        page = factories.story(ends_on=dt.date.fromisoformat(last_day))
        assert reader.get(page.get_url()).status_code == 200
        clock.move_to(moment)
        assert reader.get(page.get_url()).status_code == 404


def test_a_story_disappears_everywhere_at_its_end(site, reader):
    with time_machine.travel(GONE - SECOND, tick=False) as clock:
        square = factories.assembly(title="Square")
        stories = factories.story_index(square, title="Stories")
        page = factories.story(
            stories,
            ends_on=LAST,
            title="Zebras in the square",
            film=factories.film(),
            portrait=factories.picture(),
            transcript="Zebras.",
            show_in_menus=True,
        )
        topic = factories.topic("Squares")
        page.topics.add(topic)
        page.save()
        places = [stories.get_url(), topic.get_absolute_url(), "/sitemap.xml", page.get_url()]
        places += ["/search/?words=zebras", "/search/?words=zebras&kind=story"]
        shown = {url: reader.get(url) for url in places}
        named = ("Zebras in the square", page.slug)
        assert all(any(name in answer.content.decode() for name in named) for answer in shown.values())
        files = [page.film.url, page.portrait.url]
        assert [reader.get(url).status_code for url in files] == [200, 200]
        clock.move_to(GONE)
        everywhere = [*places, square.get_url(), "/", "/topics/", "/updates/", reverse("updates_feed")]
        for url in everywhere:
            words = reader.get(url).content.decode()
            assert not any(name in words for name in named), url
        assert [reader.get(url).status_code for url in [page.get_url(), *files]] == [404, 404, 404]
        assert page not in StoryPage.objects.live().open_to_all()
        assert Page.objects.get(pk=page.pk).live, "no job has run"


def test_an_answer_of_a_story_is_kept_by_no_cache(site, reader):
    answer = reader.get(factories.story().get_url())
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noarchive"


def test_a_consent_that_is_shortened_ends_the_story_at_once_in_every_language(site, reader):
    page = factories.story()
    copy = page.copy_for_translation(factories.locale("cy"), copy_parents=True)
    copy.live = True
    copy.save()
    Page.objects.filter(locale=copy.locale).update(live=True)
    assert copy.consent == page.consent
    assert [reader.get(each.get_url()).status_code for each in (page, copy)] == [200, 200]
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    record_consent(page, given_on=dt.date(2020, 1, 6), ends_on=yesterday)
    assert [reader.get(each.get_url()).status_code for each in (page, copy)] == [404, 404]


def test_a_consent_that_is_made_longer_keeps_the_story(site, reader):
    with time_machine.travel(GONE - SECOND, tick=False) as clock:
        page = factories.story(ends_on=LAST)
        record_consent(page, given_on=page.consent.given_on, ends_on=LAST + dt.timedelta(days=1))
        clock.move_to(GONE)
        assert reader.get(page.get_url()).status_code == 200
        clock.shift(dt.timedelta(days=1))
        assert reader.get(page.get_url()).status_code == 404


def test_an_older_version_brings_no_older_consent_back(site, reader):
    page = factories.story()
    old = page.save_revision()
    record_consent(page, given_on=dt.date(2020, 1, 6), ends_on=LAST)
    with time_machine.travel(GONE - SECOND, tick=False) as clock:
        old.publish()
        assert reader.get(page.get_url()).status_code == 200
        clock.move_to(GONE)
        assert reader.get(page.get_url()).status_code == 404
        with pytest.raises(PublicationRefused, match="consent has ended"):
            old.publish()


def test_a_version_that_waits_for_a_later_hour_is_not_published_after_the_end(site, reader):
    with time_machine.travel(GONE - dt.timedelta(days=3), tick=False) as clock:
        page = factories.story(live=False, ends_on=LAST + dt.timedelta(days=9))
        other = factories.information(live=False, title="Something else")
        for waiting in (page, other):
            waiting.go_live_at = GONE + dt.timedelta(hours=1)
            waiting.save_revision().publish()
        record_consent(page, given_on=page.consent.given_on, ends_on=LAST)
        clock.move_to(GONE + dt.timedelta(hours=2))
        call_command("publish_scheduled")
        assert not Page.objects.get(pk=page.pk).live
        assert Page.objects.get(pk=other.pk).live, "one story does not hold up what others wait for"
        assert reader.get(page.get_url()).status_code == 404


def test_a_story_is_not_set_to_appear_after_its_end(site):
    page = factories.story(live=False, ends_on=LAST)
    page.go_live_at = GONE
    assert page.objections() == {"go_live_at": "The member's consent will have ended by then."}
    page.go_live_at = GONE - SECOND
    assert page.objections() == {}


def test_a_copy_and_an_alias_stand_under_the_same_consent(site, reader):
    page = factories.story(title="Told once")
    copy = page.copy(update_attrs={"slug": "again"})
    alias = page.create_alias(update_slug="alias")
    assert {copy.consent, alias.consent} == {page.consent}
    record_consent(page, given_on=dt.date(2020, 1, 6), ends_on=dt.date(2020, 2, 1))
    urls = [each.get_url() for each in (page, copy, alias)]
    assert [reader.get(url).status_code for url in urls] == [404, 404, 404]


@pytest.mark.parametrize(
    ("given_on", "ends_on", "sentence"),
    [
        (dt.date(2030, 1, 1), None, "still to come"),
        (dt.date(2026, 1, 2), dt.date(2026, 1, 1), "cannot lie before the day"),
    ],
)
def test_dates_that_make_no_sense_are_refused(given_on, ends_on, sentence, site):
    page = factories.story()
    with time_machine.travel("2027-01-01"), pytest.raises(ValidationError, match=sentence):
        record_consent(page, given_on=given_on, ends_on=ends_on)
    assert page.standing_consent.given_on == dt.date(2020, 1, 6)


def test_only_who_may_publish_a_story_writes_its_consent_down(site, django_user_model):
    page = factories.story()
    stranger = django_user_model.objects.create_user("stranger")
    with pytest.raises(PermissionDenied):
        record_consent(page, given_on=dt.date(2020, 1, 1), ends_on=None, by=stranger)
    record_consent(page, given_on=dt.date(2020, 1, 1), ends_on=None, by=factories.administrator())
    assert page.standing_consent.given_on == dt.date(2020, 1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_on": dt.date(2026, 1, 2), "ends_on": dt.date(2026, 1, 1)},
        {"withdrawn_at": timezone.now()},
        {"ending": Ending.MEMBER},
        {"withdrawn_at": timezone.now(), "ending": Ending.MEMBER, "note": "A name"},
    ],
)
def test_the_database_refuses_a_consent_that_cannot_be(wrong, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(**wrong)


def test_the_record_holds_nothing_of_a_story(site):
    page = factories.story()
    assert page.updates_pageupdate_rows.count() == 0
    assert not page.followable
