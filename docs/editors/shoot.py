"""Takes the pictures of these pages: it does each task in a real browser, as an editor would.

Run from the root of the repository: .venv/bin/python -m docs.editors.shoot
It needs Chromium and what `bin/test browser` needs.
"""

import io
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.trials import ROOT, opened

PICTURES = Path(__file__).parent / "pictures"
WIDTH, HEIGHT, SIDEBAR = 1240, 760, 200
COLOURS = 48
TRANSCRIPT = "Good evening, and welcome. Tonight we hear from three people who use the square every day."
AGES = "\tArea\tMembers\n16 to 24\t14%\t7\n25 to 44\t31%\t15\n45 and over\t55%\t26"


@contextmanager
def worker(var: str):
    """Does the jobs that wait, so that a page can be found as soon as it is there."""
    own = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "MOOTHALL_VAR": var}
    command = [sys.executable, "manage.py", "db_worker", "--no-reload", "--no-startup-delay"]
    at_work = subprocess.Popen([*command, "--interval", "0.2", "--verbosity", "0"], cwd=ROOT, env=own)
    try:
        yield
    finally:
        at_work.terminate()
        at_work.wait(30)


class Camera:
    """An editor's window, signed in, and the pictures taken of it."""

    def __init__(self, page: Page, site):
        self.page, self.name, self.taken = page, "", 0
        self.ids, self.addresses = site.pages["ids"], site.pages["furnished"]
        page.goto("/admin/login/")
        page.locator("input[name=username]").fill("admin")
        page.locator("input[name=password]").fill(site.password)
        page.locator("button[type=submit]").click()
        page.wait_for_url("**/admin/")

    def open(self, address: str):
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")

    def add(self, kind: str, parent: str, title: str):
        """A new page of this kind below that one, with its title."""
        self.open(f"/admin/pages/add/{kind}/{self.ids[parent]}/")
        self.page.locator("#id_title").fill(title)

    def fill(self, **fields: str):
        """Fills the boxes by their names: `agenda__0__title` is the title of the first row of the agenda."""
        for name, value in fields.items():
            named = name.replace("__", "-")
            box = self.page.locator(f"#id_{named}, #{named}")
            if box.evaluate("each => each.tagName") == "SELECT":
                box.select_option(label=value)
            else:
                box.fill(value)

    def tab(self, name: str):
        self.page.get_by_role("tab").filter(has_text=name).click()

    def choose(self, field: str, words: str):
        """Chooses a page in the window that a chooser opens."""
        self.page.locator(
            f"#id_{field.replace('__', '-')}-chooser [data-chooser-action-choose]"
        ).first.click()
        window = self.page.locator(".modal-dialog")
        link = window.get_by_role("link", name=words).first
        for _attempt in range(20):  # the worker may not have come to the page yet
            window.locator("input[name=q]").fill("")
            window.locator("input[name=q]").press_sequentially(words)
            self.page.wait_for_timeout(1000)
            if link.is_visible():
                break
        link.click()
        window.wait_for(state="hidden")

    def add_block(self, name: str):
        """Adds a block of this name at the end of the text."""
        self.page.get_by_role("button", name="Insert a block").last.click()
        self.page.get_by_role("option", name=name, exact=True).click()

    def publish(self):
        self.page.get_by_role("button", name="More actions").last.click()
        self.page.get_by_role("button", name="Publish", exact=True).click()
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(1500)

    def take(self, *, top: str = "", height: int = HEIGHT, whole_width: bool = False):
        """A picture of the window, from the thing named `top` downwards."""
        page, left = self.page, 0 if whole_width else SIDEBAR
        page.evaluate("document.activeElement?.blur()")
        if top:
            page.evaluate("top => document.querySelector(top).scrollIntoView({block: 'start'})", top)
            page.evaluate("window.scrollBy(0, -170)")
        page.wait_for_timeout(400)
        clip = {"x": left, "y": 0, "width": WIDTH - left, "height": height}
        with Image.open(io.BytesIO(page.screenshot(clip=clip))) as picture:
            self.taken += 1
            small = picture.convert("RGB").quantize(
                COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
            )
            small.save(PICTURES / f"{self.name}-{self.taken}.png", optimize=True)

    def listed(self, parent: str):
        """The list of pages below this one."""
        self.open(f"/admin/pages/{self.ids[parent]}/")

    def public(self, parent: str, slug: str):
        """A page below that one, as readers see it."""
        self.open(f"{self.addresses[parent]}{slug}/")


def session_and_evidence(camera: Camera):
    """A day of the assembly with its agenda, and what was put before members on it."""
    camera.listed("EventIndexPage")
    camera.take(height=420)
    camera.add("events/eventpage", "EventIndexPage", "Day 2: what could the square be?")
    camera.fill(
        summary="Members heard three ideas for the square.", date="16 November 2019", place="Town Hall"
    )
    camera.take(height=690)
    camera.tab("Agenda and speakers")
    camera.page.get_by_role("button", name="Add part").click()
    camera.fill(agenda__0__title="Three ideas for the square", agenda__0__summary="Ten minutes each.")
    camera.page.locator("#id_agenda-0-format").select_option(label="Presentation")
    camera.take(height=690)
    camera.publish()
    camera.add("evidence/evidencepage", "EvidenceLibraryPage", "A square without cars")
    camera.fill(
        summary="Slides on four towns that closed a square to cars.", address="https://example.org/slides"
    )
    camera.page.locator("#id_kind").select_option(label="Presentation")
    camera.choose("session", "Day 2: what could the square be?")
    camera.take(height=690)
    camera.publish()
    camera.public("EvidenceLibraryPage", "a-square-without-cars")
    camera.take(height=560, whole_width=True)


def recommendation_and_ballot(camera: Camera):
    """A recommendation word for word, and the vote on it."""
    camera.add("recommendations/recommendationpage", "TrackerPage", "Benches in the shade")
    camera.fill(
        summary="Members want places to sit.",
        reference="R20",
        wording="Put benches where there is shade at noon.",
        recommended_on="1 December 2019",
    )
    camera.take(height=690)
    camera.publish()
    camera.add("recommendations/ballotpage", "TrackerPage", "Vote on benches")
    camera.fill(
        reference="B20", question="How strongly are you for or against it?", held_on="1 December 2019"
    )
    camera.page.locator("#id_kind").select_option(label="How strongly for or against")
    camera.fill(base="40")
    camera.tab("Options and results")
    camera.page.get_by_role("button", name="Add option").click()
    camera.fill(options__0__text="Put benches where there is shade at noon.")
    camera.choose("options__0__recommendation", "Benches in the shade")
    counts = {
        "strongly_support": "24",
        "support": "10",
        "neither": "2",
        "oppose": "3",
        "strongly_oppose": "1",
    }
    camera.fill(**{f"options__0__{name}_count": number for name, number in counts.items()})
    camera.take(top="[for=id_options-0-text]", height=690)
    camera.publish()
    camera.public("TrackerPage", "benches-in-the-shade")
    camera.take(height=740, whole_width=True)


def answer_and_delivery(camera: Camera):
    """What the council answers, recommendation by recommendation."""
    camera.add("recommendations/responsepage", "ResponseIndexPage", "What the council says about benches")
    camera.fill(summary="Yes to most of it.", body="Borough Council", published_on="3 March 2020")
    camera.page.locator("#id_stance").select_option(label="Accepted in part")
    camera.take(height=690)
    camera.tab("Recommendation by recommendation")
    camera.page.get_by_role("button", name="Add answer").click()
    camera.choose("entries__0__recommendation", "Benches in the shade")
    camera.page.locator("#id_entries-0-decision").select_option(label="Not accepted")
    camera.publish()
    camera.tab("Recommendation by recommendation")
    camera.take(height=640)
    camera.page.locator("#id_entries-0-decision").select_option(label="Accepted")
    camera.fill(
        entries__0__lead_service="Parks", entries__0__decision_reference="Cabinet, 2 March 2020, item 7"
    )
    camera.publish()
    camera.open(f"/admin/pages/{camera.ids['TrackerPage']}/?q=benches")
    camera.take(height=360)


def record_delivery(camera: Camera):
    """How far something has got, from the desk to the record."""
    page = camera.page
    camera.open("/admin/tracker/?q=shade")
    page.get_by_role("main").get_by_role("link", name="Put benches").first.click()
    page.wait_for_load_state("networkidle")
    camera.take(height=560)
    page.get_by_role("main").get_by_role("link", name="Record delivery").click()
    page.wait_for_load_state("networkidle")
    say_benches_were_opened(page)
    camera.take(top="[for=id_delivery]", height=690)
    page.get_by_role("button", name="Show what will be recorded").click()
    page.wait_for_load_state("networkidle")
    camera.take(height=560)
    page.get_by_role("button", name="Record it for good").click()
    page.wait_for_load_state("networkidle")


def say_benches_were_opened(page, delivery: str = "Under way"):
    """Fills in a step of delivery."""
    page.get_by_label("Delivery").select_option(label=delivery)
    page.get_by_label("Date").fill("25 June 2020")
    page.get_by_label("Sentence").fill("The first three benches stand in the shade.")
    source = page.get_by_role("group", name="Source", exact=True)
    source.get_by_label("Title").fill("News of the council")
    source.get_by_label("Address").fill("https://example.org/benches")


def correct_the_record(camera: Camera):
    """What a response decided, and how a wrong answer is put right."""
    page = camera.page
    camera.listed("ResponseIndexPage")
    page.get_by_role("link", name="What the council says about benches").first.click()
    page.wait_for_load_state("networkidle")
    camera.tab("Recommendation by recommendation")
    camera.take(height=560)
    page.get_by_role("link", name="Correct entry").first.click()
    page.wait_for_load_state("networkidle")
    camera.take(height=690)


def the_desk(camera: Camera):
    """The same step for several at once."""
    page = camera.page
    camera.open("/admin/tracker/")
    camera.take(height=690)
    boxes = page.get_by_role("checkbox", name="Choose")
    for number in range(3):
        boxes.nth(number).check()
    page.get_by_role("button", name="Record delivery for those ticked").click()
    page.wait_for_load_state("networkidle")
    say_benches_were_opened(page, "Delivered")
    page.get_by_role("button", name="Show what will be recorded").click()
    page.wait_for_load_state("networkidle")
    camera.take(height=690)


def text_page(camera: Camera):
    """A page of text, block by block."""
    camera.add("home/informationpage", "InformationPage", "Who the members are")
    camera.fill(summary="How members were chosen, and how like the town they are.")
    camera.page.get_by_role("button", name="Insert a block").last.click()
    camera.page.get_by_role("button", name="Preview").nth(8).click()
    camera.page.wait_for_timeout(1500)
    camera.take(height=HEIGHT)
    camera.page.get_by_role("option", name="Table", exact=True).click()
    camera.fill(body__0__value__caption="Members by age, beside the whole town", body__0__value__cells=AGES)
    camera.take(top="[for=body-0-value-caption]", height=620)
    camera.add_block("Film or recording")
    camera.fill(
        body__1__value__title="The last day, in four minutes", body__1__value__url="https://example.org/film"
    )
    camera.publish()
    camera.take(top="[for=body-1-value-title]", height=640)
    camera.fill(body__1__value__transcript=TRANSCRIPT)
    camera.publish()
    camera.public("InformationPage", "who-the-members-are")
    camera.take(height=740, whole_width=True)


def files(camera: Camera):
    """A picture, a document and a recording, each with its credit and what makes it accessible."""
    camera.open("/admin/images/")
    camera.page.get_by_role("link", name="A tree").first.click()
    camera.page.wait_for_load_state("networkidle")
    camera.fill(credit="A. Photographer", licence="CC BY 4.0")
    camera.take(top="[for=id_credit]", height=520)
    camera.open("/admin/documents/")
    camera.page.get_by_role("link", name="The report").first.click()
    camera.page.wait_for_load_state("networkidle")
    camera.take(top="[for=id_pages]", height=690)
    camera.open("/admin/media/")
    camera.page.get_by_role("link", name="A recording").first.click()
    camera.page.wait_for_load_state("networkidle")
    camera.fill(transcript=TRANSCRIPT)
    camera.take(top="[for=id_transcript]", height=560)
    camera.open(camera.addresses["InformationPage"])
    camera.take(top=".document", height=420, whole_width=True)


PAGES = {
    "session-and-evidence": session_and_evidence,
    "recommendation-and-ballot": recommendation_and_ballot,
    "answer-and-delivery": answer_and_delivery,
    "record-delivery": record_delivery,
    "correct-the-record": correct_the_record,
    "the-desk": the_desk,
    "text-page": text_page,
    "files": files,
}


def main():
    """Does every task, one after the other, and keeps the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as var,
        opened(Path(var)) as site,
        worker(var),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        window = {"width": WIDTH, "height": HEIGHT}
        context = browser.new_context(base_url=site.url, viewport=window, reduced_motion="reduce")
        context.set_default_timeout(15_000)
        camera = Camera(context.new_page(), site)
        for name, task in PAGES.items():
            camera.name, camera.taken = name, 0
            task(camera)
        browser.close()


if __name__ == "__main__":
    main()
