"""What a page may ask of the database: at most eight statements, none twice, no more with 1,000 children.

Counted on a second request, when the menu and the settings are remembered. There is no page cache.
"""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from cms.assemblies.models import AssemblyOrganisation, AssemblyPage, ProgrammeOrganisation, ProgrammePage
from cms.core.models import PageTopic, Topic
from cms.core.partial_dates import PartialDate
from cms.events.models import AgendaItem, Appearance, EventIndexPage, EventPage
from cms.evidence.models import EvidenceLibraryPage, EvidencePage, EvidenceSpeaker
from cms.people.models import PersonIndexPage, PersonPage, StoryIndexPage, StoryPage
from cms.publications.models import (
    CaseStudyIndexPage,
    CaseStudyPage,
    ChangeRecord,
    ChapterPage,
    PublicationPage,
)
from cms.recommendations.models import (
    BallotOption,
    BallotPage,
    DecisionRecord,
    DeliveryRecord,
    RecommendationEvidence,
    RecommendationPage,
    ResponseIndexPage,
    ResponsePage,
    StatementPage,
    TrackerPage,
)
from cms.selection.models import SelectionPage, SelectionRow
from cms.updates.models import PageUpdate, UpdatesPage
from home.models import HomePage, InformationPage
from tests import factories
from tests.budgets.counting import asked_by, copies_of, repeated, shape_of, statements_of
from tests.furnishing import pages

MOST = 8
MOST_WITH_A_REASON = 12
MOST_FOR_NO_PAGE = 3

# Page types that need more than eight: how many, and why.
MORE = {
    AssemblyPage: (
        12,
        "It tells the whole of a process: the stage, both totals, its parts, its days, who helped, what "
        "happened last and what happened to it are seven tables besides the five statements of any page "
        "with topics.",
    ),
    HomePage: (10, "What was promised is two tables: promises, and answers that need more work."),
    RecommendationPage: (
        10,
        "The promises about it and about its assembly are one table more, and so are the speakers of the "
        "evidence behind it.",
    ),
    ResponsePage: (
        10,
        "A foreword with a picture, a document, a film and a button is four tables; what the same body "
        "answered before and after is one more.",
    ),
    PersonPage: (9, "The recommendations that rest on what they gave are one more."),
    PublicationPage: (
        10,
        "The pictures, documents, recordings and buttons of its introduction are four tables; its topics and "
        "the changes of all its chapters are two more.",
    ),
    ChapterPage: (
        11,
        "The pictures, documents, recordings, buttons and links of its text are five; its topics and its "
        "changes are two more.",
    ),
    CaseStudyPage: (
        10,
        "The pictures, documents, recordings and buttons of its text are four tables; its topics and its "
        "changes are two more.",
    ),
    TrackerPage: (
        11,
        "Where every recommendation stands is four: they, their answers, their steps and what was promised. "
        "From them come all totals, and the number beside every choice. Those that hold certain words are "
        "one more.",
    ),
    EventPage: (
        10,
        "Agenda, speakers, evidence, the files handed out and the recommendations that rest on what was "
        "heard are five tables.",
    ),
}


def many_updates(page, number, **facts):
    """So many entries in the record of a page."""
    return PageUpdate.objects.bulk_create(factories.another(factories.update(page, **facts), number))


def many_facts(model, page, number, **facts):
    """So many decisions or steps on a page, each with its entry."""
    entries = many_updates(page, number, kind=model.__name__.removesuffix("Record").lower())
    same = {"page": page.page_ptr, "happened_on": PartialDate.of(2020)}
    # A response decides on a recommendation once, so each of many is another one's.
    subjects = [uuid.uuid4() if "response" in facts else page.translation_key for _entry in entries]
    model.objects.bulk_create(
        [
            model(update=entry, subject=subject, **same, **facts)
            for entry, subject in zip(entries, subjects, strict=True)
        ]
    )


def rows_of(model, page, number, **fields):
    """So many rows inside a page."""
    rows_in(model, [page.pk] * number, locale=page.locale, **fields)


def rows_in(model, pks, **fields):
    """A row inside each of these pages."""
    rows = [
        model(page_id=pk, sort_order=place, translation_key=uuid.uuid4(), **fields)
        for place, pk in enumerate(pks)
    ]
    model.objects.bulk_create(rows)


def children_of_home(made, number):
    copies_of(made.programme, number // 4)
    copies_of(factories.assembly(), number // 4)
    copies_of(factories.information(), number // 4)
    many_updates(made.assembly, number // 4)


def children_of_programme(made, number):
    copies_of(made.assembly, number // 3)
    copies_of(made.workshop, number // 3)
    rows_of(ProgrammeOrganisation, made.programme, number // 3, organisation=made.body, part="funder")


def children_of_assembly(made, number):
    copies_of(made.session, number // 5)
    copies_of(made.recommendation, number // 5)
    copies_of(made.tracker, number // 5)
    rows_of(AssemblyOrganisation, made.assembly, number // 5, organisation=made.body, part="funder")
    many_updates(made.assembly, number // 5)


def children_of_session(made, number):
    copies_of(made.evidence, number // 3)
    rows_of(AgendaItem, made.session, number // 3, title="Talk")
    rows_of(Appearance, made.session, number // 3, person=made.speaker, topic="Trees")


def children_of_speaker(made, number):
    rows_of(Appearance, made.session, number // 2, person=made.speaker, topic="Trees")
    children_of_library(made, number // 2)


def children_of_evidence(made, number):
    locale = made.evidence.locale
    rows_of(EvidenceSpeaker, made.evidence, number // 2, person=made.speaker)
    pks = copies_of(made.recommendation, number // 2)
    rows_in(RecommendationEvidence, pks, evidence=made.evidence, locale=locale)


def children_of_library(made, number):
    pks = copies_of(made.evidence, number)
    rows_in(EvidenceSpeaker, pks, person=made.speaker, locale=made.speaker.locale)


def children_of_publication(made, number):
    copies_of(made.chapter, number // 2)
    many_changes(made.chapter, number // 2)


def many_changes(page, number):
    """So many major changes of a page, each with its entry."""
    entries = many_updates(page, number, kind="revised")
    same = {"page": page.page_ptr, "subject": page.translation_key, "happened_on": PartialDate.of(2020)}
    rows = [ChangeRecord(update=entry, note_key=uuid.uuid4(), words="New.", **same) for entry in entries]
    ChangeRecord.objects.bulk_create(rows)


def children_of_tracker(made, number):
    copies_of(made.recommendation, number // 2)
    copies_of(made.ballot, number // 2)


def children_of_recommendation(made, number):
    page = made.recommendation
    many_facts(DecisionRecord, page, number // 4, decision="accepted", body="The council")
    many_facts(DeliveryRecord, page, number // 4, delivery="under_way")
    rows_of(BallotOption, made.ballot, number // 4, text="Trees", recommendation=page, support_count=3)
    rows_of(RecommendationEvidence, page, number // 4, evidence=made.evidence)


def children_of_ballot(made, number):
    rows_of(
        BallotOption, made.ballot, number, text="Trees", recommendation=made.recommendation, support_count=3
    )


def children_of_statement(made, number):
    """A statement about so many recommendations more takes the place of the one that cannot grow."""
    pks = copies_of(made.recommendation, number)
    keys = RecommendationPage.objects.filter(pk__in=pks).values_list("translation_key", flat=True)
    one = factories.update(made.recommendation, kind="delivery")
    entries = factories.another(one, number)
    for entry, key in zip(entries, keys, strict=True):
        entry.subject = key
    PageUpdate.objects.bulk_create(entries)
    same = {"page": made.recommendation.page_ptr, "happened_on": PartialDate.of(2020, 1, 1)}
    DeliveryRecord.objects.bulk_create(
        [
            DeliveryRecord(update=entry, subject=entry.subject, delivery="under_way", **same)
            for entry in entries
        ]
    )
    slug = made.statement.slug
    StatementPage.objects.child_of(made.tracker).filter(slug=slug).update(slug=f"old-{number}", live=False)
    factories.statement(made.tracker, slug=slug, stood_on=made.statement.stood_on + dt.timedelta(number))


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
    SelectionPage: lambda made, number: rows_of(
        SelectionRow, made.selection, number, category="Age", value="Old", assembly_percent=3
    ),
    StoryIndexPage: lambda made, number: copies_of(made.story, number),
    StoryPage: lambda made, number: copies_of(made.story, number),
    EvidenceLibraryPage: children_of_library,
    EvidencePage: children_of_evidence,
    PublicationPage: children_of_publication,
    ChapterPage: children_of_publication,
    CaseStudyIndexPage: lambda made, number: copies_of(made.case_study, number),
    CaseStudyPage: lambda made, number: many_changes(made.case_study, number),
    TrackerPage: children_of_tracker,
    RecommendationPage: children_of_recommendation,
    BallotPage: children_of_ballot,
    StatementPage: children_of_statement,
    ResponseIndexPage: lambda made, number: copies_of(made.plain_response, number),
    ResponsePage: children_of_response,
}
every_type = pytest.mark.parametrize("model", GROWING, ids=lambda model: model.__name__)


def ceiling(model) -> int:
    return MORE[model][0] if model in MORE else MOST


def told(statements) -> str:
    """The statements without their columns, for whoever has to find the one that is too many."""
    return "\n".join(
        re.sub(r"^SELECT .*? FROM", "SELECT … FROM", shape_of(each))[:300] for each in statements
    )


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


@pytest.mark.slow
@every_type
def test_a_page_with_many_children_asks_no_more_than_one_with_few(model, furnished, reader):
    url = pages(furnished)[model].get_url()
    GROWING[model](furnished, 10)
    few = statements_of(reader, url)
    GROWING[model](furnished, 990)
    many = asked_by(reader, url)
    assert sorted(map(shape_of, many)) == sorted(map(shape_of, few))


def test_an_empty_page_of_any_type_keeps_to_its_budget(site, reader):
    for model, make in factories.PAGES.items():
        statements = statements_of(reader, make().get_url())
        assert len(statements) <= ceiling(model), (model, told(statements))


def test_a_filtered_list_costs_no_more_than_the_whole(furnished, reader):
    for page, query in (
        (
            furnished.tracker,
            "decision=accepted&delivery=under_way&theme=Green&place=Borough&words=trees&page=1&sort=support",
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
    names = [f"many-{number}" for number in range(300)]
    locale = furnished.topic.locale
    topics = [Topic(name=name, slug=name, locale=locale, translation_key=uuid.uuid4()) for name in names]
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
