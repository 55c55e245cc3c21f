"""No barrier on any page type: light and dark, on a phone and at a desk, with everything unfolded."""

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESK, PHONE

TYPES = (
    *("HomePage", "InformationPage", "UpdatesPage", "ProgrammePage", "AssemblyPage", "EventIndexPage"),
    *("EventPage", "PersonIndexPage", "PersonPage", "EvidenceLibraryPage", "EvidencePage", "TrackerPage"),
    *("SelectionPage", "StoryIndexPage", "StoryPage"),
    *("RecommendationPage", "BallotPage", "StatementPage", "ResponseIndexPage", "ResponsePage"),
    *("PublicationPage", "ChapterPage", "CaseStudyIndexPage", "CaseStudyPage"),
)
MORE = (
    *("ranked", "choices", "film", "workshop", "tracker", "evidence", "events", "topics", "topic", "plain"),
    *("on one page", "statement on one side", "scorecard", "widget of an assembly", "widget of one", "embed"),
)
# One or more pages of the real programme stand there, or none. It has no stories, and none is made up.
NOT_REAL = {"HomePage", "UpdatesPage", "PersonIndexPage", "InformationPage", "StoryIndexPage", "StoryPage"}
NOT_REAL |= {"StatementPage"}
REAL = tuple(name for name in TYPES if name not in NOT_REAL)
ADDRESSES = {
    "starter page": "/accessibility/",
    "about": "/about/",
    "not found": "/no-such-page/",
    "nothing fits": "/evidence/?words=zebras",
    "filtered": "/recommendations/?decision=accepted&words=bus",
    "a value it does not know": "/recommendations/?decision=perhaps",
    "last page": "/recommendations/?page=2",
    "search": "/search/",
    "search results": "/search/?words=cambridge&page=2",
    "search of one kind": "/search/?words=bus&kind=recommendation",
    "search of nothing": "/search/?words=zebras&assembly=romsey",
    "handbook on one page": "/handbook/print/",
    "progress": "/progress/",
    "progress for other sites": "/progress/embed/",
    "progress in a frame": "/progress/widget/",
}
PLACES = [
    *((f"furnished {name}", "furnished", name) for name in (*TYPES, *MORE)),
    *((f"real {name}", "real", name) for name in REAL),
    *((name, "address", name) for name in ADDRESSES),
]
every_place = pytest.mark.parametrize(
    ("kind", "name"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES]
)


def address(trial, kind: str, name: str) -> str:
    if kind == "address":
        return ADDRESSES[name]
    found = trial.pages[kind].get(name)
    if not found and name == "PersonPage":
        found = trial.pages["furnished"][name]
    return found if isinstance(found, str) else found[0]


def unfold(page) -> None:
    """Everything that is folded away is part of the page too."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


@every_place
def test_axe_finds_no_barrier(kind, name, visits, trial):
    page = visits.window()
    page.goto(address(trial, kind, name))
    found = violations(page)
    unfold(page)
    modes = [(DESK, "light"), (PHONE, "dark")]
    # The furnished pages hold every part there is: these are looked at in every way.
    modes += [(DESK, "dark"), (PHONE, "light")] if kind == "furnished" else []
    for viewport, scheme in modes:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {viewport['width']}: {each}" for each in violations(page)]
    assert found == []


WIDER = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = each => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(each).overflowX);
    const hidden = each => {
        for (let up = each.parentElement; up && up !== document.body; up = up.parentElement)
            if (scrolls(up)) return true;
        return false;
    };
    const wide = [...document.querySelectorAll('body *')].filter(
        each => each.getBoundingClientRect().right > width + 1 && !hidden(each));
    return [document.scrollingElement.scrollWidth - width,
        wide.slice(0, 5).map(each => each.tagName + '.' + each.getAttribute('class'))];
}"""


@every_place
def test_nothing_is_wider_than_a_narrow_phone(kind, name, visits, trial):
    page = visits.window(viewport={"width": 320, "height": 640})
    page.goto(address(trial, kind, name))
    assert page.evaluate(WIDER) == [0, []]
    unfold(page)
    assert page.evaluate(WIDER) == [0, []]


def test_axe_does_find_a_barrier(visits):
    page = visits.window()
    page.goto("/about/")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/favicon.ico\">')")
    visits.wrong.clear()
    assert [each.split(":")[0] for each in violations(page)] == ["image-alt"]
    page.evaluate("document.body.style.minWidth = '2000px'")
    assert page.evaluate(WIDER)[0] > 0
    page.wait_for_load_state("networkidle")
    visits.wrong.clear()


SCREENS = {
    "a recommendation": "/admin/pages/{RecommendationPage}/edit/",
    "a page with every block": "/admin/pages/{InformationPage}/edit/",
    "a publication": "/admin/pages/{PublicationPage}/edit/",
    "a case study": "/admin/pages/{CaseStudyPage}/edit/",
    "recommendations with where they stand": "/admin/pages/{TrackerPage}/",
    "a story": "/admin/pages/{StoryPage}/edit/",
    "the consent to a story": "/admin/stories/{StoryPage}/consent/",
    "withdrawing a story": "/admin/stories/{StoryPage}/withdraw/",
    "importing": "/admin/imports/",
    "proposals of lead services": "/admin/proposals/",
    "a new link": "/admin/proposals/link/{TrackerPage}/",
    "topics": "/admin/snippets/core/topic/",
    "a new organisation": "/admin/snippets/core/organisation/add/",
    "council details": "/admin/settings/core/sitesettings/",
}


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_no_barrier_in_the_screens_we_give_editors(name, editor, trial, visits):
    editor.goto(SCREENS[name].format(**trial.pages["ids"]))
    editor.wait_for_load_state("networkidle")
    # The boxes in which topics and formatted text are typed are Wagtail's own, and have no label.
    wagtails_own = (".tagit", ".public-DraftEditor-content")
    assert violations(editor, inside="main", outside=wagtails_own) == []
