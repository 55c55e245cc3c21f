"""An officer records a delivery; a resident sees it on the page, in its history and in the feed."""

import datetime as dt

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_barriers import WIDER, unfold

SHOW, RECORD = "Show what will be recorded", "Record it for good"
SENTENCE = "The new benches were opened, with music."


TODAY = f"{dt.date.today():%-d %B %Y}"


def fill_in(page, *, sentence: str, delivery: str = "Under way") -> None:
    """Types what a step needs, whatever stood on record before."""
    page.get_by_label("Delivery").select_option(label=delivery)
    page.get_by_label("Date").fill(TODAY)
    page.get_by_label("Sentence").fill(sentence)
    page.get_by_label("Reason").fill("The council looked at it again.")
    source = page.get_by_role("group", name="Source", exact=True)
    source.get_by_label("Title").fill("News of the council")
    source.get_by_label("Address").fill("https://example.org/benches")


def test_what_an_officer_records_is_what_a_resident_sees(visits, editor, trial):
    address = trial.pages["real"]["RecommendationPage"][-1]
    reader = visits.window(java_script_enabled=False)
    reader.goto(address)
    assert SENTENCE not in reader.locator("main").inner_text()
    heading = reader.locator("h1").inner_text()
    editor.goto("/admin/tracker/?ordering=-reference")
    editor.get_by_role("link", name=heading).first.click()
    editor.wait_for_load_state("networkidle")
    editor.get_by_role("main").get_by_role("link", name="Record delivery").click()
    editor.wait_for_load_state("networkidle")
    fill_in(editor, sentence=SENTENCE, delivery="Delivered")
    editor.get_by_role("button", name=SHOW).press("Enter")
    editor.wait_for_load_state("networkidle")
    assert editor.get_by_text(SENTENCE).is_visible()
    assert editor.get_by_text("This is permanent.").is_visible()
    reader.reload()
    assert SENTENCE not in reader.locator("main").inner_text(), "it is not written before it is confirmed"
    editor.get_by_role("button", name=RECORD).press("Enter")
    editor.wait_for_load_state("networkidle")
    assert editor.get_by_text("Recorded: entry").is_visible()

    reader.reload()
    newest = reader.locator("#history li.timeline__entry", has_text=SENTENCE)
    assert TODAY in newest.inner_text()
    assert "Delivered" in newest.inner_text()
    assert "News of the council" in reader.content()
    feed = reader.request.get("/updates/feed.atom").text()
    assert SENTENCE in feed


def test_an_officer_needs_no_script(visits, signed_in, trial):
    officer = visits.window(storage_state=signed_in, java_script_enabled=False)
    officer.goto(f"/admin/record/{trial.pages['ids']['RecommendationPage']}/delivery/")
    fill_in(officer, sentence="Nothing is kept of this.")
    officer.get_by_role("button", name=SHOW).click()
    assert officer.locator("blockquote").inner_text() == "Nothing is kept of this."
    officer.get_by_role("button", name="Change it").click()
    assert officer.get_by_label("Sentence").input_value() == "Nothing is kept of this."
    assert officer.get_by_label("Date").input_value() == TODAY


SCREENS = {
    "the desk": "/admin/tracker/",
    "many at once": "/admin/tracker/change/delivery/?page={RecommendationPage}",
    "the record of a page": "/admin/record/{RecommendationPage}/",
    "delivery": "/admin/record/{RecommendationPage}/delivery/",
    "a decision": "/admin/record/{RecommendationPage}/decision/",
    "a verdict": "/admin/record/{RecommendationPage}/verdict/",
    "the answers of a response": "/admin/pages/{ResponsePage}/edit/",
    "rights of a group": "/admin/groups/edit/1/",
}


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_no_barrier_at_the_desk(name, editor, trial):
    editor.goto(SCREENS[name].format(**trial.pages["ids"]))
    editor.wait_for_load_state("networkidle")
    unfold(editor)
    inside = "#branch-rights-section" if name == "rights of a group" else "main"
    found = [violations(editor, inside=inside, outside=(".tagit", ".public-DraftEditor-content"))]
    editor.set_viewport_size(PHONE)
    found.append(violations(editor, inside=inside, outside=(".tagit", ".public-DraftEditor-content")))
    assert found == [[], []]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_no_barrier_where_an_entry_is_confirmed(viewport, editor, trial):
    editor.set_viewport_size(viewport)
    editor.goto(f"/admin/record/{trial.pages['ids']['RecommendationPage']}/delivery/")
    editor.wait_for_load_state("networkidle")
    editor.get_by_role("button", name=SHOW).click()
    editor.wait_for_load_state("networkidle")
    assert violations(editor, inside="main") == [], "with what is wrong beside each box"
    fill_in(editor, sentence="It was opened.")
    editor.get_by_role("button", name=SHOW).click()
    editor.wait_for_load_state("networkidle")
    assert violations(editor, inside="main") == []
    assert editor.evaluate(WIDER) == [0, []]
