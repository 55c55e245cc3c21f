"""The doors of the promise clock: how a promise is made, moved, kept or found to be none."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.citations import first_address
from cms.core.fields import in_words
from cms.core.partial_dates import PartialDate
from cms.updates.recording import hold_record_of, record_update
from cms.updates.rights import require
from cms.updates.statuses import Basis, Kind, Right, Speaker

from . import promises
from .promises import Act, Promised, months_later
from .records import PromiseRecord

KINDS = {
    Act.MADE: Kind.PROMISED,
    Act.MOVED: Kind.PROMISE_MOVED,
    Act.KEPT: Kind.PROMISE_KEPT,
    Act.MISTAKEN: Kind.PROMISED,
}


@transaction.atomic
def make_promise(
    page,
    what: Promised,
    *,
    by,
    body: str,
    due_on: PartialDate,
    happened_on: PartialDate,
    every_months: int | None = None,
    lead_service: str = "",
    said_by: Speaker = Speaker.COUNCIL,
    basis: Basis = Basis.STATED,
    note: str = "",
    citations=(),
    published_on=None,
    corrects: PromiseRecord | None = None,
) -> PromiseRecord:
    """Record that a body promised a reply by a date, or a report every so many months from a first date on.

    It is about one recommendation, or about an assembly as a whole. `by` is the editor, or THE_SITE.
    `corrects` is the making of a promise that was recorded wrongly; its later steps stay as they are. Raises
    ValidationError with a sentence for each field if it has no source, or is due before it was made;
    PermissionDenied if `by` has no right.
    """
    what, body, lead_service = Promised(what), body.strip(), lead_service.strip()
    require(by, Right.CORRECT if corrects else Right.RECORD_PROMISE, page)
    hold_record_of(page)
    fact = PromiseRecord(
        act=Act.MADE,
        what=what,
        body=body,
        lead_service=lead_service,
        every_months=every_months,
        due_on=due_on,
        next_due_on=due_on,
        promise=corrects.promise if corrects else uuid.uuid4(),
        is_correction=corrects is not None,
    )
    facts = {"said_by": said_by, "basis": basis, "note": note, "citations": citations}
    _record(fact, page, happened_on, corrects=corrects, published_on=published_on, **facts)
    return fact


@transaction.atomic
def move_promise(
    promise: PromiseRecord,
    due_on: PartialDate,
    *,
    by,
    happened_on: PartialDate,
    reason: str,
    said_by: Speaker = Speaker.COUNCIL,
    basis: Basis = Basis.STATED,
    note: str = "",
    citations=(),
    corrects: PromiseRecord | None = None,
) -> PromiseRecord:
    """Record that what is due next was promised for another day. Both dates stay visible.

    `promise` is any step of it. Raises ValidationError with a sentence for each field if it was kept, if the
    date is the same or had passed, or if no reason is given; PermissionDenied if `by` has no right.
    """
    require(by, Right.CORRECT if corrects else Right.RECORD_PROMISE, promise.page)
    hold_record_of(promise.page)
    before = _step_before(promise, corrects)
    _check_due(before)
    if due_on == before.next_due_on:
        raise ValidationError({"due_on": str(promises.SAME_DATE)})
    fact = _next_step(
        before, corrects, act=Act.MOVED, due_on=due_on, due_before=before.next_due_on, next_due_on=due_on
    )
    fact.reason = reason.strip()
    facts = {"said_by": said_by, "basis": basis, "note": note, "citations": citations}
    _record(fact, promise.page, happened_on, corrects=corrects, **facts)
    return fact


@transaction.atomic
def keep_promise(
    promise: PromiseRecord,
    *,
    by,
    happened_on: PartialDate,
    evidence: str = "",
    said_by: Speaker = Speaker.COUNCIL,
    basis: Basis = Basis.STATED,
    note: str = "",
    citations=(),
    published_on=None,
    corrects: PromiseRecord | None = None,
) -> PromiseRecord:
    """Record that what was due came. The next report is due so many months after the date this one answers.

    `promise` is any step of it. `evidence` is the address of what shows it; if it is left out, that of the
    first source. Raises ValidationError with a sentence for each field if it was kept before, or nothing
    shows it; PermissionDenied if `by` has no right.
    """
    require(by, Right.CORRECT if corrects else Right.RECORD_PROMISE, promise.page)
    hold_record_of(promise.page)
    before = _step_before(promise, corrects)
    _check_due(before)
    if before.act == Act.KEPT and before.happened_on == happened_on:
        raise ValidationError({"happened_on": str(promises.SAME_DAY)})
    due_on = before.next_due_on
    follows = None
    if before.what == Promised.REPORT:
        follows = months_later(due_on, before.every_months, _began_with(before))
    fact = _next_step(before, corrects, act=Act.KEPT, due_on=due_on, next_due_on=follows)
    fact.evidence = evidence or first_address(citations)
    facts = {"said_by": said_by, "basis": basis, "note": note, "citations": citations}
    _record(fact, promise.page, happened_on, corrects=corrects, published_on=published_on, **facts)
    return fact


@transaction.atomic
def take_back_promise(
    promise: PromiseRecord, *, by, reason: str, said_by: Speaker = Speaker.EDITOR
) -> PromiseRecord:
    """Record that a promise was never made: its making was recorded by mistake. It stays readable.

    Raises ValidationError with a sentence if there is no reason; PermissionDenied if `by` has no right.
    """
    require(by, Right.CORRECT, promise.page)
    hold_record_of(promise.page)
    steps = list(PromiseRecord.objects.of_promise(promise.promise).select_related("update"))
    made = next((step for step in steps if step.act == Act.MADE), None)
    if made is None:
        raise ValidationError(str(promises.NOT_ANY_MORE))
    if not reason.strip():
        raise ValidationError({"reason": _("Say what was wrong.")})
    fact = _next_step(steps[-1], None, act=Act.MISTAKEN)
    fact.reason = reason.strip()
    today = PartialDate(timezone.localdate())
    citations = made.citations.get_prep_value()
    _record(fact, promise.page, today, corrects=made, said_by=said_by, citations=citations)
    return fact


def _step_before(promise: PromiseRecord, corrects: PromiseRecord | None) -> PromiseRecord:
    """The step that the next one, or the one that a correction takes the place of, follows."""
    steps = PromiseRecord.objects.of_promise(promise.promise)
    before = (steps.filter(step__lt=corrects.step) if corrects else steps).last()
    if before is None or steps.first().act != Act.MADE:
        raise ValidationError(str(promises.NOT_ANY_MORE))
    return before


def _began_with(before: PromiseRecord) -> PartialDate:
    """The date that a body itself named last: later ones are counted from it."""
    steps = PromiseRecord.objects.of_promise(before.promise).filter(step__lte=before.step)
    return steps.filter(act__in=[Act.MADE, Act.MOVED]).last().next_due_on


def _check_due(before: PromiseRecord) -> None:
    if before.next_due_on is None:
        raise ValidationError(str(promises.KEPT_ALREADY))


def _next_step(before: PromiseRecord, corrects: PromiseRecord | None, **values) -> PromiseRecord:
    same = {
        name: getattr(before, name) for name in ("promise", "what", "every_months", "body", "lead_service")
    }
    return PromiseRecord(
        step=corrects.step if corrects else before.step + 1,
        is_correction=corrects is not None,
        **same,
        **values,
    )


def _record(fact: PromiseRecord, page, happened_on: PartialDate, *, corrects, citations, **facts) -> None:
    """Judge a step by what is on record around it, and write it with its one entry."""
    wrong = {}
    steps = PromiseRecord.objects.of_promise(fact.promise)
    before, after = steps.filter(step__lt=fact.step).last(), steps.filter(step__gt=fact.step).first()
    days = [neighbour.happened_on if neighbour else None for neighbour in (before, after)]
    if sentence := promises.wrong_place(happened_on, *days):
        wrong["happened_on"] = sentence
    if sentence := promises.wrong_due(fact.due_on, happened_on, Act(fact.act)):
        wrong["due_on"] = sentence
    if fact.act == Act.MOVED and not fact.reason:
        wrong["reason"] = str(promises.WHY_MOVED)
    if corrects and after and corrects.what != fact.what:
        wrong["what"] = str(promises.AFTER_THE_NEXT)
    if fact.what == Promised.REPORT and not fact.every_months:
        wrong["every_months"] = str(promises.HOW_OFTEN)
    if not citations:
        wrong["citations"] = _("Say where it stands. A promise without a source is none.")
    if wrong:
        raise ValidationError(wrong)
    record_update(
        page,
        KINDS[Act(fact.act)],
        happened_on=happened_on,
        sentence=sentence_of(fact),
        fact=fact,
        citations=citations,
        corrects=corrects and corrects.update,
        **facts,
    )


def sentence_of(step: PromiseRecord) -> str:
    """The sentence about a step that goes into the record."""
    words = {
        "body": step.body,
        "due": in_words(step.due_on) if step.due_on else "",
        "before": in_words(step.due_before) if step.due_before else "",
        "reason": step.reason,
    }
    is_report = step.what == Promised.REPORT
    if step.act == Act.MISTAKEN:
        return _("This promise was recorded by mistake. %(reason)s") % words
    if step.act == Act.MOVED and is_report:
        return _("%(body)s moved its next report from %(before)s to %(due)s. %(reason)s") % words
    if step.act == Act.MOVED:
        return _("%(body)s moved its reply from %(before)s to %(due)s. %(reason)s") % words
    if step.act == Act.KEPT and is_report:
        return _("%(body)s published the report it promised by %(due)s.") % words
    if step.act == Act.KEPT:
        return _("%(body)s published the reply it promised by %(due)s.") % words
    if is_report:
        return ngettext(
            "%(body)s promised to report by %(due)s, and then every month.",
            "%(body)s promised to report by %(due)s, and then every %(months)d months.",
            step.every_months,
        ) % (words | {"months": step.every_months})
    return _("%(body)s promised to reply by %(due)s.") % words
