"""A block that a loader leaves half empty holds empty texts, so that it can be sent to be translated."""

import pytest
from django.apps import apps
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.segments.extract import extract_segments

from tests import factories

TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.URLBlock)


def below(block):
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from below(child)
    if isinstance(block, blocks.ListBlock):
        yield from below(block.child_block)


STREAMS = {
    f"{model.__name__}.{field.name}": field.stream_block
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField) and model.__module__.startswith(("cms.", "home."))
}


@pytest.mark.parametrize("name", STREAMS)
def test_a_text_that_may_stay_empty_is_a_text(name):
    optional = [block for block in below(STREAMS[name]) if isinstance(block, TEXTS) and not block.required]
    assert [block.name for block in optional if block.get_default() != ""] == []


def test_an_assembly_with_the_least_of_everything_can_be_sent_to_be_translated(site):
    page = factories.assembly(
        key_dates=[("date", {"what": "It met"})],
        lead_facilitators=[("person", {"name": "A. Lee"})],
        key_messages=[("message", {"text": "Plant trees"})],
        costs=[("direct", {"item": "Room", "amount": 5})],
        citations=[("citation", {"title": "The report"})],
    )
    found = {
        segment.path.rsplit(".", 1)[-1] for segment in extract_segments(type(page).objects.get(pk=page.pk))
    }
    assert {"what", "name", "text", "item", "title"} <= found
