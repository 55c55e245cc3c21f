"""The import of a file from its upload to its end: checked, looked at, written, each by the worker."""

import dataclasses
import datetime as dt
import time

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms.core.guarded import erase_folder, files_in, guarded

from ..models import ImportJob
from ..models.imports import RUNNING, ImportState
from ..statuses import SheetKind
from .lines import Report
from .running import go_through
from .sheets import Unreadable

FOLDER = "imports"
SILENT = dt.timedelta(minutes=2)
KEPT = dt.timedelta(days=7)
EVERY = 50  # rows between two signs of life


def start(data: bytes, kind: SheetKind, tracker, *, by, publish: bool = False) -> ImportJob:
    """Keep a file aside and have the worker find out what its import would do."""
    job = ImportJob.objects.create(kind=kind, tracker=tracker, started_by=by, publishes=publish)
    guarded().save(_file_of(job), ContentFile(data))
    check_file.enqueue(job.pk)
    return job


def go_on(job: ImportJob) -> bool:
    """Have the worker write what was checked. Gives whether it was ready for that."""
    ready = ImportJob.objects.filter(pk=job.pk, state=ImportState.READY)
    if not ready.update(state=ImportState.WRITING, touched_at=timezone.now()):
        return False
    write_file.enqueue(job.pk)
    return True


def run_again(job: ImportJob) -> bool:
    """Give a job to the worker once more, if nothing was heard of it. Running twice does no harm."""
    if not is_silent(job):
        return False
    ImportJob.objects.filter(pk=job.pk, state__in=RUNNING).update(touched_at=timezone.now())
    (check_file if job.state == ImportState.CHECKING else write_file).enqueue(job.pk)
    return True


def discard(job: ImportJob) -> None:
    """Throw an import and its file away. What it has written into the record stays."""
    with transaction.atomic():
        ImportJob.objects.filter(pk=job.pk).delete()
        transaction.on_commit(lambda: erase_folder(_folder_of(job)))


def discard_old(now: dt.datetime) -> int:
    """Throw away what nobody has touched for a week. Gives how many there were."""
    old = list(ImportJob.objects.older_than(now - KEPT))
    for job in old:
        discard(job)
    return len(old)


def is_silent(job: ImportJob) -> bool:
    """Whether nothing was heard for so long that the worker may have been stopped."""
    heard = max([job.touched_at, *(moment for _done, _of, moment in _signs_of(job))])
    return job.is_running and heard < timezone.now() - SILENT


def progress_of(job: ImportJob) -> tuple[int, int]:
    """How many rows are done, of how many; nought of nought if nobody knows yet."""
    done, of, _moment = max(_signs_of(job), default=(0, 0, None))
    return done, of


@task()
def check_file(pk: int) -> None:
    """Find out what the import of a file would do."""
    job = ImportJob.objects.select_related("tracker", "started_by").get(pk=pk)
    if job.state == ImportState.CHECKING:
        _settle(job, *_gone_through(job, is_trial=True), then=ImportState.READY)


@task()
def write_file(pk: int) -> None:
    """Import a file: all of it in one transaction, or nothing."""
    with transaction.atomic():
        # Whoever comes second waits here, and then finds that it is done.
        job = ImportJob.objects.select_for_update().get(pk=pk)
        if job.state != ImportState.WRITING:
            return
        point = transaction.savepoint()
        report, refusal = _gone_through(job, is_trial=False)
        if report.slips or refusal:
            transaction.savepoint_rollback(point)
        _settle(job, report, refusal, then=ImportState.DONE)


def _gone_through(job: ImportJob, *, is_trial: bool) -> tuple[Report, str]:
    def tell(done: int, of: int) -> None:
        if done % EVERY == 0 or done == of:
            guarded().save(f"{_folder_of(job)}/{done}-{of}-{int(time.time())}", ContentFile(b"."))

    try:
        with guarded().open(_file_of(job)) as file:
            data = file.read()
        report = go_through(
            data,
            SheetKind(job.kind),
            job.tracker,
            by=job.started_by,
            today=timezone.localdate(),
            publish=job.publishes,
            is_trial=is_trial,
            progress=tell,
        )
    except Unreadable as error:
        return Report(), error.sentence
    return report, ""


def _settle(job: ImportJob, report: Report, refusal: str, *, then: ImportState) -> None:
    """Write down what came of it. A file that is of no more use is erased."""
    is_wrong = bool(report.slips or refusal)
    ImportJob.objects.filter(pk=job.pk, state=job.state).update(
        state=ImportState.WRONG if is_wrong else then,
        touched_at=timezone.now(),
        refusal=refusal,
        report=dataclasses.asdict(report),
    )
    names = _signs_in(job) if then == ImportState.READY and not is_wrong else None
    transaction.on_commit(lambda: _erase(job, names))


def _erase(job: ImportJob, names: list[str] | None) -> None:
    """Erases these files of a job, or all of them."""
    if names is None:
        erase_folder(_folder_of(job))
    for name in names or ():
        guarded().delete(name)


def _folder_of(job: ImportJob) -> str:
    return f"{FOLDER}/{job.key}"


def _file_of(job: ImportJob) -> str:
    return f"{_folder_of(job)}/rows"


def _signs_in(job: ImportJob) -> list[str]:
    return [name for name in files_in(_folder_of(job)) if name != _file_of(job)]


def _signs_of(job: ImportJob) -> list[tuple[int, int, dt.datetime]]:
    """Rows done, rows in all and the moment, for each sign of life of the worker.

    They are files, because a transaction that writes 5,000 rows shows nothing of them before its end.
    """
    found = []
    for name in _signs_in(job):
        done, of, seconds = name.rpartition("/")[2].split("_")[0].split("-")
        found.append((int(done), int(of), dt.datetime.fromtimestamp(int(seconds), dt.UTC)))
    return found
