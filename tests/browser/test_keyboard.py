"""Everything can be reached and seen with the keyboard alone, and read on paper."""

import pytest

from tests.browser.conftest import DESK, PHONE

FOCUS = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const box = here.getBoundingClientRect(), style = getComputedStyle(here);
    const at = document.elementFromPoint(box.x + Math.min(box.width, 20) / 2, box.y + box.height / 2);
    return {
        name: (here.innerText || here.getAttribute('aria-label') || here.name || '').trim().slice(0, 40),
        tag: here.tagName, className: here.className, id: here.id,
        inView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
        onTop: !!at && (here.contains(at) || at.contains(here)),
        marked: style.boxShadow !== 'none'
            || (parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none'
                && !style.outlineColor.endsWith(', 0)')),
    };
}"""


def stops(page, most: int = 200) -> list[dict]:
    """Every place the tab key leads to, in order, until it leaves the page or comes round."""
    found = []
    for _press in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here is None or (found and here == found[0]):
            break
        found.append(here)
    return found


PLACES = ["HomePage", "RecommendationPage", "tracker", "AssemblyPage", "InformationPage", "ranked"]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", PLACES)
def test_the_tab_key_leads_through_the_page_and_nobody_loses_their_place(name, viewport, visits, trial):
    page = visits.window(viewport=viewport)
    page.goto(trial.pages["furnished"][name])
    found = stops(page)
    assert len(found) > 10
    assert found[0]["className"] == "skip"
    assert [each for each in found if not each["inView"]] == []
    assert [each for each in found if not each["marked"]] == []
    assert [each for each in found if not each["onTop"]] == []


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_first_link_leads_past_the_menu(script, visits):
    page = visits.window(java_script_enabled=script)
    page.goto("/evidence/")
    skip = page.get_by_role("link", name="Skip to main content")
    page.keyboard.press("Tab")
    assert skip.is_visible()
    box = skip.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["height"] >= 24
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    inside = page.locator("main :focus")
    assert inside.count() == 1


def test_what_is_folded_opens_and_shuts_by_key(visits, trial):
    page = visits.window()
    page.goto(trial.pages["furnished"]["RecommendationPage"])
    folded = page.locator("main details").first
    folded.locator("summary").focus()
    assert folded.get_attribute("open") is None
    page.keyboard.press("Enter")
    assert folded.get_attribute("open") is not None
    page.keyboard.press("Space")
    assert folded.get_attribute("open") is None


def test_a_filter_is_set_and_sent_by_key(visits):
    page = visits.window()
    page.goto("/evidence/")
    page.get_by_label("Words").focus()
    page.keyboard.type("health")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=health**")
    assert page.locator("ul.cards > li").count() > 0


def test_on_paper_there_are_words_and_no_menus(visits, trial):
    page = visits.window()
    page.goto(trial.pages["furnished"]["RecommendationPage"])
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("h1").is_visible()
    assert page.get_by_role("heading", name="What members asked", level=2).is_visible()
    for hidden in ("header nav", "a.skip", "nav.crumbs", "footer nav"):
        found = page.locator(hidden)
        assert not any(found.nth(place).is_visible() for place in range(found.count())), hidden
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_motion_is_left_out_for_those_who_asked(visits):
    page = visits.window(reduced_motion="reduce")
    page.goto("/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(each => {
            const style = getComputedStyle(each);
            return style.scrollBehavior === 'smooth' || parseFloat(style.animationDuration) > 0.01;
        }).length"""
    )
    assert moving == 0
