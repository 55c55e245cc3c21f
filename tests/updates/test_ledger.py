"""The record as a chain: sealed when written, guarded by the database, checked by anybody."""

import datetime as dt
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.assemblies.models import AssemblyPage
from cms.recommendations.models import AssessmentRecord, DecisionRecord, DeliveryRecord, TrackerPage
from cms.recommendations.statuses import Delivery
from cms.updates import chain as arithmetic
from cms.updates.append_only import Unchangeable
from cms.updates.checks import the_record_is_guarded
from cms.updates.ledger import first_fault, heads, published
from cms.updates.models import ChainLock, PageUpdate
from cms.updates.removing import remove_words
from cms.updates.triggers import found, install, kept_models, lift, missing
from tests import factories
from tests.factories import citation, date

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def assembly(site):
    """An assembly whose record has entries of several kinds."""
    page = factories.assembly(title="The Assembly")
    tracker = factories.tracker(page)
    recommendation = factories.recommendation(tracker, recommended_on=date("2019-12-01"))
    factories.update(page, sentence="It was announced.", citations=[citation("The paper", note="Page 3")])
    factories.decision(recommendation, reason="Yes.", note="As minuted.", lead_service="Parks")
    factories.delivery(recommendation, Delivery.STOPPED, reason="Flood.", reference="P-1")
    return page


@pytest.fixture
def unguarded(db):
    """The database without its triggers, for those who want to play a thief."""
    lift()
    yield
    install()


def forge(row, **values):
    """Change a row behind the back of the models."""
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def test_entries_are_numbered_and_each_holds_the_hash_of_the_one_before(assembly):
    rows = list(PageUpdate.objects.in_chain(assembly.translation_key))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    before = [json.loads(row.sealed)["previous"] for row in rows]
    assert before == [arithmetic.FIRST, *(row.hash for row in rows[:-1])]
    assert first_fault(assembly.translation_key) is None


def test_every_assembly_has_a_chain_of_its_own_and_the_rest_of_the_site_one(assembly, site):
    other = factories.assembly()
    factories.update(other)
    factories.update(factories.person())
    numbers = {head.chain: head.number for head in heads()}
    assert numbers == {
        assembly.translation_key: 4,
        other.translation_key: 1,
        site.translation_key: 1,
    }


def test_an_entry_seals_the_fact_behind_it(assembly):
    entry = DecisionRecord.objects.get().update
    held = json.loads(entry.sealed)
    assert held["facts"]["decisionrecord"] == {
        "decision": "accepted",
        "due_on": None,
        "recommended_from": "2019-12-01",
    }
    assert held["facts"]["happened_on"] == "2020-02-20"
    assert set(held["texts"]) == {
        *("sentence", "note"),
        *("decisionrecord.body", "decisionrecord.reason", "decisionrecord.lead_service"),
    }
    assert "Parks" not in entry.sealed


FACTS = (DecisionRecord, DeliveryRecord, AssessmentRecord)
EDITS = [
    *((PageUpdate, name) for name in (*PageUpdate.sealed_facts, *PageUpdate.sealed_texts, "published_on_id")),
    *((model, name) for model in FACTS for name in (*model.sealed_facts, *model.sealed_texts)),
    *((PageUpdate, name) for name in ("salt", "citations", "begins_on", "page_id")),
    *(
        (DecisionRecord, name)
        for name in ("subject", "page_id", "happened_on", "said_by", "basis", "note", "is_correction")
    ),
]
OTHER = {
    "kind": "invited",
    "subject": "00000000-0000-0000-0000-000000000000",
    "happened_on": date("2022"),
    "recorded_at": dt.datetime(2018, 1, 1, tzinfo=dt.UTC),
    "said_by": "evaluator",
    "basis": "matched",
    "score": 7,
    "scale_from": 1,
    "scale_to": 12,
    "decision": "already_doing",
    "delivery": "superseded",
    "due_on": date("2030"),
    "recommended_from": "2018-01-01",
    "citations": [],
    "begins_on": dt.date(2018, 1, 1),
    "is_correction": True,
}


@pytest.mark.parametrize(("model", "name"), EDITS, ids=lambda each: getattr(each, "__name__", each))
def test_whatever_is_changed_behind_its_back_is_found(model, name, assembly, unguarded):
    if model is AssessmentRecord:
        factories.assessment(assembly, score=3, scale_from=0, scale_to=10)
    row = model.objects.exclude(citations=[]).first() if name == "citations" else model.objects.last()
    value = assembly.pk if name in {"published_on_id", "page_id"} else OTHER.get(name, "Forged")
    assert getattr(row, name) != value
    forge(row, **{name: value})
    fault = first_fault(assembly.translation_key)
    assert fault.number == (row.number if model is PageUpdate else row.update.number)
    assert fault.reason


def test_a_row_that_was_taken_away_is_missed(assembly, unguarded):
    fact = DeliveryRecord.objects.get()
    models.QuerySet(DeliveryRecord).filter(pk=fact.pk)._raw_delete("default")
    fault = first_fault(assembly.translation_key)
    assert (fault.number, "deliveryrecord" in fault.reason) == (fact.update.number, True)
    entry = PageUpdate.objects.in_chain(assembly.translation_key).get(number=2)
    models.QuerySet(PageUpdate).filter(pk=entry.pk)._raw_delete("default")
    assert first_fault(assembly.translation_key).number == 2


def test_no_door_of_the_models_edits_or_deletes_the_record(assembly):
    for row in (PageUpdate.objects.first(), DecisionRecord.objects.get(), DeliveryRecord.objects.get()):
        everything = type(row).objects
        for attempt in (
            row.save,
            row.delete,
            everything.all().delete,
            lambda rows=everything: rows.update(note="Else"),
            lambda rows=everything, one=row: rows.bulk_update([one], ["note"]),
            lambda rows=everything: rows.filter(basis="stated").update(note="Else"),
        ):
            with pytest.raises(Unchangeable, match="written once"):
                attempt()
    assert first_fault(assembly.translation_key) is None


@pytest.mark.parametrize("model", kept_models(), ids=lambda model: model.__name__)
def test_the_database_refuses_to_edit_and_to_delete(model, assembly):
    factories.chapter(change_notes=[factories.change()])
    factories.promise(assembly)
    factories.assessment(assembly)
    factories.statement()
    row = model.objects.first()
    for statement in ("UPDATE {} SET note = 'Else'", "UPDATE {} SET basis = 'matched'", "DELETE FROM {}"):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            connection.cursor().execute(statement.format(model._meta.db_table))
    assert model.objects.filter(pk=row.pk, note=row.note, basis=row.basis).exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite has REPLACE.")
@pytest.mark.parametrize("model", kept_models(), ids=lambda model: model.__name__)
def test_the_database_refuses_to_replace_a_row(model, assembly):
    row = model.objects.first()
    if row is None:
        pytest.skip("Nothing of this kind stands in this record; its triggers are made like the others'.")
    names = [field.column for field in model._meta.local_concrete_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join("'Else'" if name == "note" else f'"{name}"' for name in names)
    table = model._meta.db_table
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        connection.cursor().execute(
            f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id = {row.pk}"
        )
    assert model.objects.filter(pk=row.pk, note=row.note).exists()


def test_a_word_may_not_be_removed_without_saying_so(assembly):
    entry = PageUpdate.objects.first()
    for values in (
        {"sentence": "[removed]"},
        {"salt": ""},
        {"sentence": "Else", "salt": "", "removed_on": dt.date(2026, 1, 1), "removed_because": "A judge"},
        {"number": 99, "salt": "", "removed_on": dt.date(2026, 1, 1), "removed_because": "A judge"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            forge(entry, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        forge(DecisionRecord.objects.get(), reason="[removed]")


def test_a_database_without_its_triggers_is_found_out_and_migrating_puts_them_back(assembly):
    assert missing() == the_record_is_guarded(None, databases=["default"]) == []
    lift()
    assert set(missing()) == {model._meta.db_table for model in kept_models()}
    assert {error.id for error in the_record_is_guarded(None, databases=["default"])} == {"updates.E001"}
    with pytest.raises(CommandError, match="manage.py migrate"):
        call_command("verify_ledger")
    install()
    install()
    assert missing() == []
    each = {"sqlite": 3, "postgresql": 2}[connection.vendor]
    assert len(found()) == each * len(kept_models())


def downloaded(reader, assembly) -> dict:
    """The chain of the assembly as a reader gets it."""
    answer = reader.get(f"/updates/record/{assembly.translation_key}.json")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    return json.loads(b"".join(answer.streaming_content))


def test_anybody_may_take_the_record_away_and_check_it(assembly, reader):
    [about] = reader.get("/updates/record.json").json()["chains"]
    chain = downloaded(reader, assembly)
    assert (about["title"], about["chain"]) == ("The Assembly", chain["chain"])
    assert about["url"] == f"http://testserver/updates/record/{chain['chain']}.json"
    assert (about["entries"], about["head"]) == (len(chain["entries"]), chain["entries"][-1]["hash"])
    assert arithmetic.first_fault(chain["entries"], chain=chain["chain"]) is None
    assert chain["entries"][1]["texts"]["sentence"] == "It was announced."


def test_the_ten_lines_of_the_documentation_check_a_download(assembly, reader, tmp_path):
    [lines] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "ledger.md").read_text(), re.DOTALL)
    assert len([line for line in lines.splitlines() if line.strip()]) <= 12
    chain = downloaded(reader, assembly)
    file = tmp_path / "record.json"
    file.write_text(json.dumps(chain))
    exec(lines, {"FILE": file})  # noqa: S102  it is what the documentation tells a stranger to run
    chain["entries"][1]["texts"]["sentence"] = "It was denied."
    file.write_text(json.dumps(chain))
    with pytest.raises(AssertionError):
        exec(lines, {"FILE": file})  # noqa: S102


def test_an_entry_about_a_page_nobody_may_read_gives_its_hash_only(assembly, reader):
    tracker = TrackerPage.objects.child_of(AssemblyPage.objects.get(pk=assembly.pk)).get()
    PageViewRestriction.objects.create(page=tracker, restriction_type=PageViewRestriction.LOGIN)
    chain = downloaded(reader, assembly)
    assert [set(row) for row in chain["entries"]] == [
        {"number", "previous", "hash"},
        {"number", "previous", "hash", "sealed", "salt", "texts"},
        {"number", "previous", "hash"},
        {"number", "previous", "hash"},
    ]
    assert arithmetic.first_fault(chain["entries"]) is None
    assert "Flood" not in json.dumps(chain)


def test_the_chain_of_an_assembly_that_is_not_public_has_no_title(assembly, reader):
    assembly.unpublish()
    [about] = reader.get("/updates/record.json").json()["chains"]
    assert about["title"] == ""
    assert "The Assembly" not in json.dumps(downloaded(reader, assembly))


@pytest.mark.parametrize("path", ["00000000-0000-0000-0000-000000000000", "not-a-chain"])
def test_a_chain_that_is_not_there_is_not_found(path, assembly, reader):
    assert reader.get(f"/updates/record/{path}.json").status_code == 404


def test_a_site_without_a_record_says_so(site, reader):
    assert reader.get("/updates/record.json").json() == {"version": 1, "chains": []}
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue() == "The record is empty.\n"


def test_words_that_the_law_takes_away_leave_the_chain_whole_and_say_why(assembly, reader):
    entry = DecisionRecord.objects.get().update
    remove_words(entry, reason="An order of the court, 3 May 2026.")
    assert first_fault(assembly.translation_key) is None
    chain = downloaded(reader, assembly)
    assert arithmetic.first_fault(chain["entries"]) is None
    row = chain["entries"][entry.number - 1]
    assert row["removed"]["reason"] == "An order of the court, 3 May 2026."
    assert not {"salt", "texts"} & set(row)
    fact = DecisionRecord.objects.get()
    assert (fact.decision, fact.reason, fact.body, fact.note) == ("accepted", *["[removed]"] * 3)
    assert "Parks" not in json.dumps(chain)
    with pytest.raises(ValidationError, match="already"):
        remove_words(fact.update, reason="Again.")


def test_words_are_not_removed_without_a_reason(assembly):
    with pytest.raises(ValidationError, match="Say why"):
        remove_words(PageUpdate.objects.first(), reason="  ")


def test_a_change_that_is_hidden_behind_a_removal_is_found_all_the_same(assembly, unguarded):
    entry = DecisionRecord.objects.get().update
    remove_words(entry, reason="A court.")
    forge(DecisionRecord.objects.get(), decision="not_accepted")
    assert first_fault(assembly.translation_key).number == entry.number


def verified(*arguments) -> str:
    out = StringIO()
    call_command("verify_ledger", *arguments, stdout=out)
    return out.getvalue()


def test_one_command_checks_every_chain_and_names_the_first_bad_entry(assembly):
    factories.update(factories.person())
    told = verified()
    for head in heads():
        assert f"Chain {head.chain}: {head.number} entries hold. Its head is {head.hash}" in told
    lift()
    forge(PageUpdate.objects.in_chain(assembly.translation_key).get(number=3), note="Forged")
    forge(PageUpdate.objects.in_chain(assembly.translation_key).get(number=4), note="Forged")
    install()
    with pytest.raises(
        CommandError, match=r"entry 3 is wrong: its rows do not say the same \(decisionrecord\.note\)"
    ):
        verified()


def test_a_chain_without_its_lock_is_found(assembly):
    ChainLock.objects.all().delete()
    with pytest.raises(CommandError, match="no lock"):
        verified()


def test_one_command_checks_a_download_of_any_site(assembly, reader, tmp_path):
    file = tmp_path / "record.json"
    chain = downloaded(reader, assembly)
    file.write_text(json.dumps(chain))
    assert f"4 entries hold. Its head is {chain['entries'][-1]['hash']}" in verified(str(file))
    chain["entries"][2]["texts"]["decisionrecord.reason"] = "No."
    file.write_text(json.dumps(chain))
    with pytest.raises(CommandError, match="entry 3 is wrong: its words are not those that were sealed"):
        verified(str(file))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"chain": 3, "entries": []}', '{"chain": "x", "entries": 7}']
)
def test_a_file_that_is_no_download_gets_a_sentence(text, db, tmp_path):
    file = tmp_path / "record.json"
    file.write_text(text)
    with pytest.raises(CommandError, match="is not a downloaded chain"):
        verified(str(file))


def test_one_command_takes_words_away(assembly):
    entry = PageUpdate.objects.in_chain(assembly.translation_key).get(number=2)
    call_command("remove_words", str(entry.chain), "2", "--reason", "A court.", stdout=StringIO())
    assert [row.get("removed", {}).get("reason") for row in published(entry.chain)][1] == "A court."
    for number, reason in (("9", "A court."), ("2", "A court."), ("3", " ")):
        with pytest.raises(CommandError):
            call_command("remove_words", str(entry.chain), number, "--reason", reason)


def test_the_record_is_taken_away_in_as_many_questions_however_long_it_is(assembly, reader):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            downloaded(reader, assembly)
        return len(asked)

    questions()
    few = questions()
    assert few <= 3
    entry = PageUpdate.objects.in_chain(assembly.translation_key).last()
    PageUpdate.objects.bulk_create(factories.another(entry, 40))
    assert questions() == few


def test_the_page_of_updates_and_the_feed_say_where_the_record_stands(assembly, reader):
    [head] = heads()
    html = reader.get("/updates/").content.decode()
    assert head.hash in html
    assert f"/updates/record/{head.chain}.json" in html
    feed = reader.get("/updates/feed.atom").content.decode()
    assert f"Record {head.chain}: 4 entries, fingerprint of the last {head.hash}." in feed


def test_readers_see_that_words_were_removed_when_and_why(assembly, reader):
    fact = DeliveryRecord.objects.get()
    remove_words(fact.update, reason="An order of the court.")
    for path in ("/updates/", "/updates/feed.atom", fact.page.specific.get_url()):
        html = reader.get(path).content.decode()
        assert "The words of this entry were removed on" in html, path
        assert "An order of the court." in html, path
        assert "It is so." not in html
