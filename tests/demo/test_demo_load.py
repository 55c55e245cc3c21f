"""The real programme stands on the site as the files tell it, and says what the data says of itself."""

import io
import re
from collections import Counter

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.assemblies.models import AssemblyPage
from cms.demo.loading.citing import of_row, page_words
from cms.demo.loading.counting import count
from cms.demo.schema.parts import SCALE_WITH_GAP
from cms.demo.validation import read_data
from cms.events.models import EventPage
from cms.evidence.models import EvidencePage
from cms.people.models import PersonPage
from cms.publications.models import CaseStudyPage, PublicationPage
from cms.recommendations.models import (
    BallotPage,
    DecisionRecord,
    DeliveryRecord,
    RecommendationPage,
    ResponsePage,
)
from cms.recommendations.totals import totals_of
from cms.selection.models import SelectionPage
from cms.updates.models import PageUpdate
from tests.demo.loaded_programme import unread
from tests.reading import seen

MATCHED = "The source does not mention the assembly. We matched it by subject."
READING = "The source does not use this word. We chose the closest one."


NOT_LOADED = {
    # The stage is worked out from what happened; the year is in the dates of the days.
    "assemblies": {"status", "year", "costs.currency", "member_feedback.unit"},
    # Checked against the file; the report's own date is in assemblies.yaml.
    "documents": {"sha256", "year"},
    # Identifiers that nothing refers to, and what assemblies.yaml tells in full.
    "programme": {
        *("aims.id", "commissioners.id", "support_given.id", "dates.announced.precision"),
        *("participating_authorities.assembly", "participating_authorities.members"),
    },
    "recommendations": {
        # A summary: the current state is the last row of progress.yaml.
        "recommendations.implementation_status",
        # Checked to be what the other side says.
        *("recommendations.assembly", "recommendations.progress", "recommendations.responses"),
        "recommendations.ballot.base",
        *(f"ballots.results.{step}" for step in SCALE_WITH_GAP),
    },
    # Checked against the recommendations that are named.
    "responses": {"scope"},
    # Checked against the days in assemblies.yaml.
    "sessions": {"date", "weekend"},
}


def recommendation(reference):
    return RecommendationPage.objects.get(reference=reference)


def words(response) -> str:
    """What a reader sees, without markup and with single spaces."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    for entity, character in (("&#x27;", "'"), ("&amp;", "&"), ("&quot;", '"')):
        text = text.replace(entity, character)
    return " ".join(text.split())


@pytest.fixture
def read(programme, db, client):
    return lambda page: words(client.get(page.get_url()))


def test_everything_that_is_promised_is_there(programme, db):
    assert count(programme) == {
        "assemblies": 3,
        "session days": 12,
        "agenda items": 51,
        "workshops and conferences": 5,
        "speakers": 42,
        "appearances": 50,
        "groups of people": 53,
        "evidence items": 46,
        "recommendations": 44,
        "ballots": 11,
        "ballot options": 130,
        "responses": 13,
        "decisions": 12,
        "promises": 1,
        "progress entries": 33,
        "rows of progress": 52,
        "reports as files": 1,
        "chapters of the handbook": 13,
        "case studies": 3,
    }


def test_nothing_of_the_data_is_dropped_but_what_is_named_here(programme):
    assert unread == {(file, key) for file, keys in NOT_LOADED.items() for key in keys}


def test_a_second_run_changes_nothing_and_says_so(programme, db, django_assert_max_num_queries):
    before = Page.objects.count(), PageUpdate.objects.count()
    out = io.StringIO()
    with django_assert_max_num_queries(2):
        call_command("load_programme", stdout=out)
    assert out.getvalue() == ("Innovation in Democracy Programme is loaded already. Nothing was changed.\n")
    assert (Page.objects.count(), PageUpdate.objects.count()) == before


def test_addresses_are_those_of_the_plan(programme, db):
    def url(model, **which):
        return model.objects.get(**which).get_url()

    branch = "/iidp-2019-2020/dudley-peoples-panel-2019/"
    assert url(RecommendationPage, reference="DUD-D1") == f"{branch}recommendations/dud-d1/"
    assert url(BallotPage, reference="DUD-BALLOT-1") == f"{branch}recommendations/dud-ballot-1/"
    assert url(ResponsePage, reference="DUD-RESP-02") == f"{branch}responses/dud-resp-02/"
    assert url(EvidencePage, reference="DUD-EV01") == f"{branch}evidence/the-borough-vision/"
    assert url(PersonPage, title="Kate Green") == "/people/kate-green/"
    assert url(EventPage, title="Dudley People's Panel, day 1") == f"{branch}sessions/day-1/"


def test_a_person_who_spoke_several_times_has_one_page_and_keeps_each_role(programme, db):
    person = PersonPage.objects.get(title="Vicky Smith")
    assert [(row.role, row.page.day_number) for row in person.appearances.order_by("page__date")] == [
        ("Planning and Regeneration", 1),
        ("Head of Projects and Delivery", 4),
    ]
    assert person.role == "Head of Projects and Delivery"


def test_the_report_is_a_pdf_with_its_licence_and_the_changes_made(programme, read, client):
    page = AssemblyPage.objects.get(slug="dudley-peoples-panel-2019")
    assert page.report_document.pages == 56
    text = read(page)
    assert "CC BY (version not stated)" in text
    assert "first names on page 5 was removed for privacy" in text
    response = client.get(page.report_document.url)
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_the_words_of_the_data_become_the_words_of_the_site(programme, db):
    assert Counter(DecisionRecord.objects.values_list("decision", flat=True)) == {
        "awaiting": 4,
        "accepted": 3,
        "accepted_in_part": 3,
        "not_accepted": 2,
    }
    assert Counter(DeliveryRecord.objects.values_list("delivery", flat=True)) == {
        "under_way": 44,
        "stopped": 6,
        "not_started": 2,
    }
    partly = DeliveryRecord.objects.get(reference="GCA-PROG-07")
    assert partly.update.sentence.startswith("Partly done. The board agreed to keep traffic limits")
    changed = DeliveryRecord.objects.filter(reference="DUD-PROG-03")
    assert {row.update.sentence.partition(" ")[0] for row in changed} == {"Changed."}
    refused = DecisionRecord.objects.filter(decision="not_accepted")
    assert all("public and political support was not there" in row.reason for row in refused)


def test_an_entry_that_names_no_recommendation_is_about_the_assembly(programme, db):
    row = DeliveryRecord.objects.get(reference="GCA-PROG-03")
    assert row.page.slug == "greater-cambridge-citizens-assembly-2019"


def test_a_step_back_is_loaded_as_it_is_with_its_reason(programme, db):
    rows = DeliveryRecord.objects.about(recommendation("DUD-D1")).order_by("pk")
    assert [row.delivery for row in rows] == ["under_way", "not_started", "under_way", "under_way"]
    assert "five new community support officers" in rows[1].reason


def test_partial_dates_sort_by_the_end_of_their_period(programme, db):
    rows = DeliveryRecord.objects.about(recommendation("GCA-M4")).newest_first()
    assert [(row.reference, str(row.happened_on)) for row in rows] == [
        ("GCA-PROG-10", "2023-09-28"),
        ("GCA-PROG-09", "2022-12-23"),
        ("GCA-PROG-08", "2021"),
    ]


def test_what_an_editor_matched_or_read_is_shown_and_never_counted(programme, db):
    totals = totals_of(RecommendationPage.objects.live())
    counted = {
        segment.slug: segment.count for segment in (*totals.decision, *totals.delivery) if segment.count
    }
    assert counted == {"awaiting": 44, "under_way": 2, "not_reported": 42}
    assert {segment.slug: segment.matched for segment in totals.decision if segment.matched} == {
        "accepted": 3,
        "accepted_in_part": 3,
        "not_accepted": 2,
    }


@pytest.mark.parametrize(
    ("reference", "shown", "hidden"),
    [
        ("GCA-M1", [MATCHED, READING], []),
        ("DUD-D6", [MATCHED], [READING]),
        ("DUD-D2", [], [MATCHED, READING]),
    ],
)
def test_a_recommendation_says_what_an_editor_matched(read, reference, shown, hidden):
    text = read(recommendation(reference))
    assert [sentence for sentence in shown if sentence not in text] == []
    assert [sentence for sentence in hidden if sentence in text] == []


def test_a_response_says_that_an_editor_chose_its_word(read):
    assert READING in read(ResponsePage.objects.get(reference="GCA-RESP-08"))
    assert READING not in read(ResponsePage.objects.get(reference="GCA-RESP-01"))


@pytest.mark.parametrize(
    ("model", "which", "sentence"),
    [
        (AssemblyPage, {"slug__startswith": "dudley"}, "44 devices voted on day 2"),
        (AssemblyPage, {"slug__startswith": "greater"}, "The mySociety register dates this assembly 2023"),
        (AssemblyPage, {"slug__startswith": "romsey"}, "The report gives both 40 and 42"),
        (RecommendationPage, {"reference": "DUD-D6"}, "Table 6 gives 20 votes, but the labelled bars"),
        (BallotPage, {"reference": "GCA-VISION"}, "up to eight choices each; page 54 says six"),
        (BallotPage, {"reference": "DUD-SHORTLIST-DUDLEY"}, "Table 6 on the same page credits the 20 votes"),
        (BallotPage, {"reference": "DUD-BALLOT-1"}, "One had exactly 80.0%"),
        (BallotPage, {"reference": "GCA-BALLOT-4"}, "add up to 51 of 53 members"),
        (SelectionPage, {"rows__reference": "DUD-DM01"}, "the pie charts fit a base of 42"),
        (SelectionPage, {"rows__reference": "DUD-DM01"}, "of the recruitment plan, not that of the borough"),
        (PersonPage, {"title": "Sue Haywood"}, "Sue Hayward"),
    ],
)
def test_where_sources_differ_the_page_says_so(read, model, which, sentence):
    assert sentence in read(model.objects.get(**which))


def test_nothing_is_invented_for_romsey(programme, db):
    page = AssemblyPage.objects.get(slug="romsey-citizens-assembly-2019")
    assert (page.hours, page.payment, page.costs_total, page.members_selected) == (None,) * 4
    assert page.venues == page.observers == page.table_size == ""
    first = recommendation("ROM-R1")
    assert (first.rank, first.was_presented, first.priority_votes) == (None, None, None)
    ballot = BallotPage.objects.get(reference="ROM-BALLOT-1")
    assert (ballot.base, ballot.question, ballot.is_secret) == (None, "", None)
    assert ballot.options.count() == 0
    assert not DecisionRecord.objects.about(first).exists()


def test_the_handbook_stands_with_all_its_chapters_and_says_whose_it_is(programme, read):
    handbook = PublicationPage.objects.get()
    assert handbook.get_url() == "/handbook/"
    assert "It is not the official handbook of the programme" in read(handbook)
    chapters = list(handbook.chapters())
    assert [chapter.number for chapter in chapters] == list(range(1, 14))
    for told, chapter in zip(read_data().handbook["chapters"], chapters, strict=True):
        text = read(chapter)
        expected = [told["title"], told["summary"], *told["body"].split("\n\n"), *told["checklist"]]
        expected += [fact["text"] for fact in told["key_facts"]]
        expected += [source["title"] for source in told["source"]]
        assert [words for words in expected if " ".join(words.split()) not in text] == []
        assert "It is not the official handbook" in text
        assert [len(fact.value["sources"]) for fact in chapter.key_facts] == [
            len(fact["source"]) for fact in told["key_facts"]
        ]


def test_the_case_studies_stand_with_all_they_tell_and_say_whose_they_are(programme, read):
    studies = {study.slug: study for study in CaseStudyPage.objects.all()}
    for told in read_data().case_studies["case_studies"]:
        study = studies[told["slug"]]
        text = read(study)
        expected = [told["title"], told["summary"], *told["body"].split("\n\n"), *told["lessons"]]
        expected += [number["label"] for number in told["numbers"]]
        expected += [source["title"] for source in told["source"]]
        assert [words for words in expected if " ".join(words.split()) not in text] == []
        assert "These are not the case studies written by council staff" in text
        assert study.assembly.slug == told["assembly"]
    assert studies["dudley"].get_url() == "/case-studies/dudley/"
    assert "48 of 53" in read(studies["greater-cambridge"])
    assert "129,500" in read(studies["greater-cambridge"])


def test_a_case_study_has_the_facts_of_its_assembly_with_their_sources_and_no_others(programme, read):
    cambridge, romsey = (CaseStudyPage.objects.get(slug=slug) for slug in ("greater-cambridge", "romsey"))
    assert (cambridge.members, cambridge.cost, cambridge.cost_note) == (53, 129500, "including VAT")
    assert cambridge.dates == "7 September 2019 to 6 October 2019"
    costs = next(a["costs"] for a in read_data().assemblies if a["id"] == cambridge.assembly.slug)
    titles = {citation.value["title"] for citation in cambridge.citations}
    assert {" ".join(source["title"].split()) for source in costs["source"]} <= titles
    assert romsey.cost is None
    assert "Cost Not published" in read(romsey)
    assert {study.method + study.decision + study.outcome for study in (cambridge, romsey)} == {""}


def test_the_page_of_an_assembly_leads_to_its_case_study(programme, db, client):
    for study in CaseStudyPage.objects.all():
        links = seen(client.get(study.assembly.get_url()).content).all("a")
        assert study.get_url() in {attrs.get("href") for attrs in links}


def test_57_options_of_ballots_became_no_recommendation_and_one_stands_in_five_ballots(programme, db):
    options = [option for ballot in BallotPage.objects.all() for option in ballot.options.all()]
    named = Counter(option.recommendation_id for option in options)
    assert named[None] == 57
    assert named[recommendation("GCA-M3").pk] == 5


def test_both_measures_of_a_scale_are_kept_as_published(programme, db):
    option = recommendation("DUD-D2").ballot_options.get(page__kind="support_scale")
    assert (option.strongly_support_count, option.strongly_support_percent) == (22, 55)
    assert (option.no_response_count, option.no_response_percent) == (1, 2.5)
    counted = recommendation("GCA-M2").ballot_options.get(page__reference="GCA-BALLOT-4")
    assert counted.recorded == 52
    assert counted.is_complete is False
    assert counted.neither_percent is None


def test_pages_and_parts_of_a_source_are_kept(programme, db):
    citation = next(
        row.value for row in recommendation("DUD-D1").citations if row.value["part"] == "proposal poster"
    )
    assert (citation["pages"], citation["printed_pages"]) == ("30 to 31", "20 to 21")


@pytest.mark.parametrize(
    ("pages", "text"),
    [([], ""), ([9], "9"), ([9, 30, 31], "9, 30 to 31"), ([5, 6, 8, 2, 3, 4], "5 to 6, 8, 2 to 4")],
)
def test_page_numbers_are_written_as_a_reader_likes_them(pages, text):
    assert page_words(pages) == text


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("p.15", {"pdf_pages": [15], "printed_pages": [15]}),
        ("PDF p.17 (printed p.7)", {"pdf_pages": [17], "printed_pages": [7]}),
        ("cover", {"part": "cover"}),
        (None, {}),
    ],
)
def test_the_page_in_a_table_is_read(cell, found):
    row = {"source_title": "A report", "source_url": "https://example.org", "source_page": cell}
    assert of_row(row) == {"title": "A report", "url": "https://example.org", **found}
