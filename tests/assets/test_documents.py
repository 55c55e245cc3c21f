"""Files that say who made them, how long they are and on what terms they are shown."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from cms.assets.models import CreditedDocument
from cms.assets.reading import page_count
from tests import factories


def broken(name: str) -> ContentFile:
    content = {
        "empty": b"",
        "words": b"This is no PDF.",
        "beginning": b"%PDF-1.7\n",
        "cut off": factories.pdf(3).read()[:200],
        "tail": b"%PDF-1.4\ntrailer<</Root 1 0 R>>startxref\n9\n%%EOF",
        "loop": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>",
        "noise": bytes(range(256)) * 20,
    }[name]
    return ContentFile(content, "broken.pdf")


BROKEN = ["empty", "words", "beginning", "cut off", "tail", "loop", "noise"]


@pytest.mark.parametrize("pages", [1, 3, 40])
def test_the_pages_of_a_pdf_are_counted_when_it_is_saved(pages, db):
    document = factories.document(file=factories.pdf(pages))
    assert CreditedDocument.objects.get(pk=document.pk).pages == pages


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_pdf_is_kept_without_a_number_of_pages(name, db):
    document = factories.document(file=broken(name))
    assert CreditedDocument.objects.get(pk=document.pk).pages is None


@pytest.mark.parametrize("name", BROKEN)
def test_counting_leaves_the_file_at_its_start(name):
    file = broken(name)
    content = file.read()
    assert page_count(file) is None
    assert file.read() == content
    whole = factories.pdf(2)
    assert page_count(whole) == 2
    assert whole.read(5) == b"%PDF-"


def test_a_number_an_editor_typed_is_left_alone(db):
    assert factories.document(file=factories.pdf(2), pages=99).pages == 99


def test_what_is_no_pdf_has_no_pages(db):
    assert factories.document(file=ContentFile(b"a,b\n1,2\n", "table.csv")).pages is None


def test_the_whole_file_is_stored(db):
    file = factories.pdf(3)
    content = file.read()
    file.seek(0)
    document = factories.document(file=file)
    with document.file.open("rb") as stored:
        assert stored.read() == content
    assert document.get_file_size() == len(content)


def test_a_document_is_shown_with_its_kind_size_pages_terms_and_changes(furnished, reader):
    html = reader.get(furnished.evidence.get_url()).content.decode()
    for words in (
        "PDF",
        "bytes",
        "2 pages",
        "© Borough Council.",
        "CC BY 4.0",
        "Names taken out.",
        "A. Writer",
    ):
        assert words in html, words
    assert "mailto:formats@example.org" in html


def test_a_document_is_handed_out_and_its_name_kept(db, reader):
    document = factories.document()
    answer = reader.get(document.url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert document.filename in answer.headers["Content-Disposition"]


def test_a_private_document_is_not_handed_out(db, reader, editor):
    kept = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(
        collection=kept, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = factories.document(collection=kept)
    answer = reader.get(document.url)
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]
    seen = editor.get(document.url)
    assert seen.status_code == 200
    assert b"".join(seen.streaming_content)


@pytest.mark.parametrize(
    "name", ["page.html", "program.exe", "script.js", "drawing.svg", "page.htm", "x.pdf.html"]
)
def test_an_editor_cannot_attach_a_web_page_or_a_program(name, db, editor):
    file = ContentFile(b"<script>alert(1)</script>", name)
    answer = editor.post("/admin/documents/add/", {"title": "Bad", "file": file, "collection": 1})
    assert answer.status_code == 200
    assert not CreditedDocument.objects.exists()


def test_an_editor_attaches_a_pdf_with_its_terms(db, editor):
    root = Collection.get_first_root_node()
    sent = {"title": "Report", "file": factories.pdf(4), "collection": root.pk, "licence": "CC BY 4.0"}
    answer = editor.post("/admin/documents/add/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    document = CreditedDocument.objects.get()
    assert (document.pages, document.licence) == (4, "CC BY 4.0")


def test_a_picture_is_shown_with_its_credit_in_two_formats(furnished, reader):
    html = reader.get(furnished.information.get_url()).content.decode()
    assert "Picture: A. Painter." in html
    assert 'alt="A square full of people"' in html
    assert ".webp" in html
    assert 'loading="lazy"' in html


def test_topics_are_shared_by_pages_pictures_and_documents(db):
    topic = factories.topic("Trees")
    for thing in (factories.image(), factories.document(), factories.media()):
        thing.tags.add(topic)
        assert [tag.name for tag in type(thing).objects.get(pk=thing.pk).tags.all()] == ["Trees"]
