"""Goes through the rows of a file: to see what they would change, or to change it."""

import datetime as dt
from collections.abc import Callable
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction

from ..freezing import hold_branch
from ..models import RecommendationPage
from ..statuses import SheetKind
from .columns import COLUMNS
from .facts import DecisionRows, DeliveryRows
from .lines import Objection, Report
from .pages import RecommendationRows
from .reading import read
from .sheets import Slip
from .understanding import understand

ROWS = {
    SheetKind.RECOMMENDATIONS: RecommendationRows,
    SheetKind.DECISIONS: DecisionRows,
    SheetKind.DELIVERY: DeliveryRows,
}


def go_through(
    data: bytes,
    kind: SheetKind,
    tracker,
    *,
    by,
    today: dt.date,
    publish: bool = False,
    is_trial: bool = True,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Report:
    """Import a file, or with `is_trial` find out what its import would do.

    A trial does what the import does, through the same doors, and takes it back, one recommendation at a
    time: so it knows every rule, and holds nobody up for long. Otherwise the caller's transaction holds
    everything, and the caller takes all of it back if the report has slips. `progress` is told how many rows
    are done, of how many. Raises Unreadable with a sentence if nothing can be used.
    """
    entries, slips = understand(read(data, sheets=[str(kind.label)]), COLUMNS[kind], today=today)
    wrong = {slip.row for slip in slips}
    good = [entry for entry in entries if entry.row not in wrong]
    if not is_trial:
        # What is there already is looked up once: nobody may add to it from here on.
        hold_branch(tracker, RecommendationPage.objects.in_branch(tracker.branch_path))
    rows = ROWS[kind](tracker, good, by=by, publish=publish)
    good.sort(key=(lambda entry: (rows.group(entry), rows.order(entry))) if is_trial else rows.order)
    report, done = Report(slips=slips), len(entries) - len(good)
    for _name, group in groupby(good, key=rows.group if is_trial else rows.order):
        with transaction.atomic():
            for entry in group:
                _enter(rows, entry, kind, report)
                done += 1
            if is_trial:
                transaction.set_rollback(True)
        progress(done, len(entries))
    report.lines.sort(key=lambda line: line.row)
    report.slips.sort(key=lambda slip: slip.row)
    return report


def _enter(rows, entry, kind: SheetKind, report: Report) -> None:
    try:
        with transaction.atomic():
            report.lines.append(rows.enter(entry))
    except Objection as objection:
        report.slips.append(Slip(entry.row, _heading(kind, objection.column), objection.sentence))
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        report.slips.extend(
            Slip(entry.row, _heading(kind, name), sentence)
            for name, sentences in told.items()
            for sentence in sentences
        )


def _heading(kind: SheetKind, name: str) -> str:
    return next((str(column.heading) for column in COLUMNS[kind] if column.name == name), "")
