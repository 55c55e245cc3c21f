"""Sessions and other events: what is to come first, what is over last, and what nobody knows left out."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.events.models import EventPage
from tests import factories
from tests.factories import date


@pytest.fixture
def index(site):
    return factories.event_index()


def on(number: int):
    return date((timezone.localdate() + dt.timedelta(days=number)).isoformat())


def titles(events) -> list[str]:
    return [event.title for event in events]


def test_what_is_to_come_is_soonest_first_and_what_is_over_latest_first(index, reader):
    for title, number in (("Later", 9), ("Soon", 2), ("Today", 0), ("Yesterday", -1), ("Long ago", -900)):
        factories.event(index, title=title, date=on(number))
    factories.event(index, title="Some day")
    shown = reader.get(index.get_url()).context
    assert titles(shown["upcoming"]) == ["Today", "Soon", "Later"]
    assert titles(shown["past"]) == ["Yesterday", "Long ago", "Some day"]


def test_an_event_known_to_the_month_is_over_when_the_month_is(index, reader):
    this_month = timezone.localdate().strftime("%Y-%m")
    factories.event(index, title="This month", date=date(this_month))
    factories.event(index, title="Last year", date=date(str(timezone.localdate().year - 1)))
    shown = reader.get(index.get_url()).context
    assert titles(shown["upcoming"]) == ["This month"]
    assert titles(shown["past"]) == ["Last year"]


def test_the_list_of_the_site_holds_every_branch_and_that_of_an_assembly_its_own(site, reader):
    one, other = factories.event_index(), factories.event_index()
    factories.event(one, title="One")
    factories.event(other, title="Other")
    assert titles(reader.get(one.get_url()).context["past"]) == ["One"]
    assert sorted(titles(reader.get("/events/").context["past"])) == ["One", "Other"]


def test_times_are_shown_with_their_zone(index, reader):
    starts = timezone.make_aware(dt.datetime(2020, 6, 25, 10))  # noqa: DTZ001
    page = factories.event(index, starts_at=starts, ends_at=starts + dt.timedelta(hours=5))
    assert "10:00 to 15:00 (BST)" in reader.get(page.get_url()).content.decode()
    winter = factories.event(index, starts_at=timezone.make_aware(dt.datetime(2020, 1, 25, 10)))  # noqa: DTZ001
    assert "10:00 (GMT)" in reader.get(winter.get_url()).content.decode()


def test_an_event_ends_after_it_starts(index):
    starts = timezone.make_aware(dt.datetime(2020, 6, 25, 10))  # noqa: DTZ001
    with pytest.raises(ValidationError, match="An event must end after it starts"):
        factories.event(index, starts_at=starts, ends_at=starts)
    page = factories.event(index, starts_at=starts)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPage.objects.filter(pk=page.pk).update(ends_at=starts - dt.timedelta(hours=1))


def test_a_day_shows_its_agenda_and_speakers_in_order(index, reader):
    speaker = factories.person(title="Ann Lee", role="Director", organisation="Now elsewhere")
    page = factories.event(
        index,
        agenda=[factories.agenda_item(title="Welcome"), factories.agenda_item(title="Air")],
        appearances=[
            factories.appearance(speaker, role="Doctor", organisation="Then", perspective="Against")
        ],
    )
    html = reader.get(page.get_url()).content.decode()
    assert html.index("Welcome") < html.index(">Air<")
    assert "Doctor, Then" in html
    assert "Against" in html
    assert "Director" not in html
    assert speaker.get_url() in html


def test_a_speaker_shows_where_they_spoke_and_as_what(index, reader):
    speaker = factories.person(title="Ann Lee")
    for text, role in (("2019-11-02", "Doctor"), ("2019-10-05", "Director")):
        row = factories.appearance(speaker, role=role)
        factories.event(index, title=f"As {role}", date=date(text), appearances=[row])
    hidden = factories.appearance(speaker, role="Spy")
    factories.event(index, title="Not yet", appearances=[hidden], live=False)
    html = reader.get(speaker.get_url()).content.decode()
    assert html.index("As Director") < html.index("As Doctor")
    assert "Not yet" not in html


def test_speakers_are_sorted_by_family_name_whatever_its_first_letter(site, reader):
    for name in ("Yan Wu", "Ann Lee", "Zoe Adams", "Cher", "Dr Bo van Dijk", "Eva de la Cruz"):
        factories.person(title=name)
    factories.person(title="Kofi Annan", sort_name="Aaa")
    assert titles(reader.get("/people/").context["people"]) == [
        *("Kofi Annan", "Zoe Adams", "Cher", "Eva de la Cruz", "Ann Lee", "Dr Bo van Dijk", "Yan Wu"),
    ]


def test_what_a_speaker_did_not_declare_is_not_published(site, reader):
    assert "Not published" in reader.get(factories.person().get_url()).content.decode()
    told = factories.person(interests="None declared")
    assert "None declared" in reader.get(told.get_url()).content.decode()
