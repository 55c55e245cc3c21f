"""The lock files: what pip is told to install, whatever has been released since."""

import re
from importlib.metadata import distribution, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def locked(text: str) -> dict[str, Requirement]:
    """Name and requirement of every line of a lock that applies here."""
    lines = [line.removesuffix("\\").strip() for line in text.splitlines() if "==" in line and line[0] != " "]
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): one for one in found if not one.marker or one.marker.evaluate()}


def extras_left_out(lock: dict[str, Requirement]) -> list[str]:
    """What a package of the lock asks for with an extra that the lock does not name.

    pip looks such a thing up afresh, finds the newest release, and refuses it because the lock has no hash
    for it: an install that worked yesterday fails on the day of a release.
    """
    missing = []
    for asking in lock.values():
        environment = {"extra": ""}
        for line in distribution(asking.name).requires or ():
            asked = Requirement(line)
            wanted = any(
                not asked.marker or asked.marker.evaluate(environment | {"extra": extra})
                for extra in (asking.extras or {""})
            )
            held = lock.get(canonicalize_name(asked.name))
            if wanted and held and asked.extras - held.extras:
                missing.append(f"{asking.name} asks for {asked}, the lock says {held}")
    return missing


def in_use() -> list[str]:
    """The locks this environment was made from: what stands in another cannot be asked for its extras."""
    following = locked((ROOT / "requirements-next.txt").read_text())["wagtail"]
    if following.specifier.contains(version("wagtail")):
        return ["requirements-next.txt"]
    return ["requirements.txt", "requirements-dev.txt"]


def test_the_next_wagtail_is_all_that_is_ahead_of_our_own():
    ours = locked((ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text())
    following = locked((ROOT / "requirements-next.txt").read_text())
    assert set(ours) - set(following) == set()
    ahead = {name for name, held in ours.items() if following[name].specifier != held.specifier}
    # Wagtail brings a newer exporter of rich text along.
    assert ahead == {"wagtail", "draftjs-exporter"}


@pytest.mark.parametrize("name", in_use())
def test_a_lock_names_every_extra_that_is_asked_for(name):
    text = (ROOT / name).read_text()
    assert extras_left_out(locked(text)) == []
    without = locked(re.sub(r"\[.*?\]", "", text))
    assert extras_left_out(without), "a lock without extras must be found out"
