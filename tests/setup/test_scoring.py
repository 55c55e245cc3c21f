"""How often Lighthouse is asked, and what counts when its answers differ."""

import pytest

from tests.quality.scoring import CATEGORIES, NothingMeasured, scored

FULL = dict.fromkeys(CATEGORIES, 100)
FAILED = {"failed": "No start was seen."}


def marks(performance, *short):
    return {"scores": FULL | {"performance": performance}, "short": list(short)}


def asked(*answers):
    """What counts of these answers, and how many of them were asked for."""
    left = list(answers)
    scores, short = scored(lambda: left.pop(0))
    return scores["performance"], short, len(answers) - len(left)


@pytest.mark.parametrize(
    ("answers", "counts", "runs"),
    [
        ([marks(100), marks(0)], 100, 1),
        ([marks(97), marks(100), marks(100)], 100, 3),
        ([marks(97), marks(100), marks(98)], 98, 3),
        ([marks(50), marks(100), marks(20)], 50, 3),
        ([FAILED, marks(100), marks(0)], 100, 2),
        ([FAILED, marks(98), marks(100)], 98, 3),
        ([marks(98), FAILED, FAILED], 98, 3),
    ],
)
def test_a_perfect_first_run_counts_and_otherwise_the_median_of_three(answers, counts, runs):
    found, _short, number = asked(*answers)
    assert (found, number) == (counts, runs)


def test_what_cost_points_in_any_run_is_told():
    assert asked(marks(97, "slow"), marks(96, "slower"), marks(100))[1] == ["slow", "slower"]


def test_a_page_that_cannot_be_measured_is_no_good_page():
    with pytest.raises(NothingMeasured):
        asked(FAILED, FAILED, FAILED)
