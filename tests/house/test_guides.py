"""House rules for the guides for editors: links and pictures are there, and names are those of the admin."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "docs" / "editors"
GUIDES = sorted(FOLDER.glob("*.md"))
MOST_BYTES = 1_500_000
# What Wagtail calls things in its own part of the admin, and our words for the page types' plural lists.
WAGTAILS = {
    *("publish", "save draft", "pages", "images", "documents", "media"),
    *("the telephone", "a red star", "the tabs.", "the grey line under a box"),
}
PHRASE = re.compile(r"""\b(?:_|gettext|gettext_lazy)\(\s*(["'])((?:(?!\1).)+)\1""")


def said_in_the_admin() -> set[str]:
    """Every phrase that our code hands to a translator, in lower case."""
    files = [file for folder in ("cms", "home", "participation") for file in (ROOT / folder).rglob("*.py")]
    return {phrase.lower() for file in files for _quote, phrase in PHRASE.findall(file.read_text())}


def addresses_in(guide: str) -> list[str]:
    """Where the links and pictures of a page lead, within the repository."""
    found = re.findall(r"\]\(([^)#]+)", guide)
    return [address for address in found if "://" not in address]


def strange_names(guide: str, known: set[str]) -> list[str]:
    """Names in bold that nothing in the admin has."""
    names = re.findall(r"\*\*(.+?)\*\*", guide)
    add = re.compile(r"^add ")
    return [name for name in names if add.sub("", name.lower()) not in known]


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.stem)
def test_every_link_and_picture_of_a_guide_is_there(file):
    assert [each for each in addresses_in(file.read_text()) if not (file.parent / each).exists()] == []


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.stem)
def test_a_guide_names_things_as_the_admin_does(file):
    assert strange_names(file.read_text(), said_in_the_admin() | WAGTAILS) == []


def test_every_picture_is_used_and_together_they_are_light():
    pictures = sorted((FOLDER / "pictures").glob("*"))
    used = {each for file in GUIDES for each in addresses_in(file.read_text())}
    assert [each.name for each in pictures if f"pictures/{each.name}" not in used] == []
    assert sum(each.stat().st_size for each in pictures) < MOST_BYTES
    assert pictures


def test_every_guide_can_be_found_from_the_readme():
    assert "docs/editors/README.md" in addresses_in((ROOT / "README.md").read_text())
    contents = addresses_in((FOLDER / "README.md").read_text())
    assert [file.name for file in GUIDES if file.name not in contents] == ["README.md"]


def test_a_wrong_name_and_a_lost_picture_are_noticed():
    assert strange_names("Press **Save draft**, then **Explode**.", {"save draft"}) == ["Explode"]
    assert addresses_in("![A](pictures/a.png) and [b](https://example.org)") == ["pictures/a.png"]
