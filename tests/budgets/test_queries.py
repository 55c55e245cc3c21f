"""What a page may ask of the database: at most eight statements, none twice, no more with 1,000 children.

Counted on a second request, when the menu and the settings are remembered. There is no page cache.
"""

import uuid

import pytest
from django.urls import reverse

from cms.assemblies.models import AssemblyOrganisation, AssemblyPage, ProgrammeOrganisation, ProgrammePage
from cms.core.models import PageTopic, Topic
from cms.core.partial_dates import PartialDate
from cms.events.models import AgendaItem, Appearance, EventIndexPage, EventPage
from cms.evidence.models import EvidenceLibraryPage, EvidencePage, EvidenceSpeaker
from cms.people.models import PersonIndexPage, PersonPage
from cms.recommendations.models import (
    BallotOption,
    BallotPage,
    DecisionRecord,
    DeliveryRecord,
    RecommendationEvidence,
    RecommendationPage,
    ResponseIndexPage,
    ResponsePage,
    TrackerPage,
)
from cms.updates.models import PageUpdate, UpdatesPage
from home.models import HomePage, InformationPage
from tests import factories
from tests.budgets.counting import copies_of, repeated, shape_of, statements_of
from tests.furnishing import pages

MOST = 8
MOST_WITH_A_REASON = 12
MOST_FOR_NO_PAGE = 3

# Page types that need more than eight: how many, and why.
MORE: dict[type, tuple[int, str]] = {}


def children_of_home(made, number):
    copies_of(made.programme, number)
    copies_of(factories.assembly(), number)
    copies_of(factories.information(), number)
    many_updates(made.assembly, number)


def many_updates(page, number, **facts):
    """So many entries in the record of a page."""
    one = factories.update(page, **facts)
    values = {field.attname: getattr(one, field.attname) for field in PageUpdate._meta.concrete_fields}
    rows = [PageUpdate(**values | {"id": None}) for _number in range(number)]
    return PageUpdate.objects.bulk_create(rows)


def many_facts(model, page, number, **facts):
    """So many decisions or steps on a page, each with its entry."""
    entries = many_updates(page, number, kind=model.__name__.removesuffix("Record").lower())
    same = {"page": page.page_ptr, "subject": page.translation_key, "happened_on": PartialDate.of(2020)}
    model.objects.bulk_create([model(update=entry, **same, **facts) for entry in entries])


def rows_of(model, page, number, **fields):
    """So many rows inside a page."""
    rows = [
        model(page=page, sort_order=place, locale=page.locale, translation_key=uuid.uuid4(), **fields)
        for place in range(number)
    ]
    model.objects.bulk_create(rows)


def children_of_assembly(made, number):
    copies_of(made.session, number)
    copies_of(made.recommendation, number)
    copies_of(made.tracker, number)
    rows_of(AssemblyOrganisation, made.assembly, number, organisation=made.body, part="funder")
    many_updates(made.assembly, number)


def children_of_programme(made, number):
    copies_of(made.assembly, number)
    copies_of(made.workshop, number)
    rows_of(ProgrammeOrganisation, made.programme, number, organisation=made.body, part="funder")


def children_of_session(made, number):
    copies_of(made.evidence, number)
    rows_of(AgendaItem, made.session, number, title="Talk")
    rows_of(Appearance, made.session, number, person=made.speaker, topic="Trees")


def children_of_speaker(made, number):
    rows_of(Appearance, made.session, number, person=made.speaker, topic="Trees")
    for pk in copies_of(made.evidence, number):
        EvidenceSpeaker.objects.create(page_id=pk, person=made.speaker, locale=made.speaker.locale)


def children_of_evidence(made, number):
    rows_of(EvidenceSpeaker, made.evidence, number, person=made.speaker)
    links = [
        RecommendationEvidence(
            page_id=pk, evidence=made.evidence, locale=made.evidence.locale, translation_key=uuid.uuid4()
        )
        for pk in copies_of(made.recommendation, number)
    ]
    RecommendationEvidence.objects.bulk_create(links)


def children_of_library(made, number):
    pks = copies_of(made.evidence, number)
    rows = [
        EvidenceSpeaker(
            page_id=pk, person=made.speaker, locale=made.speaker.locale, translation_key=uuid.uuid4()
        )
        for pk in pks
    ]
    EvidenceSpeaker.objects.bulk_create(rows)


def children_of_tracker(made, number):
    copies_of(made.recommendation, number)
    copies_of(made.ballot, number)


def children_of_recommendation(made, number):
    many_facts(DecisionRecord, made.recommendation, number, decision="accepted", body="The council")
    many_facts(DeliveryRecord, made.recommendation, number, delivery="under_way")
    rows_of(
        BallotOption, made.ballot, number, text="Trees", recommendation=made.recommendation, support_count=3
    )
    rows_of(RecommendationEvidence, made.recommendation, number, evidence=made.evidence)


def children_of_ballot(made, number):
    rows_of(
        BallotOption, made.ballot, number, text="Trees", recommendation=made.recommendation, support_count=3
    )


def children_of_response(made, number):
    facts = {"decision": "accepted", "body": "The council", "response": made.response}
    many_facts(DecisionRecord, made.recommendation, number, **facts)


# What grows below each page type: a function of the furnished site and a number.
GROWING = {
    HomePage: children_of_home,
    InformationPage: lambda made, number: copies_of(factories.information(made.information), number),
    UpdatesPage: lambda made, number: many_updates(made.recommendation, number),
    ProgrammePage: children_of_programme,
    AssemblyPage: children_of_assembly,
    EventIndexPage: lambda made, number: copies_of(made.session, number),
    EventPage: children_of_session,
    PersonIndexPage: lambda made, number: copies_of(made.speaker, number),
    PersonPage: children_of_speaker,
    EvidenceLibraryPage: children_of_library,
    EvidencePage: children_of_evidence,
    TrackerPage: children_of_tracker,
    RecommendationPage: children_of_recommendation,
    BallotPage: children_of_ballot,
    ResponseIndexPage: lambda made, number: copies_of(made.plain_response, number),
    ResponsePage: children_of_response,
}
every_type = pytest.mark.parametrize("model", GROWING, ids=lambda model: model.__name__)


def ceiling(model) -> int:
    return MORE[model][0] if model in MORE else MOST


def told(statements) -> str:
    """The statements, for whoever has to find out which one is too many."""
    return "\n".join(shape_of(statement)[:400] for statement in statements)


def test_every_page_type_has_its_budget(furnished):
    assert set(GROWING) == set(pages(furnished))


def test_no_page_type_may_have_more_than_twelve_and_each_says_why():
    assert all(MOST < number <= MOST_WITH_A_REASON and reason for number, reason in MORE.values())


@every_type
def test_a_page_with_ten_children_keeps_to_its_budget_and_asks_nothing_twice(model, furnished, reader):
    GROWING[model](furnished, 10)
    statements = statements_of(reader, pages(furnished)[model].get_url())
    assert len(statements) <= ceiling(model), told(statements)
    assert repeated(statements) == []


@every_type
def test_a_page_with_many_children_asks_no_more_than_one_with_few(model, furnished, reader):
    url = pages(furnished)[model].get_url()
    GROWING[model](furnished, 10)
    few = statements_of(reader, url)
    GROWING[model](furnished, 990)
    many = statements_of(reader, url)
    assert sorted(map(shape_of, many)) == sorted(map(shape_of, few))


def test_an_empty_page_of_any_type_keeps_to_its_budget(site, reader):
    for model, make in factories.PAGES.items():
        statements = statements_of(reader, make().get_url())
        assert len(statements) <= ceiling(model), (model, told(statements))


def test_a_filtered_list_costs_no_more_than_the_whole(furnished, reader):
    for page, query in (
        (
            furnished.tracker,
            "decision=accepted&delivery=under_way&theme=Green&place=Borough&words=trees&page=1",
        ),
        (furnished.site_evidence, f"kind=presentation&session={furnished.session.pk}&words=squares"),
        (furnished.site_evidence, f"speaker={furnished.speaker.pk}&topic={furnished.topic.slug}"),
        (furnished.site_evidence, "assembly=square"),
    ):
        statements = statements_of(reader, f"{page.get_url()}?{query}")
        assert len(statements) <= ceiling(type(page)), told(statements)
        assert repeated(statements) == []


def test_the_pages_of_topics_keep_to_the_budget_however_many(furnished, reader):
    urls = [reverse("topics"), furnished.topic.get_absolute_url()]
    few = [statements_of(reader, url) for url in urls]
    assert max(map(len, few)) <= MOST, "\n\n".join(map(told, few))
    assert [repeated(statements) for statements in few] == [[], []]
    pks = copies_of(furnished.evidence, 300)
    PageTopic.objects.bulk_create([PageTopic(tag=furnished.topic, content_object_id=pk) for pk in pks])
    topics = [
        Topic(
            name=f"Topic {number}",
            slug=f"many-{number}",
            locale=furnished.topic.locale,
            translation_key=uuid.uuid4(),
        )
        for number in range(300)
    ]
    Topic.objects.bulk_create(topics)
    PageTopic.objects.bulk_create([PageTopic(tag=topic, content_object_id=pks[0]) for topic in topics])
    many = [statements_of(reader, url) for url in urls]
    assert [len(statements) for statements in many] == [len(statements) for statements in few]


@pytest.mark.parametrize("url", ["/nowhere/", "/square/nowhere/at/all/", "/cy/nowhere/", "/topics/nowhere/"])
def test_what_is_not_there_costs_next_to_nothing(url, furnished, reader):
    statements = statements_of(reader, url)
    assert len(statements) <= MOST_FOR_NO_PAGE, told(statements)
    assert repeated(statements) == []


def test_the_feed_keeps_to_the_budget_however_long_the_record(furnished, reader):
    few = statements_of(reader, reverse("updates_feed"))
    assert len(few) <= MOST, told(few)
    assert repeated(few) == []
    many_updates(furnished.assembly, 300)
    assert len(statements_of(reader, reverse("updates_feed"))) == len(few)


def test_statements_that_differ_in_values_only_have_one_shape():
    first = shape_of("SELECT a FROM b WHERE c IN (1, 2, 3) AND d = 'it''s' LIMIT 5")
    assert first == shape_of("SELECT a FROM b WHERE c IN (7) AND d = '' LIMIT 21")
    assert first != shape_of("SELECT a FROM b WHERE c IN (7) AND e = '' LIMIT 21")
    assert repeated(["SELECT 1", "SELECT 2", "SELECT a"]) == ["SELECT #"]


def test_a_copy_of_a_page_is_a_page_like_any_other(furnished, reader):
    [pk] = copies_of(furnished.recommendation, 1)
    copy = RecommendationPage.objects.get(pk=pk)
    assert copy.wording == furnished.recommendation.wording
    assert copy.get_parent() == furnished.tracker.page_ptr
    assert reader.get(copy.get_url()).status_code == 200
    assert PersonPage.objects.count() == 1
    assert EvidencePage.objects.count() == 2
    assert EventPage.objects.count() == 2
