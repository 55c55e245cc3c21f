"""The promise clock of recommendations: their own promises, those of their assembly, and more work to do."""

import datetime as dt

from django.db.models import Q

from cms.assemblies.clocks import Clock, clocks_of, in_order, silence, still_due
from cms.assemblies.promises import MORE_WORK, Promised, State, reading_of_due
from cms.assemblies.records import PromiseRecord
from cms.core.querysets import readable
from cms.core.sites import below_the_site
from cms.core.working_days import Nation
from cms.updates.statuses import Kind

from .models.dues import work_promised
from .statuses import OVER, Decision

# Entries in which a public body lets hear from itself.
HEARD = frozenset({Kind.RESPONSE, Kind.DECISION, Kind.ACKNOWLEDGED, Kind.DELIVERY, Kind.PROMISE_KEPT})


def clock_of_work(decision, today: dt.date, nation: Nation) -> Clock:
    """The clock of an answer that needs more work."""
    return Clock(
        reading_of_due(decision.due_on, today, nation),
        what=MORE_WORK,
        body=decision.body,
        lead_service=decision.lead_service,
        due_on=decision.due_on,
        is_matched=decision.is_matched,
        page=decision.page,
    )


def clocks_about(page, *, history, answers, deliveries, today: dt.date, nation: Nation) -> list[Clock]:
    """The clocks of one recommendation, from its record as its page has it. One query more."""
    steps = PromiseRecord.objects.filter(Q(subject=page.translation_key) | Q(subject=_chain_of(page)))
    clocks = clocks_of(steps.standing().open_to_all().select_related("page"), today, nation)
    work = [answer for answer in answers if answer.decision == Decision.MORE_WORK]
    clocks = in_order([*clocks, *(clock_of_work(answer, today, nation) for answer in work)])
    is_over = bool(deliveries) and deliveries[0].delivery in OVER
    if still_due(clocks) or is_over:
        return clocks
    heard = [entry.happened_on for entry in history if entry.kind in HEARD and not entry.was_corrected]
    return [*clocks, silence(max(heard, default=page.recommended_on), today)]


def _chain_of(page):
    return page.assembly.translation_key if page.assembly else page.translation_key


def clocks_of_assembly(page, *, history, today: dt.date, nation: Nation) -> list[Clock]:
    """The clocks of an assembly as a whole, from the entries about it. No query.

    Nothing is said of silence before members have recommended anything.
    """
    steps = [
        entry.promiserecord
        for entry in history
        if hasattr(entry, "promiserecord") and not entry.was_corrected
    ]
    clocks = clocks_of(steps, today, nation)
    kinds = {kind for kind, _date in page.happenings}
    if still_due(clocks) or not kinds & {Kind.RECOMMENDED, *HEARD}:
        return clocks
    heard = [date for kind, date in page.happenings if kind in {Kind.RECOMMENDED, *HEARD}]
    return [*clocks, silence(max(heard, default=None), today)]


def what_is_due(request, number: int, today: dt.date, nation: Nation) -> dict[str, list[Clock]]:
    """The clocks of the whole site: so many that are `overdue`, so many that are `due` next. Two queries."""
    here = Q(readable("page"), below_the_site(request, "page"))
    steps = PromiseRecord.objects.current().still_due().filter(here).select_related("page")
    decisions = work_promised().filter(here).select_related("page")
    most = 2 * number + 1
    clocks = [
        Clock(
            reading_of_due(step.next_due_on, today, nation),
            what=Promised(step.what),
            body=step.body,
            due_on=step.next_due_on,
            is_matched=step.is_matched,
            page=step.page,
        )
        for step in steps[:most]
    ]
    clocks = in_order([*clocks, *(clock_of_work(each, today, nation) for each in decisions[:most])])
    overdue = [clock for clock in clocks if clock.reading.state == State.OVERDUE]
    due = [clock for clock in clocks if clock.reading.state != State.OVERDUE]
    return {"overdue": overdue[:number], "more": overdue[number:], "due": due[:number]}
