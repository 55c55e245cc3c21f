"""A PDF that is replaced is counted again, and one that is locked never stops an editor."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pypdf.errors import DependencyError
from wagtail.models import Collection

from cms.assets import reading
from cms.assets.models import CreditedDocument
from tests import factories

LOCKED = Path(__file__).with_name("locked.pdf")


def replaced(document, file, **fields):
    document = CreditedDocument.objects.get(pk=document.pk)
    for name, value in {"file": file, **fields}.items():
        setattr(document, name, value)
    document.save()
    return CreditedDocument.objects.get(pk=document.pk)


@pytest.mark.parametrize(
    ("old", "new", "typed", "pages"),
    [(3, 7, {}, 7), (3, 3, {}, 3), (3, 7, {"pages": 9}, 9), (3, 7, {"pages": None}, 7)],
)
def test_a_new_file_is_counted_unless_the_editor_types_another_number(old, new, typed, pages, db):
    document = factories.document(file=factories.pdf(old))
    assert replaced(document, factories.pdf(new), **typed).pages == pages


def test_a_pdf_replaced_by_a_table_has_no_pages_left(db):
    document = factories.document(file=factories.pdf(3))
    assert replaced(document, ContentFile(b"a,b\n", "table.csv")).pages is None


def test_a_save_that_leaves_the_file_alone_leaves_the_number_alone(db):
    document = factories.document(file=factories.pdf(2), pages=99)
    document = CreditedDocument.objects.get(pk=document.pk)
    document.title = "Another title"
    document.save()
    assert CreditedDocument.objects.get(pk=document.pk).pages == 99


def test_an_editor_who_replaces_a_file_sees_its_pages(db, editor):
    document = factories.document(file=factories.pdf(3))
    sent = {
        "title": "Report",
        "file": factories.pdf(8),
        "collection": Collection.get_first_root_node().pk,
        "pages": 3,
    }
    answer = editor.post(f"/admin/documents/edit/{document.pk}/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert CreditedDocument.objects.get(pk=document.pk).pages == 8


def test_a_file_locked_with_aes_is_kept_without_a_number_and_the_log_says_so(db, caplog, editor):
    sent = {
        "title": "Locked",
        "file": ContentFile(LOCKED.read_bytes(), "locked.pdf"),
        "collection": Collection.get_first_root_node().pk,
    }
    with caplog.at_level("WARNING", logger="cms.assets.reading"):
        assert editor.post("/admin/documents/add/", sent).status_code == 302
    assert CreditedDocument.objects.get().pages is None
    assert "could not be counted" in caplog.text


@pytest.mark.parametrize("error", [DependencyError("no cryptography"), RecursionError(), TypeError("odd")])
def test_whatever_the_reader_of_files_raises_is_no_error_of_ours(error, monkeypatch):
    def fail(file):
        raise error

    monkeypatch.setattr(reading, "PdfReader", fail)
    file = factories.pdf(2)
    assert reading.page_count(file) is None
    assert file.read(5) == b"%PDF-"
