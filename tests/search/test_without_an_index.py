"""When the index is missing, broken or empty, titles are searched and the reader is told."""

import logging

import pytest
from django.db import connection, transaction
from wagtail.search.models import IndexEntry

from search import asking, finding, searching
from search.allowing import allowed
from search.kinds import kinds
from tests import factories

SENTENCE = "we looked at the titles of pages only"


@pytest.fixture
def pages(site, rf):
    factories.information(title="Hedgehogs at night")
    factories.information(title="Owls", summary="And a hedgehog.")
    factories.information(title="Hedgehog draft", live=False)


def test_a_table_that_is_missing_is_noticed(pages, monkeypatch):
    from wagtail.models import Page

    monkeypatch.setattr(finding, "ENTRIES", "no_such_table")
    monkeypatch.setattr(finding, "WORDS", "no_such_table_fts")
    with pytest.raises(finding.NoIndex, match="no_such_table"), transaction.atomic():
        finding.find(asking.read("hedgehog"), allowed(Page.objects.all(), kinds()))


def test_a_database_we_do_not_know_is_noticed(pages, monkeypatch):
    from wagtail.models import Page

    monkeypatch.setattr(connection, "vendor", "oracle")
    with pytest.raises(finding.NoIndex, match="oracle"):
        finding.find(asking.read("hedgehog"), allowed(Page.objects.all(), kinds()))


def test_titles_are_searched_instead_and_the_reader_and_the_log_are_told(pages, reader, monkeypatch, caplog):
    def broken(*_arguments):
        raise finding.NoIndex("database disk image is malformed")

    monkeypatch.setattr(searching, "find", broken)
    with caplog.at_level(logging.ERROR, logger="search"):
        answer = reader.get("/search/", {"words": "hedgehog"})
    assert answer.status_code == 200
    assert [result.title for result in answer.context["results"]] == ["Hedgehogs at night"]
    assert SENTENCE in answer.content.decode()
    assert "malformed" in caplog.text
    assert reader.get("/search/", {"words": "hedgehog", "kind": "ballot"}).status_code == 200


def test_an_empty_index_is_noticed_too(pages, reader, caplog):
    assert SENTENCE not in reader.get("/search/", {"words": "zebra"}).content.decode()
    IndexEntry.objects.all().delete()
    with caplog.at_level(logging.ERROR, logger="search"):
        answer = reader.get("/search/", {"words": "hedgehog night"})
    assert [result.title for result in answer.context["results"]] == ["Hedgehogs at night"]
    assert SENTENCE in answer.content.decode()
    assert "update_index" in caplog.text
    assert SENTENCE not in reader.get("/search/").content.decode()
