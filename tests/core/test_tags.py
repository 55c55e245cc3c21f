"""What templates use to format: money, shares, dates, states, sources. It never fetches and never fails."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from cms.assemblies.stages import Stage
from cms.core.templatetags import core_tags as tags
from cms.recommendations.statuses import NOT_REPORTED, Decision, Delivery, Stance
from cms.updates.statuses import TONES, Kind
from tests.factories import date


def rendered(template: str, **context) -> str:
    return Template("{% load core_tags %}" + template).render(Context(context))


ANYTHING = (
    st.none() | st.text() | st.integers() | st.floats() | st.booleans() | st.decimals() | st.lists(st.text())
)


@pytest.mark.parametrize(
    ("pounds", "words"),
    [
        (0, "£0"),
        (900, "£900"),
        (1234, "£1,234"),
        ("60000", "£60,000"),
        (-5, "−£5"),
        (Decimal("12.60"), "£13"),
        (None, ""),
        ("", ""),
        ("a lot", "a lot"),
    ],
)
def test_money_is_written_in_whole_pounds(pounds, words):
    assert tags.money(pounds) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(90, "90%"), (Decimal("97.50"), "97.5%"), (Decimal("90.00"), "90%"), (0, "0%"), (None, ""), ("x", "x")],
)
def test_a_share_is_written_as_exactly_as_it_is_printed(share, words):
    assert tags.percent(share) == words


@given(ANYTHING)
def test_no_value_whatever_makes_a_filter_of_templates_fail(value):
    for tag in (
        tags.money,
        tags.percent,
        tags.lines,
        tags.tone,
        tags.state_icon,
        tags.short_hash,
        tags.several,
    ):
        tag(value)
    tags.partial_date(value)
    tags.share_of(value, 100)
    tags.share_of(5, value)
    tags.dots(value, 40)
    tags.html_language(value)


def test_a_date_says_how_exactly_it_is_known():
    assert tags.partial_date(date("about 2020-06")) == '<time datetime="2020-06">about June 2020</time>'
    assert tags.partial_date(dt.date(2020, 6, 25)) == '<time datetime="2020-06-25">25 June 2020</time>'
    assert (
        tags.partial_date(dt.datetime(2020, 6, 25, 12)) == '<time datetime="2020-06-25">25 June 2020</time>'
    )  # noqa: DTZ001
    assert tags.partial_date(None) == ""
    assert tags.partial_date("in spring") == "in spring"


@pytest.mark.parametrize("state", [*Decision, *Delivery, *Stage, *Stance, NOT_REPORTED], ids=str)
def test_every_state_has_a_look_of_its_own_choice(state):
    slug = str(getattr(state, "value", state)).replace("_", "-")
    known = {**tags.STATES, "under-consideration": 1, "rejected": 1, "not-yet-answered": 1}
    assert slug in known
    assert tags.tone(state) in tags.TONES
    assert tags.state_icon(state) in tags.ICONS


def test_a_box_that_is_not_ticked_is_no_filter():
    class Ticked(forms.Form):
        counted = forms.BooleanField(required=False)

    assert tags.active_filters(Ticked({"counted": ""})) == []
    assert [each["value"] for each in tags.active_filters(Ticked({"counted": "on"}))] == [""]


def test_every_kind_of_entry_has_a_look():
    for kind in Kind:
        assert str(TONES.get(kind, kind)).replace("_", "-") in tags.STATES, kind


def test_nothing_good_looks_like_anything_bad():
    good = {tags.tone(state) for state in (Decision.ACCEPTED, Decision.ALREADY_DOING, Delivery.DELIVERED)}
    bad = {tags.tone(state) for state in (Decision.NOT_ACCEPTED, Delivery.STOPPED, Delivery.DELAYED)}
    assert good == {"good"}
    assert not good & bad
    assert tags.tone(Delivery.UNDER_WAY) != tags.tone(Delivery.DELIVERED)


def test_a_bar_is_shared_out_by_number():
    rows = tags.bar_segments([("a", "A", 1), ("b", "B", 3, "/b/"), ("c", "C", 0)])
    assert [(row["x"], row["width"]) for row in rows] == [
        ("0.000", "25.000"),
        ("25.000", "75.000"),
        ("100.000", "0.000"),
    ]
    assert rows[1]["url"] == "/b/"
    assert [row["width"] for row in tags.bar_segments([("a", "A", 0)])] == ["0"]
    assert tags.bar_segments(None) == []


@given(st.lists(st.integers(0, 10_000), max_size=8))
def test_a_bar_is_full_or_empty(counts):
    rows = tags.bar_segments([("a", "A", count) for count in counts])
    total = sum(float(row["width"]) for row in rows)
    assert total == pytest.approx(100 if sum(counts) else 0, abs=0.02)


@pytest.mark.parametrize(
    ("value", "base", "share"),
    [
        (1, 4, "25.00"),
        (5, 4, "100.00"),
        (-1, 4, "0.00"),
        (1, 0, "0"),
        (None, 4, "0"),
        (1, None, "0"),
        ("x", 4, "0"),
    ],
)
def test_the_width_of_a_bar_stays_between_none_and_all(value, base, share):
    assert tags.share_of(value, base) == share


@given(st.integers(0, 300), st.integers(1, 300))
def test_dots_are_drawn_for_papers_that_can_be_counted(count, base):
    drawn = tags.dots(count, base)
    if count > base:
        assert drawn is None
        return
    assert drawn["all"].count("M") == len(range(0, base, round(drawn["width"] / tags.DOT_PITCH)))
    assert (drawn["some"] == "") == (count == 0)


@pytest.mark.parametrize(("count", "base"), [(1, 0), (1, 301), (-1, 10), (None, 10), (3, None), ("a", 4)])
def test_no_dots_are_drawn_for_what_nobody_counted(count, base):
    assert tags.dots(count, base) is None


def test_sources_are_put_together_by_title_and_address():
    found = tags.sources(
        [
            {"title": "Report", "url": "https://a.example", "pages": "9", "printed_pages": "7"},
            {"title": "Report", "url": "https://a.example", "pages": "30 to 31", "part": "Table 6"},
            {"title": "Minutes", "address": "https://b.example"},
        ]
    )
    assert [(source["title"], source["url"]) for source in found] == [
        ("Report", "https://a.example"),
        ("Minutes", "https://b.example"),
    ]
    assert [place["where"] for place in found[0]["places"]] == ["page 9 (printed 7)", "pages 30 to 31"]
    assert found[1]["places"] == []
    assert tags.sources(None) == []


def test_another_page_of_a_list_keeps_the_filters():
    link = tags.with_page(QueryDict("kind=video&page=1&kind=paper"), 2)
    assert QueryDict(link.removeprefix("?")) == QueryDict("kind=video&kind=paper&page=2")
    assert tags.with_page(None, 2) == "?page=2"


def test_a_fingerprint_is_shown_by_its_ends():
    assert tags.short_hash("9c1f03ab" + "0" * 52 + "77e2") == "9c1f03ab…77e2"
    assert tags.short_hash("short") == "short"


def test_the_arc_is_named_for_those_who_cannot_see_it():
    html = rendered("{% seats 53 %}")
    assert 'role="img"' in html
    assert 'aria-label="53 members"' in html
    assert html.count("h.01") == 53
    assert 'aria-label="1 member"' in rendered("{% seats 1 %}")
    assert 'aria-hidden="true"' in rendered("{% seats 53 decorative=True %}")
    assert rendered("{% seats 0 %}").strip() == ""
    assert rendered("{% seats 60 filled=53 label='53 of 60' %}").count("seats__open") == 1


def test_an_icon_is_silent_and_an_unknown_one_is_a_ring():
    assert 'aria-hidden="true"' in rendered("{% icon 'tick' %}")
    assert tags.ICONS["ring"] in rendered("{% icon 'no-such-icon' %}")


@pytest.mark.parametrize(("code", "html"), [("en", "en-GB"), ("cy", "cy"), ("", "en-GB"), (None, "en-GB")])
def test_english_is_british(code, html):
    assert tags.html_language(code) == html


def test_the_page_for_a_broken_server_does_without_its_style_sheet(settings):
    assert tags.static_if_known("css/site.css") == "/static/css/site.css"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    assert tags.static_if_known("css/nowhere.css") == ""
