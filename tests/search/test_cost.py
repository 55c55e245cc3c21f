"""What a search costs: few statements, whatever is asked, and an index behind the words."""

import pytest
from django.db import connection
from wagtail.models import Page

from search import asking, finding, searching
from search.allowing import allowed
from search.kinds import kinds
from tests import factories
from tests.budgets.counting import asked_by, copies_of, repeated, statements_of
from tests.budgets.test_queries import MOST, told

QUESTIONS = {
    "nothing": "",
    "no word": "?!",
    "one word": "words=square",
    "everything": "words=the+square+trees",
    "filtered": "words=square&kind=evidence&assembly=square",
    "nothing found": "words=zebra",
    "nothing left": "words=square&kind=document",
    "far": "words=square&page=2",
    "ten words": "words=a+b+c+d+e+f+g+h+i+j+k",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_search_keeps_to_the_budget_and_asks_nothing_twice(question, furnished, reader):
    statements = statements_of(reader, f"/search/?{QUESTIONS[question]}")
    assert len(statements) <= MOST, told(statements)
    assert repeated(statements) == []


def test_a_search_that_finds_pages_documents_and_topics_keeps_to_the_budget(furnished, reader):
    document = furnished.evidence.document or furnished.document
    document.title = "Squares"
    document.save()
    statements = statements_of(reader, "/search/?words=square")
    kinds_shown = {result.kind for result in reader.get("/search/?words=square").context["results"]}
    assert {"Document", "Topic", "Evidence"} <= kinds_shown
    assert len(statements) <= MOST, told(statements)


def test_a_search_that_finds_more_than_can_be_counted_keeps_to_the_budget(furnished, reader, monkeypatch):
    monkeypatch.setattr(searching, "MOST", 2)
    statements = statements_of(reader, "/search/?words=square&kind=evidence")
    assert len(statements) <= MOST, told(statements)


def test_a_search_costs_no_more_statements_with_many_pages(furnished, reader):
    few = statements_of(reader, "/search/?words=square")
    index(copies_of(furnished.evidence, 300))
    many = asked_by(reader, "/search/?words=square")
    assert len(many) <= len(few), told(many)
    assert reader.get("/search/?words=square").context["page_of_hits"].paginator.count > 300


def index(keys):
    from wagtail.search.backends import get_search_backend

    pages = [page.specific for page in Page.objects.filter(pk__in=keys)]
    get_search_backend().add_bulk(type(pages[0]), pages)


def plan(asked: str) -> list[str]:
    """How the database goes about it, one step a line."""
    write = {"sqlite": finding._for_sqlite, "postgresql": finding._for_postgresql}[connection.vendor]
    statement, parameters = write(asking.read(asked), allowed(Page.objects.live(), kinds()), 500)
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few pages are read through faster than looked up.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{explain} {statement}", parameters)
        return [str(row[-1]).strip() for row in cursor.fetchall()]


@pytest.mark.parametrize("asked", ["square", "square trees", '"public squares"'])
def test_the_words_are_looked_up_in_an_index_and_each_page_by_its_key(asked, furnished):
    index(copies_of(furnished.evidence, 600))
    steps = "\n".join(plan(asked))
    if connection.vendor == "sqlite":
        assert steps.count("VIRTUAL TABLE INDEX") == 3, steps
        assert "SCAN e" not in steps, steps
        assert "SCAN wagtailcore_page\n" not in steps, steps
        assert "SEARCH wagtailcore_page USING INTEGER PRIMARY KEY" in steps
        # The one that must never come back: the index asked again for each hit.
        correlated = [part.split("\n")[1] for part in steps.split("CORRELATED SCALAR SUBQUERY")[1:]]
        assert not [step for step in correlated if "VIRTUAL TABLE" in step], steps
    else:
        assert "Bitmap Index Scan on search_index_over_title_and_body" in steps, steps
        assert "Seq Scan on wagtailsearch_indexentry" not in steps, steps


def test_only_what_can_be_counted_is_ever_fetched(furnished):
    index(copies_of(furnished.evidence, 60))
    hits = finding.find(asking.read("square"), allowed(Page.objects.live(), kinds()), 25)
    assert len(hits) == 25
    assert len(set(hits)) == 25


def test_the_same_is_found_first_on_both_databases(site, reader):
    factories.information(title="Carbon", summary="Care for a car.")
    factories.information(title="A car for the village")
    factories.information(title="Care at home")
    factories.information(title="Owls", summary="The car is slow, the cart is slower.")
    factories.information(title="Foxes", summary="They care and carry.")
    titles = [result.title for result in reader.get("/search/", {"words": "car"}).context["results"]]
    assert titles[0] == "A car for the village"
    assert set(titles[1:3]) == {"Carbon", "Care at home"}
    assert titles[3:] == ["Owls", "Foxes"]
