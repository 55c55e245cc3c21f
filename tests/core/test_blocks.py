"""Blocks in use: what a draft may lack, what stops publication, what search and translators get."""

from dataclasses import replace

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from home.models import InformationPage
from tests import factories
from tests.blocks import CELLS, FILM, story


@pytest.fixture
def page(site):
    return factories.information()


@pytest.fixture
def send(page, editor):
    """Sends the page's form with this text, as the button "Save draft" or "Publish" does."""

    def sent(*body, publish: bool):
        fields = {
            "title": page.title,
            "slug": page.slug,
            "body": streamfield(list(body)),
            "citations": streamfield([]),
            "comments": inline_formset([]),
        }
        pressed = {"action-publish": "Publish"} if publish else {}
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return editor.post(address, nested_form_data(fields) | pressed)

    return sent


def went_through(answer) -> bool:
    """Whether the form was taken: the editor is sent on."""
    return answer.status_code == 302


FILM_BLOCK = {"title": "The last day", "url": FILM, "media": "", "transcript": ""}
NO_TRANSCRIPT = "people who cannot hear are left out"
BUTTON = {"text": "Read on", "page": "", "url": "", "note": ""}
TABLE = {"caption": "Ages", "cells": CELLS, "header_row": "on", "note": ""}


def test_a_film_without_a_transcript_is_a_draft_and_nothing_more(send, page):
    assert went_through(send(("video", FILM_BLOCK), publish=False))
    draft = InformationPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.body[0].value["url"] == FILM
    answer = send(("video", FILM_BLOCK), publish=True)
    assert not went_through(answer)
    assert NO_TRANSCRIPT in answer.content.decode()
    assert len(InformationPage.objects.get(pk=page.pk).body) == 0


def test_a_film_with_a_transcript_is_published(send, page):
    block = FILM_BLOCK | {"transcript": "Good evening."}
    assert went_through(send(("video", block), publish=True))
    assert InformationPage.objects.get(pk=page.pk).body[0].value["transcript"] == "Good evening."


@pytest.mark.parametrize(("on_the_file", "published"), [("Good evening.", True), (" \n ", False)])
def test_an_uploaded_recording_may_bring_its_own_transcript(on_the_file, published, send, page):
    media = factories.media(transcript=on_the_file)
    block = FILM_BLOCK | {"url": "", "media": str(media.pk)}
    answer = send(("video", block), publish=True)
    assert went_through(answer) is published
    assert (NO_TRANSCRIPT in answer.content.decode()) is not published


SENTENCES = [
    ("video", FILM_BLOCK | {"url": "", "transcript": "Hello."}, "Give the address of the film or recording"),
    ("action", BUTTON, "Say where the button leads"),
    ("table", TABLE | {"cells": "one row | only"}, "A table needs two rows or more"),
    ("table", TABLE | {"cells": "\n".join(["a | b"] * 501)}, "This table is too large for a page"),
    (
        "table",
        TABLE | {"cells": "\n".join([" | ".join("a" * 101)] * 2)},
        "This table is too large for a page",
    ),
]


@pytest.mark.parametrize(("kind", "block", "sentence"), SENTENCES)
def test_what_cannot_be_published_is_said_in_a_sentence(kind, block, sentence, send):
    assert went_through(send((kind, block), publish=False))
    answer = send((kind, block), publish=True)
    assert not went_through(answer)
    assert sentence in answer.content.decode()


def test_a_button_leads_to_one_place_not_two(send, page):
    both = BUTTON | {"page": str(page.pk), "url": "https://example.org/"}
    assert "Keep one of the two" in send(("action", both), publish=True).content.decode()
    file = FILM_BLOCK | {"media": str(factories.media().pk), "transcript": "Hello."}
    assert "Keep one of the two" in send(("video", file), publish=True).content.decode()


def test_empty_steps_and_parts_and_tables_may_be_a_draft(send):
    empty_text = rich_text("")
    body = (
        ("steps", {"steps": streamfield([])}),
        ("accordion", {"parts": streamfield([("", {"title": "", "text": empty_text})])}),
        ("table", {"caption": "", "cells": "", "note": ""}),
    )
    assert went_through(send(*body, publish=False))


def test_what_is_pasted_from_a_spreadsheet_shows_where_each_cell_ends(send, page, reader):
    block = TABLE | {"cells": "\tMembers\r\n16 to 24\t7\r\n"}
    assert went_through(send(("table", block), publish=True))
    stored = InformationPage.objects.get(pk=page.pk).body[0].value["cells"]
    assert stored == " | Members\n16 to 24 | 7"
    html = reader.get(page.get_url()).content.decode()
    assert '<th scope="col" class="number">Members</th>' in html


def test_a_button_to_a_page_that_readers_cannot_see_is_not_shown(site, reader):
    hidden = factories.information(live=False)
    page = factories.information(body=[("action", {"text": "Read on", "page": hidden})])
    assert "Read on" not in reader.get(page.get_url()).content.decode()


def everything():
    """A page with every block, as the database has it."""
    document = factories.document(title="The long report")
    media = factories.media(transcript="Words in the recording.")
    body = story(document, factories.image(), media, factories.person_index())
    return InformationPage.objects.get(pk=factories.information(body=body).pk)


WORDS = {
    "Listen": "the title of a step",
    "To all sides.": "the text of a step",
    "Who pays?": "the title of a part",
    "The council does.": "the text of a part",
    "Members by age": "the caption of a table",
    "16 to 24": "a cell of a table",
    "Rounded": "the note of a table",
    "Read the report": "the words on a button",
    "members": "what a figure means",
    "Welcome, everybody.": "a transcript",
}
ONLY_FOUND = {"Words in the recording.": "the transcript of a file", "The long report": "a document"}


def test_the_search_index_holds_the_words_of_every_block(site):
    body = everything().body
    text = "\n".join(body.stream_block.get_searchable_content(body))
    assert [what for words, what in (WORDS | ONLY_FOUND).items() if words not in text] == []


def test_the_words_of_every_block_reach_the_translator(site):
    strings = "\n".join(
        segment.string.data for segment in extract_segments(everything()) if hasattr(segment, "string")
    )
    assert [what for words, what in WORDS.items() if words not in strings] == []


def test_a_transcript_is_read_from_the_block_before_the_file(site, reader):
    media = factories.media(transcript="Of the file.", type="video", width=640, height=360)
    body = [
        ("video", {"title": "A", "media": media}),
        ("video", {"title": "B", "media": media, "transcript": "Mine."}),
    ]
    html = reader.get(factories.information(body=body).get_url()).content.decode()
    assert html.count("Of the file.") == html.count("Mine.") == 1
    assert html.count('<video controls preload="none"') == 2


def test_a_translated_page_keeps_its_blocks_and_the_shape_of_its_tables(site):
    page = everything()
    welsh = factories.locale("cy")
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=welsh)
    for segment in StringSegment.objects.filter(source=source):
        words = segment.string.data.replace("Members", "Aelodau")
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=welsh, data=words
        )
    translation.save_target(publish=True)
    copy = page.get_translation(welsh)
    assert [block.block_type for block in copy.body] == [block.block_type for block in page.body]
    kinds = [block.block_type for block in page.body]
    table, copied = (each.body[kinds.index("table")].value.table for each in (page, copy))
    assert [cell.text for cell in copied.head] == ["Age", "Area", "Aelodau"]
    assert copied.body == [
        [replace(cell, label=cell.label.replace("Members", "Aelodau")) for cell in row] for row in table.body
    ]
