"""What a start prepares: the programme is loaded once, and never into a site that was begun without it."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bin"))

from prepare import Preparation


@pytest.fixture
def start(tmp_path, settings):
    """`start(empty=True)` says whether a start with this choice would load the programme."""
    settings.VAR_DIR = tmp_path
    return lambda empty: Preparation(sys.stderr).wants_programme(empty)


def test_a_plain_start_loads_the_programme(start, capsys):
    assert start(empty=False)
    assert start(empty=False)
    assert capsys.readouterr().out == ""


def test_a_site_that_was_begun_empty_stays_so_and_the_next_start_says_how_to_fill_it(start, capsys):
    assert not start(empty=True)
    assert not start(empty=False)
    told = capsys.readouterr().out
    assert told.startswith("This site was begun with --empty")
    assert "manage.py load_programme" in told


def test_a_site_that_has_the_programme_may_be_served_with_either_word(start, tmp_path):
    (tmp_path / "programme_loaded").touch()
    assert not start(empty=True)
    assert start(empty=False)
