"""House rules for the blocks of a text: each can be seen and understood before it is chosen."""

import re

import pytest
from django.template.loader import get_template
from django.urls import reverse
from wagtail import blocks

from cms.core.blocks.story import StoryBlock
from tests import factories
from tests.house.test_pages import wrong_headings
from tests.reading import seen

STORY = StoryBlock()
KINDS = STORY.child_blocks
every_block = pytest.mark.parametrize("name", KINDS)


def unexplained(block) -> list[str]:
    """What an editor would miss in the list of blocks."""
    said = {
        "description": block.get_description().endswith("."),
        "group": block.meta.group,
        "preview": block.is_previewable,
        "template": getattr(block.meta, "template", None),
        "name": block.label,
    }
    return [what for what, there in said.items() if not there]


@every_block
def test_a_block_says_what_it_is_for_and_shows_what_it_looks_like(name):
    assert unexplained(KINDS[name]) == []
    get_template(KINDS[name].meta.template)


def test_a_block_without_an_explanation_is_noticed():
    bare = blocks.StructBlock([("text", blocks.CharBlock())])
    bare.set_name("")
    assert unexplained(bare) == ["description", "group", "preview", "template", "name"]


@every_block
def test_the_preview_of_a_block_shows_words_in_our_style_and_in_light_mode(name, site, editor):
    block = KINDS[name]
    answer = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    page = seen(answer.content)
    assert [attrs["class"] for attrs in page.all("html")] == ["in-light"]
    assert any("css/site" in attrs["href"] for attrs in page.all("link"))
    inside = answer.content.decode().partition('<div class="prose">')[2].partition("</main>")[0]
    assert len(re.sub(r"<[^>]*>", " ", inside).split()) > 2


def missing_from(html: str, kinds) -> list[str]:
    """The blocks of which nothing is to be seen."""
    signs = {
        "heading": "<h3",
        "paragraph": "<b>two</b>",
        "quote": "<blockquote>",
        "notice": 'class="notice',
        "steps": 'class="agenda steps"',
        "accordion": 'class="accordion"',
        "key_facts": 'class="facts"',
        "table": "<caption>",
        "figure": 'class="figure"',
        "video": "<audio",
        "document": 'class="document"',
        "action": 'class="action"',
        "links": 'class="links"',
    }
    return [name for name in kinds if signs.get(name, name) not in html]


def test_the_furnished_page_shows_every_block(furnished, reader):
    html = reader.get(furnished.information.get_url()).content.decode()
    assert missing_from(html, KINDS) == []
    assert missing_from("<h3>", ["heading", "quote", "some_new_block"]) == ["quote", "some_new_block"]


@every_block
def test_an_unfinished_block_can_be_previewed(name, site, reader):
    empty = KINDS[name].get_default() if name != "paragraph" else ""
    page = factories.information(body=[(name, empty)])
    answer = reader.get(page.get_url())
    assert answer.status_code == 200
    assert wrong_headings(answer.content) in ([], ["h1 then h3"])


def inside(block):
    """The block and every block in it."""
    yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in (*children, *filter(None, [getattr(block, "child_block", None)])):
        yield from inside(child)


def raw_html(block) -> list[str]:
    """Blocks in it that would let an editor write any HTML."""
    return [one.name for one in inside(block) if isinstance(one, blocks.RawHTMLBlock)]


def test_no_block_takes_raw_html():
    found = list(inside(STORY))
    assert len(found) > len(KINDS)
    assert raw_html(STORY) == []
    assert raw_html(blocks.ListBlock(blocks.StructBlock([("code", blocks.RawHTMLBlock())]))) == ["code"]
