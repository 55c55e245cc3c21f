"""How a text is cited: everything that is known, in order, and nothing that is not."""

import datetime as dt

import pytest

from cms.publications.crediting import citation, listed
from tests.factories import date

EVERYTHING = {
    "authors": ["A. Writer", "B. Painter", "C. Reader"],
    "publisher": "Borough Council",
    "published_on": date("about 2020-06"),
    "within": "The handbook",
    "version": "2",
    "address": "https://example.org/handbook/lottery/",
    "changed": dt.datetime(2026, 5, 3, 12),
}


def test_a_citation_holds_everything_in_the_order_people_know():
    assert citation(title="Civic lottery", **EVERYTHING) == (
        "A. Writer, B. Painter and C. Reader (2020). Civic lottery. In: The handbook. Borough Council. "
        "Version 2. https://example.org/handbook/lottery/ Last changed 3 May 2026."
    )


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "Who pays?"),
        ({"published_on": date("2020")}, "(2020). Who pays?"),
        ({"publisher": "Borough Council"}, "Borough Council. Who pays?"),
        ({"authors": ["Borough Council"], "publisher": "Borough Council"}, "Borough Council. Who pays?"),
        ({"authors": ["A. B."], "version": "2"}, "A. B. Who pays? Version 2."),
    ],
)
def test_what_is_not_known_is_left_out(known, expected):
    assert citation(title="Who pays?", **known) == expected


@pytest.mark.parametrize(("names", "line"), [([], ""), (["A"], "A"), (["A", "B"], "A and B")])
def test_names_stand_in_one_line(names, line):
    assert listed(names) == line
