"""How far an assembly has got, worked out from what has happened and never typed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.assemblies.stages import ORDER, REACHED_BY, Stage, first_reached, stage_on
from cms.recommendations.statuses import Decision, Delivery
from cms.updates.statuses import PROMISES, Kind
from tests import factories
from tests.factories import date

DAY = dt.date(2020, 6, 15)


def test_every_kind_of_entry_says_something_about_the_stage():
    silent = {Kind.ACKNOWLEDGED, Kind.REVISED, Kind.WORDED, Kind.CORRECTION, Kind.STATEMENT} | PROMISES
    silent |= {Kind.ASSESSMENT, Kind.WITHDRAWN, Kind.RESTORED}
    assert set(REACHED_BY) == set(Kind.values) - silent
    assert list(REACHED_BY.values()) == sorted(REACHED_BY.values(), key=ORDER.index)


@pytest.mark.parametrize(
    ("happenings", "stage"),
    [
        ([], Stage.PLANNED),
        ([("announced", "2020-06-15")], Stage.ANNOUNCED),
        ([("announced", "2020-06-16")], Stage.PLANNED),
        ([("announced", "2020-06")], Stage.ANNOUNCED),
        ([("announced", "2020")], Stage.ANNOUNCED),
        ([("announced", "2021")], Stage.PLANNED),
        ([("session", "2020-05"), ("announced", "2020-01")], Stage.MEETING),
        ([("session", "2020-05"), ("session", "2020-07")], Stage.MEETING),
        ([("decision", "2020-05"), ("recommended", "2020-04")], Stage.ANSWERED),
        ([("response", "2020-05")], Stage.ANSWERED),
        ([("delivery", "2020-05"), ("decision", "2020-07")], Stage.DELIVERING),
        ([("gossip", "2020-01")], Stage.PLANNED),
    ],
)
def test_the_stage_is_the_furthest_that_has_begun(happenings, stage):
    assert stage_on(DAY, [(kind, date(text)) for kind, text in happenings]) == stage


HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from([*Kind.values, "gossip"]),
        st.dates(dt.date(2015, 1, 1), dt.date(2025, 1, 1)).map(lambda day: date(day.isoformat())),
    ),
    max_size=12,
)


@given(HAPPENINGS, st.dates(dt.date(2014, 1, 1), dt.date(2026, 1, 1)), st.integers(0, 3000))
def test_as_time_goes_by_an_assembly_never_goes_back(happenings, day, later):
    before = ORDER.index(stage_on(day, happenings))
    after = ORDER.index(stage_on(day + dt.timedelta(days=later), happenings))
    assert before <= after


@given(HAPPENINGS)
def test_the_first_of_each_stage_is_its_date_whatever_the_order(happenings):
    assert first_reached(happenings) == first_reached(reversed(happenings))
    for stage, first in first_reached(happenings).items():
        same = [each for kind, each in happenings if REACHED_BY.get(kind) == stage]
        assert first.start == min(each.start for each in same)


def stage(page):
    return type(page).objects.get(pk=page.pk).stage


def test_an_assembly_moves_on_as_its_record_grows(site):
    page = factories.assembly()
    assert stage(page) == Stage.PLANNED
    page.announced_on = date("2019-06")
    page.save()
    assert stage(page) == Stage.ANNOUNCED
    page.invited_on = date("2019-08")
    page.save()
    assert stage(page) == Stage.INVITING
    factories.event(factories.event_index(page), date=date("2019-11-02"))
    assert stage(page) == Stage.MEETING
    one = factories.recommendation(factories.tracker(page), recommended_on=date("2019-12"))
    assert stage(page) == Stage.RECOMMENDED
    factories.decision(one, Decision.ACCEPTED)
    assert stage(page) == Stage.ANSWERED
    factories.delivery(one, Delivery.UNDER_WAY)
    assert stage(page) == Stage.DELIVERING


def test_the_stages_of_an_assembly_are_shown_with_the_one_it_is_in(site, reader):
    page = factories.assembly(announced_on=date("2019-06"), invited_on=date("about 2019-08"))
    html = reader.get(page.get_url()).content.decode()
    assert html.count('aria-current="step"') == 1
    assert "June 2019" in html
    assert "about August 2019" in html
    states = [step["state"] for step in page.steps]
    assert states == ["done", "current", *["todo"] * 4]


def test_the_home_page_says_how_far_each_assembly_has_got(site, reader):
    factories.assembly(title="Early", announced_on=date("2019-06"))
    factories.update(factories.assembly(title="Late"), sentence="It was answered.")
    cards = reader.get("/").context["assemblies"]
    assert {page.title: page.stage for page in cards} == {"Early": Stage.ANNOUNCED, "Late": Stage.ANSWERED}
