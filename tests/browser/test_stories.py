"""A story goes when its consent ends: an editor writes the last day down, a reader looks everywhere."""

import datetime as dt
import re


def write_consent_down(editor, address: str, ends_on: str) -> None:
    editor.goto(address)
    editor.get_by_label("Last day of the consent").fill(ends_on)
    editor.keyboard.press("Escape")
    editor.get_by_role("button", name="Save the consent").click()
    editor.wait_for_url("**/edit/")


def test_a_story_disappears_everywhere_at_its_end_date(visits, editor, trial):
    reader = visits.window()
    stories = trial.pages["furnished"]["StoryIndexPage"]
    reader.goto(stories)
    reader.get_by_role("link", name="A recording").click()
    address = reader.url
    file = reader.locator("audio").get_attribute("src")
    page = re.search(r"/story-files/(\d+)/", file)[1]
    part = reader.request.get(file, headers={"Range": "bytes=0-9"})
    assert (part.status, len(part.body())) == (206, 10)
    everywhere = (stories, "/sitemap.xml", "/updates/feed.atom")

    consent = f"/admin/stories/{page}/consent/"
    yesterday = dt.date.today() - dt.timedelta(days=1)
    write_consent_down(editor, consent, yesterday.isoformat())
    assert reader.request.get(address).status == 404
    assert reader.request.get(file).status == 404
    for place in everywhere:
        answer = reader.request.get(place)
        assert answer.status == 200
        assert "A recording" not in answer.text()
        assert address not in answer.text()

    write_consent_down(editor, consent, "")
    reader.goto(address)
    assert reader.locator("h1").inner_text() == "A recording"
