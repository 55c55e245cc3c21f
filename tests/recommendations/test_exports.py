"""What is taken away from a tracker: exactly what it shows, safe to open, with its history."""

import csv
import io
import json
import zipfile

import pytest
from openpyxl import load_workbook

from cms.assemblies.promising import move_promise
from cms.core.models import SiteSettings
from cms.recommendations.columns import HISTORY, RECOMMENDATIONS
from cms.recommendations.models import RecommendationPage
from cms.recommendations.statuses import Decision, Delivery
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Basis
from tests import factories
from tests.budgets.counting import copies_of, repeated, statements_of
from tests.factories import citation, date
from tests.house.test_docs import ROOT
from tests.inputs.test_lists import ODD

NAMES = [column.name for column in RECOMMENDATIONS]
PARTS = ("csv", "history-csv", "xlsx", "json")


@pytest.fixture
def tracker(site):
    assembly = factories.assembly(title="The Square Assembly", slug="square")
    tracker = factories.tracker(assembly, title="Recommendations", slug="recommendations")
    first = factories.recommendation(
        tracker,
        reference="R1",
        wording="Plant trees.",
        theme="Green",
        recommended_on=date("about 2019-12"),
        citations=[citation(url="https://example.org/report")],
    )
    factories.decision(first, body="The council", lead_service="Parks", reason="It is time.")
    factories.delivery(first, Delivery.UNDER_WAY, basis=Basis.MATCHED, sentence="Trees are ordered.")
    factories.recommendation(tracker, reference="R2", wording="Fewer cars.", theme="Roads", rank=1)
    return tracker


def taken(reader, tracker, part, query=""):
    answer = reader.get(f"{tracker.get_url()}{part}/?{query}")
    assert answer.status_code == 200
    return answer.getvalue()


def lines(reader, tracker, part="csv", query="") -> list[dict]:
    text = taken(reader, tracker, part, query).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheets(reader, tracker, query="") -> dict[str, list[tuple]]:
    book = load_workbook(io.BytesIO(taken(reader, tracker, "xlsx", query)))
    return {sheet.title: list(sheet.values) for sheet in book}


def test_every_kind_holds_the_same_recommendations_in_the_order_of_the_page(tracker, reader):
    for query, expected in {
        "": ["R1", "R2"],
        "sort=rank": ["R2", "R1"],
        "theme=Roads": ["R2"],
        "decision=accepted&counted=on": ["R1"],
        "words=nothing+like+it": [],
    }.items():
        page = reader.get(f"{tracker.get_url()}?{query}").context["recommendations"]
        assert [row.reference for row in page] == expected
        assert [row["reference"] for row in lines(reader, tracker, "csv", query)] == expected
        _head, *rows = sheets(reader, tracker, query)["Recommendations"]
        assert [row[0] for row in rows] == expected
        told = json.loads(taken(reader, tracker, "json", query))
        assert [row["reference"] for row in told["recommendations"]] == expected
        about = {row["reference"] for row in lines(reader, tracker, "history-csv", query)}
        assert about == set(expected)


def test_all_pages_are_taken_whichever_is_shown(tracker, reader, monkeypatch):
    monkeypatch.setattr(type(tracker), "PER_PAGE", 1)
    assert len(lines(reader, tracker, "csv", "page=2")) == 2


def test_a_row_says_what_is_on_record(tracker, reader):
    first, second = lines(reader, tracker)
    expected = {
        "wording": "Plant trees.",
        "assembly": "The Square Assembly",
        "recommended_on": "about 2019-12",
        "decision": "accepted",
        "decision_on": "2020-02-20",
        "decision_by": "The council",
        "decision_basis": "stated",
        "lead_service": "Parks",
        "delivery": "under_way",
        "delivery_on": "2021-05",
        "delivery_basis": "matched",
        "delivery_counted": "not_reported",
        "last_update": "2021-05",
        "overdue": "False",
        "overdue_counted": "False",
        "sources": "https://example.org/report",
        "address": "http://testserver" + RecommendationPage.objects.get(reference="R1").get_url(),
    }
    assert {name: first[name] for name in expected} == expected
    assert (second["decision"], second["decision_on"], second["delivery"]) == ("awaiting", "", "not_reported")


def test_the_history_is_the_public_record_of_what_is_shown_newest_first(tracker, reader):
    factories.delivery(tracker.get_parent().specific)  # about the assembly as a whole
    rows = lines(reader, tracker, "history-csv", "theme=Green")
    assert [row["kind"] for row in rows] == ["delivery", "decision", "recommended"]
    assert [row["delivery"] for row in rows] == ["under_way", "", ""]
    assert [row["said_by"] for row in rows] == ["council", "council", "members"]
    assert rows[1]["reason"] == "It is time."
    told = json.loads(taken(reader, tracker, "json"))["recommendations"]
    assert [entry["number"] for entry in told[0]["history"]] == [int(row["number"]) for row in rows]
    _head, *entries = sheets(reader, tracker, "theme=Green")["History"]
    assert [entry[1] for entry in entries] == [int(row["number"]) for row in rows]


def test_a_promise_stands_in_both_tables_with_its_days(tracker, reader):
    page = RecommendationPage.objects.get(reference="R2")
    made = factories.promise(page, happened_on=date("2020-01"))
    row = lines(reader, tracker)[1]
    assert (row["due_on"], row["due"], row["overdue"]) == ("2020-06", "reply", "True")
    move_promise(
        made,
        date("2020-09"),
        by=THE_SITE,
        happened_on=date("2020-02"),
        reason="The board met later.",
        citations=[citation("Minutes")],
    )
    told = {row["kind"]: row for row in lines(reader, tracker, "history-csv", "theme=Roads")}
    moved, first = told["promise_moved"], told["promised"]
    assert (moved["promise"], moved["due_on"], moved["due_before"]) == ("moved", "2020-09", "2020-06")
    assert (first["promise"], first["due_on"], first["body"]) == ("made", "2020-06", made.body)


def test_a_verdict_stands_in_the_history_with_its_scale_and_nowhere_else(tracker, reader):
    page = RecommendationPage.objects.get(reference="R2")
    factories.assessment(page, score=3.8, scale_from=0, scale_to=10)
    entries = lines(reader, tracker, "history-csv", "theme=Roads")
    [row] = [entry for entry in entries if entry["kind"] == "assessment"]
    told = [row[name] for name in ("said_by", "judge", "verdict", "score", "scale_from", "scale_to")]
    assert told == ["members", "28 members", "It went too slowly.", "3.8", "0", "10"]
    assert lines(reader, tracker, "csv", "theme=Roads")[0]["delivery"] == "not_reported"


def test_a_correction_and_what_it_corrects_name_each_other(tracker, reader):
    wrong = factories.decision(factories.recommendation(tracker, reference="R3", theme="Odd"))
    right = factories.decision(wrong.recommendation.specific, Decision.IN_PART, reason="So.", corrects=wrong)
    rows = {row["number"]: row for row in lines(reader, tracker, "history-csv", "theme=Odd")}
    before, after = (rows[str(fact.update.number)] for fact in (wrong, right))
    assert before["corrected_by"] == after["number"]
    assert after["corrects"] == before["number"]


@pytest.mark.parametrize("evil", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(evil, tracker, reader):
    factories.recommendation(tracker, reference="R3", wording=evil, place=evil[:9], theme="Odd")
    [row] = lines(reader, tracker, "csv", "theme=Odd")
    assert row["wording"].startswith("'")
    [*_rest, last] = sheets(reader, tracker, "theme=Odd")["Recommendations"]
    assert last[NAMES.index("wording")].startswith("'")
    book = load_workbook(io.BytesIO(taken(reader, tracker, "xlsx")))
    assert all(cell.data_type != "f" for sheet in book for line in sheet for cell in line)


def test_what_no_file_can_hold_is_left_out_and_every_other_letter_is_kept(tracker, reader):
    words = 'Coed \x0b\x1f\ufffe ŵ, 木 🌳\n"quoted"; a,b'
    factories.recommendation(tracker, reference="R3", wording=words, theme="Odd")
    expected = 'Coed     ŵ, 木 🌳\n"quoted"; a,b'
    assert lines(reader, tracker, "csv", "theme=Odd")[0]["wording"] == expected
    assert sheets(reader, tracker, "theme=Odd")["Recommendations"][1][NAMES.index("wording")] == expected
    [row] = json.loads(taken(reader, tracker, "json", "theme=Odd"))["recommendations"]
    assert row["wording"] == expected


def test_each_kind_says_whose_it_is_and_where_it_comes_from(tracker, reader):
    site = tracker.get_site()
    details = {"licence_name": "CC BY 4.0", "licence_url": "", "licence_holder": "Borough Council"}
    SiteSettings.objects.update_or_create(site=site, defaults=details)
    tracker.save()  # what stands around every page is looked up again
    source = f"http://testserver{tracker.get_url()}?theme=Green"
    for part in ("csv", "history-csv"):
        for row in lines(reader, tracker, part, "theme=Green&page=9&x=1"):
            assert (row["licence"], row["source"]) == ("CC BY 4.0, Borough Council", source)
    about = dict(row[:2] for row in sheets(reader, tracker, "theme=Green")["About"])
    assert (about["Licence"], about["Source"]) == ("CC BY 4.0, Borough Council", source)
    told = json.loads(taken(reader, tracker, "json", "theme=Green"))
    assert (told["licence"], told["source"]) == ("CC BY 4.0, Borough Council", source)


def test_a_file_has_a_name_and_is_nothing_that_a_search_should_find(tracker, reader):
    for part, ending in zip(PARTS, (".csv", "-history.csv", ".xlsx", ".json"), strict=True):
        answer = reader.get(f"{tracker.get_url()}{part}/")
        assert f'filename="square-recommendations{ending}"' in answer.headers["Content-Disposition"]
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_page_leads_to_each_with_what_was_asked_for(tracker, reader):
    html = reader.get(f"{tracker.get_url()}?theme=Green&page=1").content.decode()
    for part in PARTS:
        assert f'href="{tracker.get_url()}{part}/?theme=Green"' in html


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_an_odd_choice_gives_what_the_page_gives(odd, tracker, reader):
    for name in ("words", "decision", "sort", "lead", "overdue"):
        page = reader.get(tracker.get_url(), {name: odd}).context["recommendations"]
        answer = reader.get(f"{tracker.get_url()}csv/", {name: odd})
        rows = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"), newline=""))
        assert [row["reference"] for row in rows] == [row.reference for row in page]


def test_what_is_kept_from_the_public_is_in_no_file(tracker, reader):
    hidden = factories.recommendation(tracker, reference="SECRET")
    hidden.unpublish()
    for part in PARTS:
        content = taken(reader, tracker, part)
        if part == "xlsx":
            files = zipfile.ZipFile(io.BytesIO(content))
            content = b"".join(files.read(name) for name in files.namelist())
        assert b"SECRET" not in content


@pytest.mark.parametrize("part", PARTS)
def test_a_thousand_recommendations_take_as_many_questions_as_two(part, tracker, reader):
    url = f"{tracker.get_url()}{part}/"
    few = statements_of(reader, url)
    assert len(few) <= 12
    assert repeated(few) == []
    copies_of(RecommendationPage.objects.get(reference="R2"), 1_000)
    assert len(statements_of(reader, url)) == len(few)
    assert len(lines(reader, tracker)) == 1_002


@pytest.mark.parametrize("column", [*RECOMMENDATIONS, *HISTORY], ids=lambda column: column.name)
def test_every_column_is_told_of(column):
    assert f"| `{column.name}` | {column.help} |" in (ROOT / "docs/tracker-tables.md").read_text()


def test_an_empty_tracker_gives_empty_tables(site, reader):
    tracker = factories.tracker()
    assert lines(reader, tracker) == lines(reader, tracker, "history-csv") == []
    assert json.loads(taken(reader, tracker, "json"))["recommendations"] == []
    assert len(sheets(reader, tracker)["Recommendations"]) == 1
