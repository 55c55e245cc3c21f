"""A file is chosen, looked at row by row, and imported whole or not at all."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cms.core.guarded import files_in
from cms.recommendations.imports import jobs
from cms.recommendations.models import DeliveryRecord, ImportJob, RecommendationPage
from cms.recommendations.models.imports import ImportState
from cms.recommendations.statuses import SheetKind
from cms.updates.models import PageUpdate
from cms.updates.statuses import Right
from tests import factories
from tests.imports.sheets import DELIVERY, csv_of, xlsx_of

GOOD = [DELIVERY, ["R1", "Under way", "2021-05-12", "Work has begun.", "", ""]]
BAD = [*GOOD, ["R2", "Underway", "2021-05-12", "x", "", ""], ["R1", "Stopped", "2022", "It ends.", " ", ""]]


@pytest.fixture
def tracker(site):
    tracker = factories.tracker(title="What they asked")
    factories.recommendation(tracker, reference="R1", title="Trees")
    return tracker


def signed_in(user) -> Client:
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer(tracker):
    return factories.officer(Right.RECORD_DELIVERY, page=tracker)


@pytest.fixture
def desk(officer):
    return signed_in(officer)


def upload(desk, tracker, data, kind="delivery", name="rows.csv", **fields):
    file = SimpleUploadedFile(name, data)
    return desk.post(
        "/admin/imports/", {"kind": kind, "tracker": tracker.pk, "file": file} | fields, follow=True
    )


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_good_file_is_looked_at_and_then_imported(desk, tracker, saving):
    with saving():
        answer = upload(desk, tracker, csv_of(*GOOD))
    for words in (
        "1 row is new",
        "R1: Trees",
        "Not reported",
        "Under way",
        "Work has begun.",
        "Import 1 row",
    ):
        assert words in words_of(answer)
    assert not DeliveryRecord.objects.exists()
    job = ImportJob.objects.get()
    assert files_in(f"imports/{job.key}") == [f"imports/{job.key}/rows"]
    with saving():
        answer = desk.post(answer.wsgi_request.path, {"do": "write"}, follow=True)
    assert "Delivery: Imported" in words_of(answer)
    assert DeliveryRecord.objects.get().update.sentence == "Work has begun."
    assert files_in(f"imports/{job.key}") == []


def test_a_second_import_says_that_it_changes_nothing(desk, tracker):
    factories.delivery(
        RecommendationPage.objects.get(), happened_on=factories.date("2021-05-12"), sentence="Work has begun."
    )
    answer = upload(desk, tracker, xlsx_of(*GOOD), name="rows.xlsx")
    assert "1 row is there already and changes nothing" in words_of(answer)
    assert "there is nothing to import" in words_of(answer)
    assert 'value="write"' not in words_of(answer)


def test_a_bad_file_names_every_row_and_column_and_writes_nothing(desk, tracker, saving):
    before = PageUpdate.objects.count()
    with saving():
        answer = upload(desk, tracker, csv_of(*BAD))
    assert "2 things are wrong, so nothing was imported" in words_of(answer)
    assert "Did you mean “Under way”?" in words_of(answer)
    assert "Say why it was stopped." in words_of(answer)
    assert PageUpdate.objects.count() == before
    job = ImportJob.objects.get()
    assert job.state == ImportState.WRONG
    assert files_in(f"imports/{job.key}") == []
    desk.post(answer.wsgi_request.path, {"do": "write"})
    assert not DeliveryRecord.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 no workbook", "This is not a workbook that we can read."),
        (b"Reference,Sentence\nR1,\x81", "We cannot tell the letters of this file."),
        (csv_of(["Reference", "Colour"], ["R1", "Red"]), "There is no column “Colour”"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, sentence, desk, tracker):
    assert sentence in words_of(upload(desk, tracker, data))


def test_what_changed_since_the_check_is_judged_anew_and_nothing_is_half_written(desk, tracker, saving):
    rows = [*GOOD, ["R1", "Delayed", "2022", "It is late.", "", ""]]
    answer = upload(desk, tracker, csv_of(*rows))
    page = RecommendationPage.objects.get()
    factories.delivery(page, "superseded", happened_on=factories.date("2021-12-01"))
    factories.delivery(page, "under_way", happened_on=factories.date("2021-12-05"), reason="A.")
    factories.delivery(page, "stopped", happened_on=factories.date("2021-12-06"), reason="B.")
    before = PageUpdate.objects.count()
    with saving():
        answer = desk.post(answer.wsgi_request.path, {"do": "write"}, follow=True)
    assert PageUpdate.objects.count() == before
    assert "nothing was imported" in words_of(answer)


def test_an_import_is_nobody_elses(desk, tracker):
    answer = upload(desk, tracker, csv_of(*GOOD))
    other = signed_in(factories.administrator())
    assert other.get(answer.wsgi_request.path).status_code == 404
    assert other.post(answer.wsgi_request.path, {"do": "write"}).status_code == 404
    assert desk.get(f"/admin/imports/{uuid.uuid4()}/").status_code == 404


def test_who_has_no_right_does_not_see_the_screen(tracker):
    desk = signed_in(factories.officer())
    assert desk.get("/admin/imports/").status_code == 302
    assert "/admin/imports/" not in desk.get("/admin/").content.decode()


def test_an_officer_is_offered_the_lists_of_the_branch_and_the_ones_above(desk, tracker):
    whole = factories.tracker(factories.home(), title="Everything asked")
    factories.tracker(title="Another council")
    page = words_of(desk.get("/admin/imports/"))
    assert "What they asked" in page
    assert whole.title in page
    assert "Another council" not in page


def test_who_may_not_add_pages_is_told_so_beside_the_list(desk, tracker):
    answer = upload(desk, tracker, csv_of(["Reference", "Wording"], ["R2", "Ponds."]), kind="recommendations")
    assert "You have no right to put pages into this list." in words_of(answer)
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(("publish", "is_live"), [({}, False), ({"publish": "on"}, True)])
def test_recommendations_are_imported_below_the_list(publish, is_live, editor, tracker):
    data = csv_of(["Reference", "Wording"], ["R2", "Dig ponds."])
    answer = upload(editor, tracker, data, kind="recommendations", **publish)
    editor.post(answer.wsgi_request.path, {"do": "write"})
    page = RecommendationPage.objects.get(reference="R2")
    assert page.live == is_live
    assert page.get_parent().pk == tracker.pk


def test_a_file_too_large_is_refused_before_it_is_kept(desk, tracker):
    answer = upload(desk, tracker, b"x" * (10 * 1024 * 1024 + 1))
    assert "larger than 10 MB" in words_of(answer)
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize("kind", SheetKind.values)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_files_to_start_from_are_handed_out(kind, ending, desk):
    answer = desk.get(f"/admin/imports/sample/{kind}.{ending}")
    assert answer.status_code == 200
    assert answer.content[:2] in {b"PK", b"\xef\xbb"}
    assert desk.get(f"/admin/imports/sample/{kind}.exe").status_code == 404


@pytest.mark.parametrize("number", ["0", "99999", "x", "-1", "\x00"])
def test_any_page_number_is_a_page(number, desk, tracker):
    answer = upload(desk, tracker, csv_of(*GOOD))
    assert desk.get(answer.wsgi_request.path, {"p": number}).status_code == 200


def test_an_import_can_be_thrown_away(desk, tracker, saving):
    answer = upload(desk, tracker, csv_of(*GOOD))
    key = ImportJob.objects.get().key
    with saving():
        desk.post(answer.wsgi_request.path, {"do": "discard"})
    assert not ImportJob.objects.exists()
    assert files_in(f"imports/{key}") == []


@pytest.fixture
def stopped(officer, tracker, monkeypatch):
    """An import whose worker was stopped before it had done anything."""
    monkeypatch.setattr(type(jobs.check_file), "enqueue", lambda self, *args: None)
    job = jobs.start(csv_of(*GOOD), SheetKind.DELIVERY, tracker, by=officer)
    monkeypatch.undo()
    return job


def test_progress_is_seen_while_the_worker_is_at_it(stopped, desk):
    address = f"/admin/imports/{stopped.key}/"
    assert "The worker has not begun yet." in words_of(desk.get(address))
    jobs.guarded().save(f"imports/{stopped.key}/150-5000-{int(timezone.now().timestamp())}", _file())
    page = words_of(desk.get(address))
    assert "150 of 5000 rows are done." in page
    assert "Run it again" not in page


def _file():
    return SimpleUploadedFile("x", b".")


def test_a_job_whose_worker_was_stopped_is_run_again(stopped, desk):
    address = f"/admin/imports/{stopped.key}/"
    desk.post(address, {"do": "again"})
    assert ImportJob.objects.get().state == ImportState.CHECKING, "it may still be at work"
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=3)):
        assert "Run it again" in words_of(desk.get(address))
        desk.post(address, {"do": "again"})
    assert ImportJob.objects.get().state == ImportState.READY


def test_a_job_that_runs_twice_writes_once(officer, tracker):
    job = jobs.start(csv_of(*GOOD), SheetKind.DELIVERY, tracker, by=officer)
    ImportJob.objects.update(state=ImportState.WRITING)
    jobs.write_file.call(job.pk)
    jobs.write_file.call(job.pk)
    assert DeliveryRecord.objects.count() == 1
    assert ImportJob.objects.get().state == ImportState.DONE


def test_a_worker_that_is_stopped_halfway_has_written_nothing(officer, tracker, monkeypatch):
    factories.recommendation(tracker, reference="R2")
    rows = [*GOOD, ["R2", "Under way", "2022", "Begun.", "", ""]]
    job = jobs.start(csv_of(*rows), SheetKind.DELIVERY, tracker, by=officer)
    assert ImportJob.objects.get().state == ImportState.READY
    ImportJob.objects.update(state=ImportState.WRITING)
    before = PageUpdate.objects.count()

    class Stopped(BaseException):
        pass

    def stop(*_args):
        raise Stopped

    with monkeypatch.context() as patched, pytest.raises(Stopped):
        patched.setattr(jobs.guarded().__class__, "save", stop)
        patched.setattr(jobs, "EVERY", 1)
        jobs.write_file.call(job.pk)
    assert PageUpdate.objects.count() == before
    jobs.write_file.call(job.pk)
    assert PageUpdate.objects.count() == before + 2


def test_rights_that_were_taken_away_meanwhile_count(officer, desk, tracker):
    answer = upload(desk, tracker, csv_of(*GOOD))
    officer.groups.clear()
    desk.post(answer.wsgi_request.path, {"do": "write"})
    assert not DeliveryRecord.objects.exists()
    assert ImportJob.objects.get().state == ImportState.WRONG


def test_what_nobody_has_touched_for_a_week_is_thrown_away(officer, tracker, saving):
    job = jobs.start(csv_of(*GOOD), SheetKind.DELIVERY, tracker, by=officer)
    assert jobs.discard_old(timezone.now() + dt.timedelta(days=6)) == 0
    with saving():
        assert jobs.discard_old(timezone.now() + dt.timedelta(days=8)) == 1
    assert files_in(f"imports/{job.key}") == []


def test_what_is_over_is_cleared_away_by_a_command(officer, tracker, capsys):
    jobs.start(csv_of(*GOOD), SheetKind.DELIVERY, tracker, by=officer)
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        call_command("clear_finished_work")
    assert capsys.readouterr().out.startswith("1 import was cleared away.\n")
    assert not ImportJob.objects.exists()
