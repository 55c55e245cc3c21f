"""The evidence library: narrowed by assembly, day, speaker, kind, topic and words, without a script."""

import pytest

from tests import factories
from tests.factories import date


@pytest.fixture
def library(site):
    """Two assemblies with their evidence."""
    ann, bo = factories.person(title="Ann Lee"), factories.person(title="Bo Ek")
    trees = factories.topic("Trees")
    for name, speaker in (("north", ann), ("south", bo)):
        assembly = factories.assembly(slug=name, title=name.title())
        day = factories.event(factories.event_index(assembly), title=f"{name} day", date=date("2019-11-02"))
        shelf = factories.evidence_library(assembly)
        item = factories.evidence(shelf, title=f"{name} slides", session=day, speakers=[speaker])
        item.topics.add(trees)
        item.save()
        factories.evidence(shelf, title=f"{name} film", kind="video", summary="About 100% of buses.")
    return {"ann": ann, "bo": bo, "trees": trees}


def found(reader, url="/evidence/", **filters) -> list[str]:
    answer = reader.get(url, filters)
    assert answer.status_code == 200
    return sorted(item.title for item in answer.context["items"])


def own(reader, slug):
    """The library of one assembly."""
    return reader.get(f"/{slug}/").context["sections"].get(title__startswith="Evidence library")


def test_everything_is_there_and_each_assembly_has_its_own(library, reader):
    assert found(reader) == ["north film", "north slides", "south film", "south slides"]
    assert found(reader, own(reader, "north").get_url()) == ["north film", "north slides"]


def test_the_library_is_narrowed_by_one_thing_or_several(library, reader):
    day = reader.get("/evidence/").context["filter"].fields["session"].choices[1][0]
    assert found(reader, kind="video") == ["north film", "south film"]
    assert found(reader, assembly="north") == ["north film", "north slides"]
    assert found(reader, session=day) in (["north slides"], ["south slides"])
    assert found(reader, speaker=library["ann"].pk) == ["north slides"]
    assert found(reader, topic=library["trees"].slug) == ["north slides", "south slides"]
    assert found(reader, words="SLIDES") == ["north slides", "south slides"]
    assert found(reader, words="north film") == ["north film"]
    assert found(reader, words="100%") == ["north film", "south film"]
    assert found(reader, kind="video", assembly="south") == ["south film"]
    assert found(reader, kind="video", speaker=library["ann"].pk) == []


def test_the_filter_offers_only_what_some_item_has(library, reader):
    fields = reader.get("/evidence/").context["filter"].fields
    assert [words for _value, words in fields["speaker"].choices][1:] == ["Bo Ek", "Ann Lee"]
    assert [words for _value, words in fields["assembly"].choices][1:] == ["North", "South"]
    assert [words for _value, words in fields["topic"].choices][1:] == ["Trees"]


def test_the_library_of_one_assembly_asks_for_no_assembly(library, reader):
    page = own(reader, "north")
    answer = reader.get(page.get_url())
    assert "assembly" not in answer.context["filter"].fields
    assert sorted(item.title for item in answer.context["items"]) == ["north film", "north slides"]


def test_what_is_set_is_shown_and_can_be_cleared(library, reader):
    html = reader.get("/evidence/", {"kind": "video", "words": "film"}).content.decode()
    assert "Showing only:" in html
    assert 'href="?words=film"' in html
    assert 'href="?kind=video"' in html
    assert "2 in all" in html


def test_nothing_found_says_so(library, reader):
    html = reader.get("/evidence/", {"words": "zebras"}).content.decode()
    assert "No evidence fits. Try fewer filters or other words." in html


def test_a_draft_and_what_is_kept_private_is_in_no_list(library, reader):
    factories.evidence(title="Draft", live=False)
    assert "Draft" not in found(reader)


def test_a_long_library_has_pages_that_keep_the_filter(site, reader):
    shelf = factories.evidence_library()
    for _number in range(30):
        factories.evidence(shelf, kind="video")
    answer = reader.get("/evidence/", {"kind": "video"})
    assert len(answer.context["items"]) == 25
    assert 'href="?kind=video&amp;page=2"' in answer.content.decode()
    assert len(reader.get("/evidence/", {"kind": "video", "page": 2}).context["items"]) == 5


def test_a_page_past_the_last_is_the_last_or_says_it_is_not_there(site, reader):
    factories.evidence()
    assert reader.get("/evidence/", {"page": 99}).status_code in {200, 404}


def test_the_thread_leads_from_evidence_to_speaker_day_and_recommendation_and_back(furnished, reader):
    def linked(page) -> str:
        return reader.get(page.get_url()).content.decode()

    evidence, speaker, day = furnished.evidence, furnished.speaker, furnished.session
    chain = [(evidence, speaker), (evidence, day), (evidence, furnished.recommendation), (speaker, evidence)]
    chain += [(speaker, day), (day, speaker), (day, evidence), (furnished.recommendation, evidence)]
    chain += [(furnished.recommendation, furnished.ballot), (furnished.ballot, furnished.recommendation)]
    chain += [(furnished.recommendation, furnished.response), (furnished.response, furnished.recommendation)]
    for page, other in chain:
        assert f'href="{other.get_url()}"' in linked(page), (page, other)


def test_an_address_that_holds_several_items_says_so(site, reader):
    own = factories.evidence(address="https://example.org/a")
    shared = factories.evidence(address="https://example.org/list", address_is_exact=False)
    assert "See it where it was published" in reader.get(own.get_url()).content.decode()
    html = reader.get(shared.get_url()).content.decode()
    assert "This address holds several items." in html
    lost = factories.evidence()
    assert "The item itself is not published." in reader.get(lost.get_url()).content.decode()
