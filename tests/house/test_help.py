"""House rules for help: nobody has to guess what belongs into a box, and tabs stand in one order."""

import re

import pytest
from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, get_edit_handler
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from cms.core.blocks.story import StoryBlock
from cms.core.models import SiteSettings
from cms.core.models.pages import tabs
from home.models import InformationPage
from tests.house.test_models import MODELS, own_fields

TYPES = [model for model in get_page_models() if model is not Page]
FORMS = [*TYPES, *(model for model in get_snippet_models() if model in MODELS), SiteSettings]
FILES = [model for model in apps.get_app_config("assets").get_models() if hasattr(model, "admin_form_fields")]
every_form = pytest.mark.parametrize("model", FORMS, ids=lambda model: model._meta.label)

VAGUE = re.compile(
    r"^(?:Enter|Please|The (?:field|value)|Text of)\b|\bfield\b|e\.g\.|i\.e\.|etc\.", re.IGNORECASE
)


def boxes(panel, helped: bool = False):
    """Every field of a form and of the rows inside it, with whether it or the group around it has help."""
    if isinstance(panel, FieldPanel):
        text = panel.help_text or panel.db_field.help_text
        yield f"{panel.model.__name__}.{panel.field_name}", bool(text) or helped
    elif isinstance(panel, InlinePanel):
        yield f"{panel.model.__name__}.{panel.relation_name}", bool(panel.help_text)
        yield from boxes(panel.child_edit_handler)
    else:
        for child in getattr(panel, "children", ()):
            yield from boxes(child, helped or bool(panel.help_text))


def without_help(panel) -> list[str]:
    """The fields of a form about which nothing is said."""
    return [name for name, helped in boxes(panel) if not helped]


def parts_of(block, path: str = ""):
    """Every block below this one with the way to it: `steps.title`."""
    for name, child in getattr(block, "child_blocks", {}).items():
        yield f"{path}{name}", child
        yield from parts_of(child, f"{path}{name}.")
    if isinstance(block, blocks.ListBlock):
        yield from parts_of(block.child_block, path)


def help_of(block) -> str:
    """What a block says to an editor: on the box, or on the list."""
    box = getattr(block, "field", None)
    return str(getattr(block.meta, "help_text", "") or getattr(box, "help_text", "") or "")


def boxes_without_help(block) -> list[str]:
    """The boxes and lists of a block about which nothing is said."""
    structures = blocks.StructBlock | blocks.StreamBlock
    return [path for path, part in parts_of(block) if not isinstance(part, structures) and not help_of(part)]


def texts_of(model) -> list[str]:
    """Every help text an editor reads in the form of this model."""
    streams = [field for field in own_fields(model) if isinstance(field, StreamField)]
    found = [str(field.help_text) for field in own_fields(model)]
    return found + [help_of(part) for field in streams for _path, part in parts_of(field.stream_block)]


def noise(texts) -> list[str]:
    """Help that is too long to be read, or says nothing."""
    return [text for text in texts if text and (len(text) > 160 or VAGUE.search(text))]


@every_form
def test_every_field_says_what_belongs_into_it(model):
    assert without_help(get_edit_handler(model)) == []


@pytest.mark.parametrize("model", FILES, ids=lambda model: model.__name__)
def test_every_field_of_a_file_says_what_belongs_into_it(model):
    fields = {field.name: field for field in own_fields(model) if field.name in model.admin_form_fields}
    assert [name for name, field in fields.items() if not field.help_text and name != "tags"] == []
    assert fields


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_box_of_every_block_says_what_belongs_into_it(model):
    streams = [field for field in own_fields(model) if isinstance(field, StreamField)]
    lacking = {field.name: boxes_without_help(field.stream_block) for field in streams}
    assert {name: paths for name, paths in lacking.items() if paths} == {}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_help_is_short_and_says_something(model):
    assert noise(texts_of(model)) == []


def test_a_field_without_help_is_noticed():
    bare = ObjectList(["body", "live"]).bind_to_model(InformationPage)
    assert without_help(bare) == ["InformationPage.live"]
    helped = ObjectList(["live"], help_text=_("Both are said together.")).bind_to_model(InformationPage)
    assert without_help(helped) == []
    block = blocks.StructBlock([("text", blocks.CharBlock()), ("list", blocks.ListBlock(blocks.CharBlock()))])
    assert boxes_without_help(block) == ["text", "list"]
    assert boxes_without_help(StoryBlock()) == []
    assert len(noise(["Enter the title.", "A field.", "Long. " * 40, "As on its cover."])) == 3


def misplaced_tabs(form) -> list[str]:
    """The tabs of a page's form, if the last two are not those of all the others."""
    headings = [str(tab.heading) for tab in form.children]
    return [] if headings[-2:] == ["Sources", "Address and menu"] else headings


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label)
def test_the_tabs_of_every_page_stand_in_the_same_order(model):
    assert misplaced_tabs(get_edit_handler(model)) == []
    first = get_edit_handler(model).children[0]
    assert [panel.field_name for panel in first.children[:2]] == ["title", "summary"]


def test_tabs_in_another_order_are_noticed():
    assert misplaced_tabs(tabs((_("Sources"), []), (_("The page"), []))) == ["Sources", "The page"]
