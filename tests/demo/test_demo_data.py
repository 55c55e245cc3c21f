"""The data of the demo is checked as a whole, and each mistake is named once, where it is."""

import os
import shutil

import pytest

from cms.demo.problems import DataError, Problem
from cms.demo.validation import FOLDER, read_data

DUDLEY = "dudley-peoples-panel-2019"
CAMBRIDGE = "greater-cambridge-citizens-assembly-2019"


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(FOLDER, copy, copy_function=os.link)
    return copy


def change(folder, file, old, new, count=1):
    """Replace text in the copy. The copy is linked to the original, so it is written anew."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} holds no {old!r}: this test looks for a text that is not there"
    path.unlink()
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def problems_of(folder) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        read_data(folder)
    return caught.value.problems


def test_the_real_data_has_no_problem():
    data = read_data()
    ballots = [ballot for group in data.recommendations for ballot in group["ballots"]]
    options = [option for ballot in ballots for option in ballot["results"]]
    assert len(data.assemblies) == 3
    assert sum(len(assembly["sessions"]) for assembly in data.assemblies) == 12
    assert len(data.sessions) == 51
    assert len(data.speakers) == 50
    assert len(data.evidence) == 46
    assert sum(len(group["recommendations"]) for group in data.recommendations) == 44
    assert len(ballots) == 11
    assert sum(option["recommendation"] is None for option in options) == 57
    assert len(data.responses) == 13
    assert len(data.progress) == 33
    assert len(data.handbook["chapters"]) == 13
    assert len(data.case_studies["case_studies"]) == 3
    assert sum(entry["attribution"] == "stated_in_source" for entry in data.progress) == 7
    assert [document["pages"] for document in data.documents] == [56]


def test_a_date_that_is_only_a_month_stays_a_month():
    entry = next(entry for entry in read_data().progress if entry["id"] == "DUD-PROG-04")
    assert str(entry["date"]) == "2020-12"


def test_a_missing_file_is_named_once_and_nothing_that_refers_to_it_is_blamed(folder):
    (folder / "assemblies.yaml").unlink()
    assert [str(problem) for problem in problems_of(folder)] == ["assemblies.yaml: the file is missing."]


@pytest.mark.parametrize("file", ["speakers.csv", "progress.yaml"])
def test_a_file_that_is_not_utf_8_is_named_with_the_line(folder, file):
    text = (folder / file).read_bytes()
    (folder / file).unlink()
    (folder / file).write_bytes(text.replace(b"\n", b"\n\xff", 1))
    assert [str(problem) for problem in problems_of(folder)] == [f"{file}, line 2: the text is not UTF-8."]


@pytest.mark.parametrize("file", ["speakers.csv", "progress.yaml"])
def test_an_empty_file_is_named(folder, file):
    (folder / file).unlink()
    (folder / file).write_text("")
    assert [str(problem) for problem in problems_of(folder)] == [f"{file}: the file is empty."]


def test_every_problem_is_told_at_once(folder):
    (folder / "responses.yaml").unlink()
    change(folder, "speakers.csv", "GCA-SP07,", "GCA-SP06,")
    change(folder, "progress.yaml", "status: under_way", "status: nearly")
    assert [problem.file for problem in problems_of(folder)] == [
        "responses.yaml",
        "progress.yaml",
        "speakers.csv",
    ]


def test_the_error_is_a_list_of_sentences(folder):
    change(
        folder, "speakers.csv", "GCA-SP07,greater-cambridge-citizens-assembly-2019,1,2019-09-07", "X,y,1,z"
    )
    with pytest.raises(DataError) as caught:
        read_data(folder)
    assert str(caught.value).splitlines() == [
        'speakers.csv, X, date: "z" is not a date.',
        'speakers.csv, X, assembly: there is no assembly "y".',
    ]


def test_a_pdf_that_is_missing_or_changed_is_named(folder):
    name = "dudley-peoples-panel-report-2019-names-removed.pdf"
    report = folder / "pdf" / name
    report.unlink()
    assert [str(problem) for problem in problems_of(folder)] == [
        f"pdf/manifest.csv, {name}, file: there is no such file in the folder pdf."
    ]
    report.write_bytes(b"%PDF-1.4 another")
    assert [(problem.record, problem.field) for problem in problems_of(folder)] == [(name, "sha256")]


ROW = f"GCA-SP07,{CAMBRIDGE},1,2019-09-07,Dr Justin Bishop,"
TABLE = [
    # broken form
    ("progress.yaml", "progress:", "progress: [", "line 14", "", "the YAML is broken here"),
    ("progress.yaml", "    status: planned", "    status: planned\n    status: done", "line 41", "status",
     "this key is written twice"),
    ("speakers.csv", ROW, f"GCA-SP07,{CAMBRIDGE},1,", "line 8", "", "the row has"),
    ("speakers.csv", ROW, f'"GCA-SP07"x,{CAMBRIDGE},1,2019-09-07,Dr Justin Bishop,', "line 8", "",
     "the CSV is broken here"),
    # columns and keys
    ("responses.yaml", "    scope: overall\n", "", "GCA-RESP-01", "scope", "the key is missing"),
    ("responses.yaml", "    scope: overall\n", "    scope: overall\n    mood: good\n", "GCA-RESP-01", "mood",
     "this key is not known"),
    ("assemblies.yaml", "      per: whole assembly\n", "", CAMBRIDGE, "payment.per", "the key is missing"),
    # types
    ("assemblies.yaml", "invitations_sent: 10000", "invitations_sent: many", CAMBRIDGE,
     "recruitment.invitations_sent", '"many" is not a whole number'),
    ("assemblies.yaml", "amount: 17500", "amount: -1", CAMBRIDGE, "costs.direct[2].amount", "less than 0"),
    ("recommendations.yaml", "secret: true", "secret: 'yes'", "GCA-BALLOT-1", "secret", "not true or false"),
    ("recommendations.yaml", "strongly_support: 57", "strongly_support: 157", "GCA-M1",
     "ballot.percent.strongly_support", "more than 100"),
    ("recommendations.yaml", "title: Clean Air Zone", "title: 7", "GCA-M2", "title", "not a text"),
    ("recommendations.yaml", "title: Clean Air Zone", "title: ''", "GCA-M2", "title", "value is missing"),
    ("recommendations.yaml", "title: Clean Air Zone", f"title: {'x' * 256}", "GCA-M2", "title",
     "longer than 255"),
    ("programme.yaml", "website: https://www.involve.org.uk", "website: involve", "involve", "website",
     '"involve" is not a web address'),
    ("sessions.csv", "2019-09-07,2,Where", "2019-09-07,two,Where", "GCA-D1-S02", "order",
     '"two" is not a whole number'),
    ("demographics.csv", "Female,Female,50.2", "Female,Female,half", "GCA-DM01", "population_percent",
     '"half" is not a number'),
    ("demographics.csv", "Female,Female,50.2", "Female,Female,150.2", "GCA-DM01", "population_percent",
     "more than 100"),
    ("demographics.csv", "Female,Female,50.2", "Female,Female,-0.2", "GCA-DM01", "population_percent",
     "less than 0"),
    ("demographics.csv", "Female,Female,50.2", ",Female,50.2", "GCA-DM01", "value", "value is missing"),
    ("demographics.csv", "49.1,-1.1%,26,", "49.1,-1.1%,26.5,", "GCA-DM01", "assembly_count",
     "is not a whole number"),
    # words that are not allowed
    ("progress.yaml", "status: planned", "status: nearly", "DUD-PROG-02", "status", '"nearly" is not one of'),
    ("speakers.csv", "expert_lead", "guru", "GCA-SP09", "capacity", '"guru" is not one of'),
    ("evidence.csv", "booklet", "book", "GCA-EV19", "kind", '"book" is not one of'),
    # dates
    ("speakers.csv", ROW, ROW.replace("09-07", "13-01"), "GCA-SP07", "date", '"2019-13-01" is not a date.'),
    ("speakers.csv", ROW, ROW.replace("-09-07", "-09"), "GCA-SP07", "date", "is not a whole date"),
    ("speakers.csv", ROW, ROW.replace("09-07", "09-08"), "GCA-SP07", "date", "day 1 was on 2019-09-07"),
    ("progress.yaml", "'2020-09-23'", "'2020-02-30'", "DUD-PROG-03", "date", '"2020-02-30" is not a date.'),
    ("progress.yaml", "'2020-09-23'", "23 September 2020", "DUD-PROG-03", "date", "is not a date."),
    ("progress.yaml", "'2020-09-23'", "2020", "DUD-PROG-03", "date", "2020 is not a date."),
    ("progress.yaml", "'2020-09-23'", "'2020-09'", "DUD-PROG-03", "date_precision", "does not fit 2020-09"),
    # references
    ("evidence.csv", f"GCA-EV04,{CAMBRIDGE}", "GCA-EV04,nowhere", "GCA-EV04", "assembly",
     'there is no assembly "nowhere"'),
    ("demographics.csv", f"GCA-DM01,{CAMBRIDGE}", "GCA-DM01,nowhere", "GCA-DM01", "assembly",
     'there is no assembly "nowhere"'),
    ("evidence.csv", "Dan Thorp,", "Dan Thorpe,", "GCA-EV04", "speaker", '"Dan Thorpe" is not among'),
    ("evidence.csv", "Stephen Kelly; Lynne Miles", "Stephen Kelly;Lynne Miles", "GCA-EV01", "speaker",
     "not among"),
    ("sessions.csv", f"GCA-D1-S02,{CAMBRIDGE},1,1,", f"GCA-D1-S02,{CAMBRIDGE},1,5,", "GCA-D1-S02", "day",
     f"{CAMBRIDGE} has no day 5."),
    ("sessions.csv", f"GCA-D1-S02,{CAMBRIDGE},1,1,", f"GCA-D1-S02,{CAMBRIDGE},2,1,", "GCA-D1-S02", "weekend",
     "day 1 was in weekend 1, not 2"),
    ("sessions.csv", "2019-09-07,2,Where", "2019-09-07,1,Where", "GCA-D1-S02", "order", "GCA-D1-S01 already"),
    ("recommendations.yaml", "          - GCA-PROG-06\n", "          - GCA-PROG-66\n", "GCA-M1", "progress",
     'there is no entry "GCA-PROG-66" in progress.yaml'),
    ("recommendations.yaml", "          - GCA-PROG-06\n", "", "GCA-M1", "progress", "GCA-PROG-06 names this"),
    ("recommendations.yaml", "          - GCA-PROG-06\n",
     "          - GCA-PROG-06\n          - ROM-PROG-01\n",
     "GCA-M1", "progress", "ROM-PROG-01 does not name this recommendation"),
    ("recommendations.yaml", "          recommendation: GCA-M5\n", "          recommendation: GCA-M55\n",
     "GCA-BALLOT-1", "results[2].recommendation", 'there is no recommendation "GCA-M55"'),
    ("recommendations.yaml", "          recommendation: GCA-M5\n", "          recommendation: ROM-R1\n",
     "GCA-BALLOT-1", "results[2].recommendation", "belongs to another assembly"),
    ("responses.yaml", "scope: overall", "scope: recommendations", "GCA-RESP-01", "scope",
     "0 recommendations are named"),
    ("programme.yaml", "host: rsa", "host: nobody", "iidp-2019-2020", "peer_learning_network.host",
     'there is no partner "nobody"'),
    ("programme.yaml", f"    assembly: {DUDLEY}", "    assembly: dudley", "dudley-mbc", "assembly",
     'there is no assembly "dudley"'),
    ("pdf/manifest.csv", "la-dud-2019-town-centre-revitalization", "la-dud",
     "dudley-peoples-panel-report-2019-names-removed.pdf", "register_id", "there is no assembly"),
    # identifiers used twice
    ("speakers.csv", "GCA-SP07,", "GCA-SP06,", "GCA-SP06", "id", "used twice"),
    ("demographics.csv", "DUD-DM02,", "DUD-DM01,", "DUD-DM01", "id", "used twice"),
    ("evidence.csv", "GCA-EV04,", "GCA-EV03,", "GCA-EV03", "id", "used twice"),
    ("progress.yaml", "id: DUD-PROG-02", "id: DUD-PROG-01", "DUD-PROG-01", "id", "used twice"),
    ("responses.yaml", "id: GCA-RESP-02", "id: GCA-RESP-01", "GCA-RESP-01", "id", "used twice"),
    # the handbook and the case studies
    ("handbook.yaml", "number: 2\n", "number: two\n", "choosing-a-question", "number",
     '"two" is not a whole number'),
    ("handbook.yaml", "number: 2\n", "number: 1\n", "choosing-a-question", "number",
     "what-is-an-assembly has the number 1 already."),
    ("handbook.yaml", "number: 1\n", "number: 0\n", "what-is-an-assembly", "number", "are counted from 1"),
    ("handbook.yaml", "slug: choosing-a-question", "slug: civic-lottery", "civic-lottery", "slug",
     "used twice"),
    ("handbook.yaml", "slug: choosing-a-question", "slug: Choosing a question", "Choosing a question", "slug",
     "cannot be part of an address"),
    ("handbook.yaml", "      - Is the decision still open?", "      - 7", "what-is-an-assembly",
     "checklist[1]", "not a text"),
    ("handbook.yaml", "licence: CC BY 4.0\n", "", "", "licence", "the key is missing"),
    ("case_studies.yaml", "slug: dudley\n", "slug: romsey\n", "romsey", "slug", "used twice"),
    ("case_studies.yaml", f"assembly: {DUDLEY}", "assembly: dudley", "dudley", "assembly",
     'there is no assembly "dudley"'),
    ("case_studies.yaml", "        of: 53", "        of: many", "greater-cambridge", "numbers[3].of",
     '"many" is not a whole number'),
    # recommendations and ballots
    ("recommendations.yaml", "ballot: GCA-BALLOT-4", "ballot: GCA-BALLOT-9", "GCA-M1", "ballot.ballot",
     "there is no ballot"),
    ("recommendations.yaml", "ballot: GCA-BALLOT-4", "ballot: GCA-BALLOT-1", "GCA-M1", "ballot.ballot",
     "did not ask for support"),
    ("recommendations.yaml", "votes: 341", "votes: 340", "GCA-M1", "priority_votes.votes",
     "340 differs from 341 in GCA-BALLOT-5"),
    ("recommendations.yaml", "complete: true", "complete: false", "GCA-M1", "ballot.complete",
     "the counts add up to 53 of 53"),
    ("recommendations.yaml", "            strongly_support: 30", "            strongly_support: 29", "GCA-M1",
     "ballot.count.strongly_support", "30 differs from 29 in GCA-BALLOT-4"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "record", "field", "message"), TABLE)
def test_one_mistake_is_named_by_file_record_and_field_and_nothing_else(
    folder, file, old, new, record, field, message
):
    change(folder, file, old, new)
    [problem] = problems_of(folder)
    assert (problem.file, problem.record, problem.field) == (file, record, field)
    assert message in problem.message
    assert problem.message.endswith(".")


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("sessions.csv", "order,title", "place,title", ["order", "place"]),
        ("sessions.csv", "order,title", "order,order", ["title", "order"]),
        ("programme.yaml", "name: Innovation in", "nam: Innovation in", ["nam", "name"]),
        ("responses.yaml", "responses:\n", "responses: none\nrest:\n", ["rest", "responses"]),
    ],
)
def test_a_renamed_column_or_key_is_named_as_missing_and_as_unknown(folder, file, old, new, named):
    change(folder, file, old, new)
    assert [problem.field for problem in problems_of(folder)] == named
