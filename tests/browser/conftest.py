"""A real browser before a site on trial."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.trials import opened

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    # No name but this machine's own can be found, so nothing leaves it even by mistake.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PHONE, DESK = {"width": 360, "height": 760}, {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def trial(tmp_path_factory):
    """A site of its own, as bin/start makes it, with furnished pages besides: `url`, `password`, `pages`."""
    with opened(tmp_path_factory.mktemp("trial")) as site:
        yield site


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Visits:
    """Opens windows and remembers what went wrong in them."""

    def __init__(self, browser, url):
        self.browser, self.url = browser, url
        self.contexts, self.wrong, self.elsewhere = [], [], []

    def window(self, **options):
        """A new window, of a desk unless told otherwise, with nothing kept from another."""
        options = {"viewport": DESK, "base_url": self.url, "reduced_motion": "reduce"} | options
        context = self.browser.new_context(**options)
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        return page

    def _heard(self, message):
        expected = message.type == "error" and "404 (Not Found)" in message.text
        if message.type in {"error", "warning"} and not expected:
            self.wrong.append(f"{message.type}: {message.text}")

    def _asked(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and f"http://{parts.netloc}" != self.url:
            self.elsewhere.append(request.url)

    def _answered(self, response):
        if response.status >= 500 or (
            response.status == 404 and response.request.resource_type != "document"
        ):
            self.wrong.append(f"{response.status}: {response.url}")


@pytest.fixture
def visits(browser, trial):
    """Windows onto the site. At the end nothing may have gone wrong and no other host have been asked."""
    visits = Visits(browser, trial.url)
    yield visits
    for context in visits.contexts:
        context.close()
    assert visits.wrong == []
    assert visits.elsewhere == []


@pytest.fixture(scope="session")
def signed_in(browser, trial):
    """What a browser keeps of an administrator who has signed in."""
    context = browser.new_context(base_url=trial.url)
    page = context.new_page()
    page.goto("/admin/login/")
    page.locator("input[name=username]").fill("admin")
    page.locator("input[name=password]").fill(trial.password)
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def editor(visits, signed_in):
    """A window in which the administrator is signed in."""
    return visits.window(storage_state=signed_in)
