"""The whole publication on one page: its headings in order, its ids its own, its cost that of one chapter."""

import re

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.publications.models import ChapterPage
from tests import factories
from tests.blocks import story
from tests.budgets.counting import asked_by, repeated, shape_of, statements_of
from tests.house.test_pages import wrong_headings
from tests.reading import seen

# The page and its type, those above it, who may read it and its chapters are five. Pictures and their sizes,
# documents, recordings, pages behind buttons, links to pages and links to documents are seven more.
MOST = 12


@pytest.fixture
def publication(site):
    return factories.publication(title="The handbook", slug="handbook")


def whole(page) -> str:
    return f"{page.get_url()}print/"


def full_chapter(publication, number):
    """A chapter with pictures, files, links, headings and notes, each of its own."""
    document, image = factories.document(), factories.image()
    linked = factories.information()
    return factories.chapter(
        publication,
        title=f"Chapter {number}",
        body=[
            *story(document, image, factories.media(transcript="Good evening."), linked),
            ("paragraph", f'<p>See <a linktype="page" id="{linked.pk}">this</a>[^note].</p>'),
            ("paragraph", f'<p>And <a linktype="document" id="{document.pk}">that</a>[^note].</p>'),
        ],
        footnotes=[factories.note("note", f"<p>Note of chapter {number}.</p>")],
        key_facts=[("fact", {"text": "A fact.", "sources": []})],
        checklist="One\nTwo",
        citations=[factories.citation()],
    )


def test_everything_is_there_in_order_with_one_h1_and_no_level_left_out(publication, reader):
    for number in (1, 2, 3):
        full_chapter(publication, number)
    answer = reader.get(whole(publication))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert wrong_headings(html) == []
    places = [html.index(f"Note of chapter {number}.") for number in (1, 2, 3)]
    assert places == sorted(places)
    assert html.count("<h4 id=") == 3, "a heading below a heading stands below the chapter's own"


def test_an_introduction_stands_above_the_chapters(publication, reader):
    publication.introduction = [("heading", {"text": "Before you read", "level": "2"})]
    publication.save()
    factories.chapter(publication, body=[("heading", {"text": "First", "level": "2"})])
    html = reader.get(whole(publication)).content.decode()
    assert wrong_headings(html) == []
    assert re.findall(r"<(h\d)[^>]*>(Before you read|First)<", html) == [
        ("h2", "Before you read"),
        ("h3", "First"),
    ]


def test_no_id_is_used_twice_and_every_link_on_the_page_leads_somewhere(publication, reader):
    for number in (1, 2, 3):
        full_chapter(publication, number)
    found = seen(reader.get(whole(publication)).content)
    ids = found.ids()
    assert sorted(ids) == sorted(set(ids))
    jumps = [attrs["href"][1:] for attrs in found.all("a") if attrs.get("href", "").startswith("#")]
    assert set(jumps) <= set(ids)
    assert len([jump for jump in jumps if jump.startswith("chapter-")]) == 3


def test_its_address_for_search_engines_is_that_of_the_publication(publication, reader):
    factories.chapter(publication)
    found = seen(reader.get(whole(publication)).content)
    [canonical] = [attrs["href"] for attrs in found.all("link") if attrs.get("rel") == "canonical"]
    assert canonical == f"http://testserver{publication.get_url()}"


def test_the_publication_and_its_chapters_lead_to_it(publication, reader):
    chapter = factories.chapter(publication)
    for page in (publication, chapter):
        assert whole(publication) in {a["href"] for a in seen(reader.get(page.get_url()).content).all("a")}


def test_it_asks_no_more_with_many_chapters_than_with_one(publication, reader):
    full_chapter(publication, 1)
    few = statements_of(reader, whole(publication))
    assert len(few) <= MOST, "\n".join(shape_of(each)[:200] for each in few)
    for number in range(2, 9):
        full_chapter(publication, number)
    many = statements_of(reader, whole(publication))
    assert sorted(map(shape_of, many)) == sorted(map(shape_of, few))


def test_it_asks_nothing_twice(furnished, reader):
    statements = statements_of(reader, whole(furnished.publication))
    assert repeated(statements) == []


def test_the_first_visit_with_nothing_remembered_asks_no_more_either(publication, reader):
    from django.core.cache import cache

    asked = []
    for last in (1, 6):
        for number in range(last - 1 or 1, last + 1):
            full_chapter(publication, number)
        reader.get(whole(publication))
        cache.clear()
        asked.append(len(asked_by(reader, whole(publication))))
    assert asked[0] == asked[1]


def test_links_in_a_text_are_looked_up_once_for_all_of_them(publication, reader):
    page = full_chapter(publication, 1)
    links = [("paragraph", f'<p><a linktype="page" id="{factories.information().pk}">x</a></p>')]
    few = statements_of(reader, page.get_url())
    page = ChapterPage.objects.get(pk=page.pk)
    for block in links * 5:
        page.body.append(block)
    page.save()
    assert len(statements_of(reader, page.get_url())) == len(few)


def test_a_link_to_a_page_that_is_gone_is_no_error(publication, reader):
    body = [
        ("paragraph", '<p><a linktype="page" id="999999999999999999999">x</a> <a linktype="page">y</a></p>')
    ]
    page = factories.chapter(publication, body=body)
    assert reader.get(page.get_url()).status_code == 200


def test_a_link_leads_to_the_page_in_the_readers_language(publication, reader):
    there = factories.information(slug="there")
    factories.home().copy_for_translation(factories.locale("cy")).save_revision().publish()
    welsh = there.copy_for_translation(factories.locale("cy"), copy_parents=True)
    welsh.save_revision().publish()
    text = [("paragraph", f'<p><a linktype="page" id="{there.pk}">x</a></p>')]
    english = factories.information(body=text)
    copy = english.copy_for_translation(factories.locale("cy"))
    copy.save_revision().publish()
    assert there.get_url() in reader.get(english.get_url()).content.decode()
    html = reader.get(copy.specific.get_url()).content.decode()
    assert f'href="{Page.objects.get(pk=welsh.pk).get_url()}"' in html


@pytest.mark.parametrize(
    "path", ["nowhere/print/", "about/print/", "print/", "handbook/print/print/", "handbook/x/"]
)
def test_there_is_no_such_view_of_anything_else(path, publication, reader):
    assert reader.get(f"/{path}").status_code == 404


def test_a_chapter_called_print_has_its_own_address(publication, reader):
    chapter = factories.chapter(publication, slug="print", title="In print")
    assert reader.get(whole(publication)).context["page"] == chapter


def test_what_is_private_is_not_shown_this_way_either(publication, reader):
    factories.chapter(publication, title="Secret plans")
    PageViewRestriction.objects.create(page=publication, restriction_type=PageViewRestriction.LOGIN)
    answer = reader.get(whole(publication), follow=True)
    assert answer.redirect_chain
    assert "Secret plans" not in answer.content.decode()


def test_a_private_chapter_is_left_out(publication, reader):
    factories.chapter(publication, title="Open")
    hidden = factories.chapter(publication, title="Secret plans")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    html = reader.get(whole(publication)).content.decode()
    assert "Open" in html
    assert "Secret plans" not in html


def test_a_publication_without_chapters_is_a_page_all_the_same(publication, reader):
    for address in (publication.get_url(), whole(publication)):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert wrong_headings(answer.content) == []
    assert whole(publication) not in reader.get(publication.get_url()).content.decode()
