"""A long text is read, left and found again, by links alone, with JavaScript off."""

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_journey import follow, open_menu, title

MARKED = """() => {
    const here = document.querySelector(':target'), style = getComputedStyle(here);
    const box = here.getBoundingClientRect();
    return {id: here.id, marked: style.borderInlineStartWidth !== '0px' || style.outlineStyle !== 'none',
        inView: box.top > -1 && box.top < innerHeight};
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_reader_goes_through_the_handbook_to_a_case_study_and_its_assembly(viewport, visits):
    page = visits.window(java_script_enabled=False, viewport=viewport)
    page.goto("/")
    open_menu(page)
    follow(page, "Handbook", "header")
    assert page.url.endswith("/handbook/")
    assert "It is not the official handbook" in page.locator("main").inner_text()

    follow(page, "Recruiting by civic lottery")
    assert title(page) == "Recruiting by civic lottery"
    assert "Chapter 4 of 13" in page.locator("main").inner_text()
    assert page.locator("[aria-current=page]", has_text="Recruiting by civic lottery").count() >= 1
    follow(page, "Next chapter")
    assert title(page) == "Helping everyone take part"
    page.reload()
    assert title(page) == "Helping everyone take part"
    follow(page, "Previous chapter")
    assert title(page) == "Recruiting by civic lottery"

    page.get_by_text("Cite this page").click()
    cited = page.locator(".cite__words").inner_text()
    assert "Recruiting by civic lottery. In: Running a citizens' assembly: a short handbook." in cited
    assert page.url in cited

    follow(page, "Read or print it on one page")
    assert title(page) == "Running a citizens' assembly: a short handbook"
    follow(page, "Learning as you go")
    heading = page.get_by_role("heading", name="13. Learning as you go")
    assert -1 <= heading.bounding_box()["y"] < viewport["height"]
    follow(page, "Read it chapter by chapter")

    open_menu(page)
    follow(page, "Case studies", "header")
    follow(page, "Greater Cambridge: space for buses, bikes and people")
    assert "48 of 53" in page.locator("main").inner_text()
    follow(page, "Greater Cambridge Citizens' Assembly: all that is published of it")
    assert title(page) == "Greater Cambridge Citizens' Assembly"
    follow(page, "Greater Cambridge: space for buses, bikes and people")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("where", ["ChapterPage", "on one page"])
def test_a_note_leads_there_and_back_and_says_where_the_reader_is(where, viewport, visits, trial):
    page = visits.window(java_script_enabled=False, viewport=viewport)
    page.goto(trial.pages["furnished"][where])
    page.locator("[role=doc-noteref]").last.click()
    there = page.evaluate(MARKED)
    assert there["id"].endswith("n-law")
    assert there["marked"]
    assert there["inView"]
    page.reload()
    assert page.evaluate(MARKED) == there, "the place survives a reload"
    page.locator(":target [role=doc-backlink]").click()
    back = page.evaluate(MARKED)
    assert back["id"].endswith("r1-law")
    assert back["marked"]
    assert back["inView"]


def test_two_headings_of_the_same_name_are_two_places(visits, trial):
    page = visits.window(java_script_enabled=False)
    page.goto(trial.pages["furnished"]["ChapterPage"])
    links = page.get_by_role("navigation", name="On this page").get_by_role("link", name="What happens next")
    assert links.count() == 2
    tops = []
    for place in (0, 1):
        links.nth(place).click()
        assert page.evaluate(MARKED)["inView"]
        tops.append(page.evaluate("document.querySelector(':target').offsetTop"))
    assert tops[0] < tops[1]


def test_on_paper_a_publication_has_its_contents_its_notes_and_no_way_back(visits, trial):
    page = visits.window(java_script_enabled=False)
    page.goto(trial.pages["furnished"]["on one page"])
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Contents").is_visible()
    assert page.get_by_text("A lottery is fair.").is_visible()
    for hidden in (".notes__back", ".on-screen", "header nav"):
        found = page.locator(hidden)
        assert found.count() > 0, hidden
        assert not any(found.nth(place).is_visible() for place in range(found.count())), hidden
