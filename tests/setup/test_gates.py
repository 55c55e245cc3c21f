"""bin/gates.py: what a lane leaves out is still there, and is left out with reason."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))

import gates  # noqa: E402

# Whoever asks for one of these has a database.
BRING_ONE = {
    "db",
    "django_db_setup",
    "transactional_db",
    "site",
    "reader",
    "editor",
    "furnished",
    "programme",
}


def asks_for_a_database(source: str) -> bool:
    tree = ast.parse(source)
    asked = {
        argument.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for argument in node.args.args
    }
    return bool(asked & BRING_ONE) or "django_db" in source


@pytest.mark.parametrize("file", gates.NEEDS_NO_DATABASE)
def test_what_postgresql_leaves_out_needs_no_database(file):
    assert not asks_for_a_database((ROOT / file).read_text())


@pytest.mark.parametrize("file", gates.NEEDS_THE_PROGRAMME)
def test_what_the_next_wagtail_leaves_out_needs_the_programme(file):
    assert "programme" in (ROOT / file).read_text()


def test_who_asks_for_a_database_is_noticed():
    assert asks_for_a_database("def test_a_page(reader): pass")
    assert asks_for_a_database("@pytest.mark.django_db\ndef test_a_page(): pass")
    assert not asks_for_a_database("def test_a_file(file): pass")


def test_every_lane_has_its_own_name():
    names = [gate.name for gate in gates.gates("/nowhere")]
    assert len(names) == len(set(names))
    assert {"sqlite", "postgres", "next", "nu", "lighthouse", "browser"} <= set(names)
