"""The pages most people come to are as good as Lighthouse can measure, on a phone and at a desk."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.browser.conftest import CHROMIUM, QUIET
from tests.quality.scoring import CATEGORIES, lighthouse, scored

# What is looked at: a place in the trial's list of pages, or an address.
PAGES = {
    "home": "/",
    "assembly": "AssemblyPage",
    "tracker": "/recommendations/",
    "recommendation": "RecommendationPage",
    "evidence": "EvidencePage",
    "chapter": "ChapterPage",
    "search": "/search/?words=bus",
}
PERFECT = dict.fromkeys(CATEGORIES, 100)
# No title, words too pale to be read, a picture that is not there, and a page that jumps while it is read.
BAD = b"""<html><head><meta name="robots" content="noindex"></head><body>
<p style="color: #eee; height: 400px">Hardly to be seen</p><img src="/lost.png"><p>Words</p>
<script>setTimeout(() => document.body.insertAdjacentHTML("afterbegin",
'<div style="height: 600px">Late</div>'), 300)</script></body></html>"""


@pytest.fixture(scope="module")
def run():
    with lighthouse(CHROMIUM, QUIET) as run:
        yield run


@pytest.mark.parametrize("form", ["mobile", "desktop"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_gets_full_marks(name, form, run, trial):
    place = PAGES[name]
    address = place if place.startswith("/") else trial.pages["real"][place][0]
    scores, short = scored(lambda: run(f"{trial.url}{address}", form))
    assert (scores, short) == (PERFECT, short), short


class Bad(BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802  the library's name
        found = self.path == "/"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(BAD if found else b"")

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def bad_site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Bad) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_bad_page_gets_fewer_marks_in_everything(run, bad_site):
    answer = run(bad_site, "mobile")
    assert {name: mark for name, mark in answer["scores"].items() if mark >= 100} == {}
    costly = {each.partition(" (")[0] for each in answer["short"]}
    assert {
        "performance, cumulative-layout-shift",
        "accessibility, color-contrast",
        "best-practices, errors-in-console",
        "seo, is-crawlable",
    } <= costly
