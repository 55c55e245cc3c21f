"""What a page weighs on its way to a phone: all of it together, style sheet and script by themselves."""

import pytest

from tests.budgets.weighing import PAGE, SCRIPTS, STYLES, loaded_by, static, too_heavy, weight, zipped
from tests.furnishing import pages


def test_the_style_sheet_is_small():
    assert zipped(static("css/site.css")) <= STYLES


def test_the_script_is_small():
    assert zipped(static("js/site.js")) <= SCRIPTS


def test_every_page_of_the_furnished_site_is_light(furnished, reader):
    assert too_heavy(reader, pages(furnished).values()) == {}


def test_a_page_that_is_too_heavy_is_noticed(furnished, reader, monkeypatch):
    size, requests = weight(reader, "/")
    assert 5_000 < size < PAGE
    assert requests >= 4
    monkeypatch.setattr("tests.budgets.weighing.PAGE", size - 1)
    assert too_heavy(reader, [furnished.home]) == {"/": (size, requests)}


@pytest.mark.parametrize(
    ("html", "number"),
    [
        (b"<p>Words</p>", 0),
        (b'<link rel="icon" href="/a"><link rel="icon" href="/b"><link rel="alternate" href="/c">', 1),
        (b'<script src="/a"></script><img src="/b"><link rel="stylesheet" href="/c">', 3),
    ],
)
def test_what_a_browser_asks_for_by_itself_is_counted(html, number):
    assert len(loaded_by(html)) == number
