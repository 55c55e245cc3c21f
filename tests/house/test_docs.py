"""What the code and the documents point at is there, and every decision stands in their list."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE = {".venv", ".venv-next", "var", "node_modules", ".git", "data"}
NAMED = re.compile(r"\bdocs/[\w./-]+\.(?:md|png|py)\b")
LINK = re.compile(r"\]\(([^)\s:#]+)(?:#[^)\s]*)?\)")


def written(*endings: str) -> list[Path]:
    """Every file of ours with one of these endings."""
    found = [path for ending in endings for path in ROOT.rglob(f"*{ending}")]
    return sorted(path for path in found if not MADE & set(path.relative_to(ROOT).parts))


def named_but_missing(text: str) -> list[str]:
    """Documents that a text names by their path from the top and that are not there."""
    return [name for name in NAMED.findall(text) if not (ROOT / name).exists()]


def broken_links(text: str, folder: Path) -> list[str]:
    """Links of a document to files that are not there."""
    return [link for link in LINK.findall(text) if not (folder / link).exists()]


@pytest.mark.parametrize("file", written(".py", ".md", ".html", ".toml", ".in"), ids=lambda file: file.name)
def test_a_document_that_is_named_is_there(file):
    assert named_but_missing(file.read_text()) == []


@pytest.mark.parametrize("file", written(".md"), ids=lambda file: file.name)
def test_a_document_links_to_what_is_there(file):
    assert broken_links(file.read_text(), file.parent) == []


def test_what_is_not_there_is_noticed():
    lost = "/".join(("docs", "adr", "0000-nothing.md"))
    assert named_but_missing(f"see {lost}") == [lost]
    assert broken_links("[a](nothing.md#here) and [b](https://example.org)", ROOT) == ["nothing.md"]


def test_every_decision_stands_in_the_list_once_with_its_number_and_its_title():
    listed = re.findall(
        r"^- \[(\d+)\. (.+?)\]\((.+?)\)$", (ROOT / "docs/adr/README.md").read_text(), re.MULTILINE
    )
    files = sorted(path.name for path in (ROOT / "docs/adr").glob("0*.md"))
    assert sorted(name for _number, _title, name in listed) == files
    numbers = [int(number) for number, _title, _name in listed]
    assert numbers == list(range(1, len(numbers) + 1))
    for number, title, name in listed:
        assert name.startswith(f"{int(number):04}-")
        assert (ROOT / "docs/adr" / name).read_text().startswith(f"# {number}. {title}\n")
