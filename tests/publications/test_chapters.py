"""A chapter tells where it stands, leads on and back, and its notes lead both ways."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.publications.models import ChapterPage
from tests import factories
from tests.house.test_pages import wrong_headings
from tests.reading import seen

MARKED = ("paragraph", "<p>People are drawn by lot[^lottery].</p>")


def paragraph(words):
    return ("paragraph", RichText(f"<p>{words}</p>"))


def words(answer) -> str:
    """What stands on the page, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def publication(site):
    return factories.publication(title="The handbook", slug="handbook")


@pytest.fixture
def chapters(publication):
    return [
        factories.chapter(publication, title=title, slug=title.lower(), number=number)
        for number, title in enumerate(("Asking", "Choosing", "Paying"), start=1)
    ]


def neighbours(reader, page) -> dict[str, str]:
    links = seen(reader.get(page.get_url()).content).all("a")
    return {attrs["rel"]: attrs["href"] for attrs in links if attrs.get("rel") in {"prev", "next"}}


def test_a_chapter_leads_to_the_one_before_and_the_one_after(chapters, reader):
    first, second, third = chapters
    assert neighbours(reader, first) == {"next": second.get_url()}
    assert neighbours(reader, second) == {"prev": first.get_url(), "next": third.get_url()}
    assert neighbours(reader, third) == {"prev": second.get_url()}
    text = words(reader.get(second.get_url()))
    assert "Previous chapter 1. Asking" in text
    assert "Next chapter 3. Paying" in text


def test_a_chapter_says_where_the_reader_is(chapters, reader):
    answer = reader.get(chapters[1].get_url())
    assert "Chapter 2 of 3" in words(answer)
    html = answer.content.decode()
    assert re.search(r'<li value="2"><span aria-current="page">Choosing</span>', html)
    assert f'<li value="3"><a href="{chapters[2].get_url()}">Paying</a>' in html


def test_chapters_stand_in_the_order_of_their_numbers(publication, reader):
    last = factories.chapter(publication, title="Last", number=9)
    first = factories.chapter(publication, title="First", number=2)
    assert neighbours(reader, first) == {"next": last.get_url()}
    assert "Chapter 2 ·" in words(reader.get(first.get_url()))


def test_a_chapter_without_a_number_comes_last(chapters, publication):
    assert factories.chapter(publication).number == 4


def test_a_chapter_that_is_not_public_is_no_neighbour(chapters, reader, saving):
    first, second, third = chapters
    with saving():
        second.unpublish()
    assert neighbours(reader, first) == {"next": third.get_url()}
    PageViewRestriction.objects.create(page=third.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    with saving():
        first.save()
    assert neighbours(reader, first) == {}


def test_a_chapter_of_a_draft_does_not_name_it(publication, chapters, reader, saving):
    with saving():
        publication.unpublish()
    answer = reader.get(chapters[0].get_url())
    assert answer.status_code == 200
    assert "The handbook" not in words(answer)


@pytest.mark.parametrize("body", [[], [("paragraph", "<p>Only words.</p>")]])
def test_a_chapter_without_headings_shows_no_contents(body, publication, reader):
    page = factories.chapter(publication, body=body)
    assert "On this page" not in words(reader.get(page.get_url()))


def test_two_headings_with_the_same_title_are_both_reached(publication, reader):
    page = factories.chapter(publication, body=[("heading", {"text": "Costs", "level": "2"})] * 2)
    found = seen(reader.get(page.get_url()).content)
    links = [attrs["href"][1:] for attrs in found.all("a") if attrs["href"].startswith("#s-costs")]
    assert len(set(links)) == 2
    assert set(links) <= set(found.ids())


def test_each_passage_has_an_address_that_stays_when_the_text_around_it_changes(publication, reader):
    page = factories.chapter(publication, body=[paragraph("One."), paragraph("Two.")])

    def passages():
        html = reader.get(page.get_url()).content.decode()
        return dict(re.findall(r'<div id="(p-\w+)">.*?<p[^>]*>(\w+)\.</p>', html, re.DOTALL))

    before = {text: anchor for anchor, text in passages().items()}
    page = ChapterPage.objects.get(pk=page.pk)
    page.body.insert(0, paragraph("Nought."))
    page.save()
    after = {text: anchor for anchor, text in passages().items()}
    assert set(after) == {"Nought", "One", "Two"}
    assert (after["One"], after["Two"]) == (before["One"], before["Two"])


def test_a_note_and_its_places_lead_to_each_other_and_say_so(publication, reader):
    page = factories.chapter(
        publication, body=[MARKED, paragraph("Again[^lottery].")], footnotes=[factories.note()]
    )
    answer = reader.get(page.get_url())
    found, html = seen(answer.content), answer.content.decode()
    ids = found.ids()
    there = [attrs["href"][1:] for attrs in found.all("a") if attrs.get("role") == "doc-noteref"]
    back = [attrs["href"][1:] for attrs in found.all("a") if attrs.get("role") == "doc-backlink"]
    assert there == ["n-lottery", "n-lottery"]
    assert len(set(back)) == 2
    assert {*there, *back} <= set(ids)
    assert len(ids) == len(set(ids))
    assert '<span class="visually-hidden">Note </span>1</a>' in html
    assert "Back to note 1 in the text, place 2" in html
    assert "[^" not in html


def test_notes_stand_in_the_order_of_reading(publication, reader):
    page = factories.chapter(
        publication,
        body=[paragraph("First[^b], then[^a].")],
        footnotes=[factories.note("a", "<p>About A.</p>"), factories.note("b", "<p>About B.</p>")],
    )
    text = words(reader.get(page.get_url()))
    assert text.index("About B.") < text.index("About A.")


LOOSE = [
    ([MARKED], [], "body", "The text points to the note [^lottery], but no note has this marker."),
    ([paragraph("x[^no such]")], [], "body", "[^no such], but no note"),
    ([], [factories.note()], "footnotes", "Nothing in the text points to the note [^lottery]."),
    ([MARKED], [factories.note(), factories.note("Lottery")], "footnotes", "2 notes have the marker"),
    (
        [MARKED, ("heading", {"text": "Lot[^lottery]", "level": "2"})],
        [factories.note()],
        "body",
        "stands in a heading or a button",
    ),
]


@pytest.mark.parametrize(("body", "notes", "field", "sentence"), LOOSE)
def test_a_loose_note_is_refused_when_it_would_go_live_and_not_before(
    body, notes, field, sentence, publication
):
    page = factories.chapter(publication, live=False, body=body, footnotes=notes)
    revision = page.save_revision()
    with pytest.raises(ValidationError) as refused:
        revision.publish()
    assert list(refused.value.message_dict) == [field]
    assert sentence in " ".join(refused.value.messages)
    assert not ChapterPage.objects.get(pk=page.pk).live


def form(**fields):
    """What the browser sends for a chapter whose text points to a note."""
    sent = {
        "title": "Lots",
        "slug": "lots",
        "number": "",
        "body": streamfield([("paragraph", rich_text("<p>By lot[^lottery].</p>"))]),
        "footnotes": streamfield([]),
        "key_facts": streamfield([]),
        "citations": streamfield([]),
        "change_notes": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(sent | fields)


def send(editor, publication, **fields):
    address = reverse("wagtailadmin_pages:add", args=["publications", "chapterpage", publication.pk])
    return editor.post(address, form(**fields))


def test_an_editor_who_publishes_a_loose_marker_gets_a_sentence(publication, editor):
    answer = send(editor, publication, **{"action-publish": "1"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["body"] == [
        "The text points to the note [^lottery], but no note has this marker."
    ]
    assert not ChapterPage.objects.exists()


def test_an_editor_may_keep_a_loose_marker_in_a_draft(publication, editor):
    assert send(editor, publication).status_code == 302
    assert not ChapterPage.objects.get().live


def test_an_editor_who_wrote_the_note_publishes(publication, editor, reader):
    note = {"mark": "lottery", "text": rich_text("<p>It is fair.</p>")}
    answer = send(editor, publication, footnotes=streamfield([("note", note)]), **{"action-publish": "1"})
    assert answer.status_code == 302
    page = ChapterPage.objects.get()
    assert page.number == 1
    assert "It is fair." in words(reader.get(page.get_url()))


def test_a_marker_with_a_space_is_refused_beside_its_field(publication, editor):
    note = {"mark": "two words", "text": rich_text("<p>It is fair.</p>")}
    answer = send(editor, publication, footnotes=streamfield([("note", note)]), **{"action-publish": "1"})
    assert answer.status_code == 200
    assert "letters, digits and hyphens only" in answer.content.decode()


def test_a_number_that_is_taken_is_refused_with_a_sentence(publication, chapters, editor):
    answer = send(editor, publication, number="2")
    assert "Another chapter of this publication has this number." in answer.content.decode()
    assert send(editor, publication, number="0").status_code == 200
    assert send(editor, publication, number="99999").status_code == 200
    assert ChapterPage.objects.count() == 3


def test_publishing_a_selection_that_holds_a_loose_note_is_refused_with_a_sentence(publication, editor):
    page = factories.chapter(publication, live=False, body=[MARKED])
    page.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = editor.post(f"{address}?id={page.pk}", {"include_descendants": "false"}, follow=True)
    assert answer.status_code == 200
    assert "no note has this marker" in words(answer)
    assert not Page.objects.get(pk=page.pk).live


def test_an_incomplete_draft_can_be_looked_at(publication, editor):
    page = factories.chapter(publication, live=False, body=[MARKED], footnotes=[factories.note("other")])
    page.save_revision()
    answer = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert answer.status_code == 200
    assert "[^lottery]" in answer.content.decode()


def test_a_page_that_is_told_badly_looks_right_all_the_same(publication, reader):
    page = factories.chapter(
        publication,
        title="A very long title " * 14,
        checklist="\n".join(f"Line {number}" for number in range(500)),
        body=[("heading", {"text": "Below nothing", "level": "3"})],
    )
    answer = reader.get(page.get_url())
    assert answer.status_code == 200
    assert wrong_headings(answer.content) == []
    assert answer.content.decode().count("<li>Line ") == 500


def test_a_chapter_is_cited_with_its_book(publication, reader):
    publication.authors, publication.version = "A. Writer\nB. Painter", "2"
    publication.save()
    page = factories.chapter(publication, title="Choosing members")
    text = words(reader.get(page.get_url()))
    assert "Cite this page A. Writer and B. Painter. Choosing members. In: The handbook. Version 2." in text
    assert f"http://testserver{page.get_url()}" in text


def test_key_facts_stand_with_their_own_sources(publication, reader):
    source = factories.citation("Table 6 of the report")[1]
    page = factories.chapter(publication, key_facts=[("fact", {"text": "40 stayed.", "sources": [source]})])
    text = words(reader.get(page.get_url()))
    assert re.search(r"Key facts 40 stayed\. Source Table 6 of the report", text)
