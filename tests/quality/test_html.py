"""Every page is HTML as the standard has it: the Nu checker finds no error and nothing to warn of."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.quality.nu import messages

STATIC = Path(__file__).resolve().parents[2] / "cms" / "static"
OTHERS = (
    *(
        "/topics/",
        "/search/",
        "/search/?words=bus&kind=recommendation",
        "/no-such-page/",
        "/progress/",
        "/progress/embed/",
        "/progress/widget/",
        "/recommendations/?decision=perhaps",
    ),
    *("/recommendations/?decision=accepted&words=bus", "/recommendations/?page=2", "/evidence/?words=zebras"),
)
BAD = """<!doctype html>
<html lang="en">
  <head>
    <title>Bad</title>
  </head>
  <body>
    <section>No heading</section>
    <p id="one">One<p id="one">Two
    <img src="/picture.png">
  </body>
</html>
"""


def addresses(pages: dict) -> set[str]:
    """A furnished page of each type, every page of the real programme, the starter pages and the specials."""
    real = {address for found in pages["real"].values() for address in found}
    starters = {"/about/", "/accessibility/", "/contact/", "/privacy/"}
    return {*OTHERS, *starters, *pages["furnished"].values(), *real}


def read(url: str) -> bytes:
    """The page, whatever its status."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=60) as answer:
            return answer.read()
    except urllib.error.HTTPError as answer:
        assert answer.code < 500, url
        return answer.read()


@pytest.fixture(scope="module")
def checked(trial, tmp_path_factory):
    """The addresses by the file each was saved in, and what the checker says of each file."""
    folder = tmp_path_factory.mktemp("saved")
    saved = {f"{number:03}.html": url for number, url in enumerate(sorted(addresses(trial.pages)))}
    for name, url in saved.items():
        (folder / name).write_bytes(read(f"{trial.url}{url}"))
    for file in [*STATIC.rglob("*.css"), *STATIC.rglob("*.svg")]:
        (folder / file.name).write_bytes(file.read_bytes())
        saved[file.name] = file.name
    (folder / "bad.html").write_text(BAD)
    (folder / "bad.css").write_text("a { colour: red }")
    return saved, messages(folder)


def test_no_page_and_no_style_sheet_has_a_fault(checked):
    saved, found = checked
    assert len(saved) > 150
    assert {saved[name]: words for name, words in found.items() if not name.startswith("bad.")} == {}


def test_a_page_with_faults_is_found_out(checked):
    words = [each.split(": ", 1)[1] for each in checked[1]["bad.html"]]
    for fault in ("Section lacks heading", "Duplicate ID", "An “img” element must have an “alt” attribute"):
        assert any(each.startswith(fault) for each in words), words
    assert {each.split(",")[0] for each in checked[1]["bad.html"]} == {"error", "warning"}
    assert "doesn't exist" in "\n".join(checked[1]["bad.css"])
