"""From the home page to everything about one recommendation, by links alone, with JavaScript off."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE

ASSEMBLY = "Greater Cambridge Citizens' Assembly"
WORDING = "Introduce a mayoral franchise for buses"


def title(page) -> str:
    """The one heading of the first level."""
    [words] = page.locator("h1").all_inner_texts()
    return words


def follow(page, name: str, place: str = "main") -> None:
    """Clicks the first link of this name; the address must change."""
    before = page.url
    page.locator(place).get_by_role("link", name=name).first.click()
    page.wait_for_load_state()
    assert page.url != before, f"the link {name!r} leads nowhere"


def open_menu(page) -> None:
    """On a phone the menu is folded; it opens without a script."""
    menu = page.locator("header details.menu > summary")
    if menu.is_visible():
        menu.click()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_resident_gets_from_the_home_page_to_all_there_is_about_a_recommendation(viewport, visits):
    page = visits.window(java_script_enabled=False, viewport=viewport)
    page.goto("/")
    follow(page, ASSEMBLY)
    assert title(page) == ASSEMBLY

    follow(page, "Evidence")
    follow(page, "Impacts on our health")
    assert title(page) == "Impacts on our health"

    follow(page, "Jo Dicks")
    assert title(page) == "Jo Dicks"
    follow(page, "Impacts on our health")
    follow(page, "day 1")
    assert "day 1" in title(page)

    open_menu(page)
    follow(page, "Recommendations", "header")
    follow(page, WORDING)
    assert title(page) == WORDING

    follow(page, "Supporting measures")
    assert title(page) == "Supporting measures"
    row = page.get_by_role("row", name=re.compile(WORDING))
    assert "40" in row.inner_text()
    follow(page, WORDING)

    follow(page, "Read the answer")
    assert "Mayor of Cambridgeshire and Peterborough" in title(page)
    follow(page, WORDING)

    follow(page, "All that happened")
    assert page.url.endswith("#history")
    heading = page.get_by_role("heading", name="What happened, newest first")
    assert heading.is_visible()
    box = heading.bounding_box()
    assert -1 <= box["y"] < viewport["height"]
    entries = page.locator("#history li.timeline__entry").all_inner_texts()
    assert len(entries) >= 4
    assert "2025" in entries[0]
    assert "Members recommended" in entries[-1]


def test_a_resident_narrows_the_evidence_and_clears_the_filter_without_a_script(visits):
    page = visits.window(java_script_enabled=False)
    page.goto("/evidence/")
    everything = page.locator("ul.cards > li").count()
    page.get_by_label("Kind").select_option("video")
    page.get_by_label("Words").fill("video")
    page.get_by_role("button", name="Show").click()
    assert "kind=video" in page.url
    found = page.locator("ul.cards > li").count()
    assert 0 < found < everything
    assert page.get_by_label("Kind").input_value() == "video"
    follow(page, "Clear all")
    assert page.locator("ul.cards > li").count() == everything


def test_a_resident_finds_the_ballots_of_the_tracker_and_the_next_page(visits):
    page = visits.window(java_script_enabled=False)
    page.goto("/recommendations/")
    first = page.locator("table.records tbody tr").count()
    follow(page, "Next page")
    assert page.locator("table.records tbody tr").count() < first
    follow(page, "Previous page")
    follow(page, "Ballot 4: overall")
    assert title(page) == "Ballot 4: overall"


def test_the_menu_of_a_phone_opens_without_a_script(visits):
    page = visits.window(java_script_enabled=False, viewport=PHONE)
    page.goto("/")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Evidence")
    assert not link.is_visible()
    open_menu(page)
    assert link.is_visible()
    desk = visits.window(java_script_enabled=False)
    desk.goto("/")
    assert desk.get_by_role("navigation", name="Main").get_by_role("link", name="Evidence").is_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_resident_searches_from_the_header_and_narrows_without_a_script(viewport, visits):
    page = visits.window(java_script_enabled=False, viewport=viewport)
    page.goto("/about/")
    open_menu(page)
    page.locator("header").get_by_role("searchbox", name="Search this site").fill("buses")
    page.locator("header").get_by_role("button", name="Search").click()
    page.wait_for_load_state()
    assert page.url.endswith("/search/?words=buses")
    assert title(page) == "Search"
    everything = page.locator("ol.found > li").count()
    assert page.get_by_text(f"{everything} results for buses").is_visible()
    assert page.locator("ol.found mark").first.inner_text().lower() == "buses"

    page.get_by_label("Kind").select_option("recommendation")
    page.locator("main").get_by_role("button", name="Search").click()
    page.wait_for_load_state()
    assert "kind=recommendation" in page.url
    assert 0 < page.locator("ol.found > li").count() < everything
    follow(page, WORDING)
    assert title(page) == WORDING


def test_a_film_asks_nobody_for_anything_until_a_reader_plays_it(visits, trial):
    without = visits.window(java_script_enabled=False)
    without.goto(trial.pages["furnished"]["film"])
    assert without.locator("a[data-video]").first.get_attribute("href").startswith("https://www.youtube.com/")
    page = visits.window()
    page.context.route("https://**", lambda route: route.fulfill(status=200, body="<p>Film</p>"))
    page.goto(trial.pages["furnished"]["film"])
    assert page.locator("iframe").count() == 0
    assert visits.elsewhere == []
    page.get_by_role("button", name="Play here").click()
    page.locator("iframe").wait_for()
    page.wait_for_function("document.activeElement.tagName === 'IFRAME'")
    asked = set(visits.elsewhere)
    assert asked == {"https://www.youtube-nocookie.com/embed/abc?autoplay=1"}
    assert page.locator("iframe").get_attribute("title")
    visits.elsewhere.clear()


def test_a_file_is_handed_out_to_a_reader(visits, trial):
    page = visits.window(java_script_enabled=False)
    page.goto(trial.pages["furnished"]["EvidencePage"])
    address = page.locator("a[href^='/documents/']").first.get_attribute("href")
    answer = page.request.get(address)
    assert answer.ok
    assert answer.body().startswith(b"%PDF-")
