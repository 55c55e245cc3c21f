"""A reader types words and finds pages, documents and topics, and can narrow them by kind and assembly."""

import pytest

from search import finding, searching
from tests import factories
from tests.reading import seen

PDF = "The hedgehog census"


@pytest.fixture
def hedgehogs(site):
    """Hedgehogs in two assemblies, in a text, in a document and in a topic."""
    first = factories.assembly(title="Dudley Panel", slug="dudley", summary="All about hedgehogs.")
    second = factories.assembly(title="Romsey Assembly", slug="romsey")
    library = factories.evidence_library(first)
    document = factories.document(title=PDF)
    factories.evidence(library, title="Hedgehogs at night", document=document)
    factories.evidence(library, title="Foxes", transcript="And then a hedgehog came.")
    factories.recommendation(
        factories.tracker(second), title="Gaps in fences", wording="Let hedgehogs through."
    )
    topic = factories.topic("Hedgehogs and others")
    page = factories.information(title="Gardens", summary="Where a hedgehog sleeps.")
    other = factories.evidence(library, title="Owls")
    other.topics.add(topic)
    other.save()
    return page


def test_pages_documents_and_topics_are_found_titles_first(hedgehogs, found):
    titles = found("hedgehog")
    assert sorted(titles[:2]) == ["Hedgehogs at night", PDF]
    assert set(titles) == {
        *("Hedgehogs at night", PDF, "Hedgehogs and others", "Dudley Panel", "Foxes"),
        *("Gaps in fences", "Gardens"),
    }


def test_all_the_words_must_be_there_and_a_beginning_will_do(hedgehogs, found):
    assert found("hedgehogs fences") == ["Gaps in fences"]
    assert found("hedg slee") == ["Gardens"]
    assert found("edgehog") == []
    assert found("hedgehog zebra") == []


def test_words_in_quotes_are_found_as_they_stand(hedgehogs, found):
    assert found('"hedgehog sleeps"') == ["Gardens"]
    assert found('"sleeps hedgehog"') == []
    assert found('"hedgehog" "sleeps"') == ["Gardens"]


def test_a_result_says_what_it_is_where_and_when_and_shows_the_words(hedgehogs, reader):
    answer = reader.get("/search/", {"words": "hedgehog fences"})
    html = answer.content.decode()
    assert "Recommendation · Romsey Assembly" in html
    assert "<mark>fences</mark>" in html
    assert "Let <mark>hedgehogs</mark> through." in html
    assert "Last changed:" not in html or "<time" in html
    assert "1 result for <strong>hedgehog fences</strong>" in html


def test_a_document_says_how_large_it_is_and_can_be_opened(hedgehogs, reader):
    answer = reader.get("/search/", {"words": "census", "kind": "document"})
    [result] = answer.context["results"]
    assert (result.title, result.file_type) == (PDF, "PDF")
    assert "PDF, " in answer.content.decode()
    assert b"".join(reader.get(result.url).streaming_content).startswith(b"%PDF-")


def test_the_numbers_beside_the_filters_add_up(hedgehogs, reader, found):
    kinds = dict(reader.get("/search/", {"words": "hedgehog"}).context["filter"].fields["kind"].choices)
    assert {value: str(words) for value, words in kinds.items()} == {
        "": "Any",
        "assembly": "Assembly (1)",
        "document": "Document (1)",
        "evidence": "Evidence (2)",
        "information": "Information (1)",
        "recommendation": "Recommendation (1)",
        "topic": "Topic (1)",
    }
    for kind, words in kinds.items():
        if kind:
            assert f"({len(found('hedgehog', kind=kind))})" in words
    places = reader.get("/search/", {"words": "hedgehog"}).context["filter"].fields["assembly"].choices
    assert places[1:] == [("dudley", "Dudley Panel (3)"), ("romsey", "Romsey Assembly (1)")]


def test_both_filters_together_count_what_they_would_leave(hedgehogs, reader, found):
    assert sorted(found("hedgehog", assembly="dudley")) == ["Dudley Panel", "Foxes", "Hedgehogs at night"]
    assert sorted(found("hedgehog", assembly="dudley", kind="evidence")) == ["Foxes", "Hedgehogs at night"]
    form = reader.get("/search/", {"words": "hedgehog", "assembly": "dudley", "kind": "evidence"}).context[
        "filter"
    ]
    assert form.fields["kind"].choices[1:] == [("assembly", "Assembly (1)"), ("evidence", "Evidence (2)")]
    assert form.fields["assembly"].choices[1:] == [("dudley", "Dudley Panel (2)")]


def test_a_filter_that_leaves_nothing_is_shown_and_can_be_dropped(hedgehogs, reader):
    answer = reader.get("/search/", {"words": "hedgehog", "kind": "ballot"})
    html = answer.content.decode()
    assert "Ballot (0)" in html
    assert "Nothing found for <strong>hedgehog</strong>" in html
    assert 'href="?words=hedgehog"' in html
    assert "look for the same words in the whole site" in html


def test_what_is_active_is_shown_with_a_way_to_clear_it(hedgehogs, reader):
    html = reader.get("/search/", {"words": "hedgehog", "kind": "evidence"}).content.decode()
    assert "Showing only:" in html
    assert "Clear all" in html
    assert 'href="?words=hedgehog"' in html


def test_nothing_found_says_what_was_looked_for_and_where_else_to_look(hedgehogs, reader):
    html = reader.get("/search/", {"words": "zebra"}).content.decode()
    assert "Nothing found for <strong>zebra</strong>" in html
    assert "check the spelling" in html
    assert "quotation marks" not in html
    assert "Hedgehogs and others" in html
    assert 'href="/recommendations/"' in html
    assert "quotation marks" in reader.get("/search/", {"words": '"zebra"'}).content.decode()


def test_without_words_the_page_says_what_can_be_searched(hedgehogs, reader):
    answer = reader.get("/search/")
    html = answer.content.decode()
    assert "Search finds every page of this site" in html
    assert "Recommendation · " in html
    assert "Hedgehogs and others" in html
    assert list(answer.context["filter"].fields) == ["words"]


def test_words_that_hold_no_letter_are_answered_with_a_sentence(hedgehogs, reader):
    html = reader.get("/search/", {"words": "?!"}).content.decode()
    assert "There is no word to look for in <strong>?!</strong>" in html


def test_results_come_in_pages_with_labels(site, reader, found):
    for number in range(45):
        factories.information(title=f"Hedgehog {number}")
    answer = reader.get("/search/", {"words": "hedgehog"})
    html = answer.content.decode()
    assert len(answer.context["results"]) == 20
    assert "Page 1 of 3" in html
    assert "45 results for" in html
    assert 'href="?words=hedgehog&amp;page=2"' in html
    last = reader.get("/search/", {"words": "hedgehog", "page": 3})
    assert len(last.context["results"]) == 5
    assert '<ol class="found" start="41">' in last.content.decode()
    assert len(set(found("hedgehog"))) == 45


def test_more_than_can_be_counted_is_said_and_a_filter_reaches_the_rest(
    hedgehogs, reader, found, monkeypatch
):
    monkeypatch.setattr(searching, "MOST", 3)
    monkeypatch.setattr("search.views.MOST", 3)
    answer = reader.get("/search/", {"words": "hedgehog"})
    assert "More than 3 results for" in answer.content.decode()
    assert len(answer.context["results"]) == 3
    counted = [words for value, words in answer.context["filter"].fields["kind"].choices if value]
    assert counted
    assert all(words.endswith("+)") for words in counted)
    assert found("hedgehog", kind="recommendation") == ["Gaps in fences"]
    assert found("hedgehog", kind="topic") == ["Hedgehogs and others"]
    assert found("hedgehog", assembly="romsey") == ["Gaps in fences"]
    html = reader.get("/search/", {"words": "hedgehog", "kind": "recommendation"}).content.decode()
    assert "1 result for" in html
    assert "Recommendation (1" in html


def test_two_assemblies_with_the_same_end_of_their_addresses_are_kept_apart(site, reader, found):
    for programme in ("One", "Two"):
        parent = factories.programme(title=programme)
        assembly = factories.assembly(parent, title=f"Panel {programme}", slug="panel")
        factories.recommendation(factories.tracker(assembly), title=f"Hedgehogs {programme}")
    choices = reader.get("/search/", {"words": "hedgehogs"}).context["filter"].fields["assembly"].choices[1:]
    assert [words for _value, words in choices] == ["Panel One (1)", "Panel Two (1)"]
    for value, words in choices:
        assert found("hedgehogs", assembly=value) == [f"Hedgehogs {words.split()[1]}"]


@pytest.mark.parametrize("path", ["/", "/evidence/", "/topics/", "/no-such-page/"])
def test_every_page_has_a_search_box(path, site, reader):
    html = reader.get(path).content.decode()
    boxes = [attrs for attrs in seen(html).all("input") if attrs.get("type") == "search"]
    assert len(boxes) == (2 if path == "/no-such-page/" else 1)
    assert {attrs["name"] for attrs in boxes} == {"words"}
    forms = [attrs for attrs in seen(html).all("form") if attrs.get("action") == "/search/"]
    assert len(forms) == len(boxes)
    assert html.index('type="search"') > html.index("masthead__name")


def test_the_search_page_has_one_form(site, reader):
    html = reader.get("/search/").content.decode()
    assert html.count('type="search"') == 1
    assert html.count("<search") == 1


def test_search_only_reads(site, reader):
    assert reader.post("/search/", {"words": "trees"}).status_code == 405
    assert reader.head("/search/", {"words": "trees"}).status_code == 200


def test_what_was_deleted_a_moment_ago_is_left_out(hedgehogs, reader, monkeypatch):
    real = finding.find

    def late(*arguments):
        hits = real(*arguments)
        hedgehogs.delete()
        return hits

    monkeypatch.setattr(searching, "find", late)
    answer = reader.get("/search/", {"words": "sleeps"})
    assert answer.status_code == 200
    assert answer.context["results"] == []
