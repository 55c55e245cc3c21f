"""The door for verdicts: what members, or an evaluator, say of how a recommendation went."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.partial_dates import PartialDate
from cms.updates.recording import hold_record_of, record_update
from cms.updates.rights import require
from cms.updates.statuses import JUDGES, Kind, Right, Speaker

from .records import AssessmentRecord, in_scale
from .transitions import recommended_from, too_early


def check_assessment(
    page,
    *,
    said_by: Speaker,
    judge: str,
    verdict: str,
    happened_on: PartialDate | None,
    score: Decimal | None = None,
    scale_from: Decimal | None = None,
    scale_to: Decimal | None = None,
    citations=(),
) -> None:
    """Raise ValidationError with a sentence for each field, if this verdict may not enter the record."""
    wrong = {}
    if said_by not in JUDGES:
        wrong["said_by"] = _("Members judge, or an evaluator. The council reports.")
    if not judge.strip():
        wrong["judge"] = _("Say who judges: for example “28 members, at the workshop”.")
    if not verdict.strip():
        wrong["verdict"] = _("Write down the verdict, in the judges' own words if you can.")
    known = [number is not None for number in (score, scale_from, scale_to)]
    if any(known) and not all(known):
        wrong["score"] = _("A score needs its scale: the lowest and the highest score there was.")
    elif all(known) and not (scale_from < scale_to and scale_from <= score <= scale_to):
        wrong["score"] = _("A score stands between the lowest and the highest there was.")
    if too_early(page, happened_on):
        wrong["happened_on"] = _("Nothing can be judged before it was recommended.")
    if not citations:
        wrong["citations"] = _("Say where this verdict can be read.")
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def record_assessment(
    page,
    *,
    by,
    said_by: Speaker,
    judge: str,
    verdict: str,
    happened_on: PartialDate,
    citations,
    score: Decimal | None = None,
    scale_from: Decimal | None = None,
    scale_to: Decimal | None = None,
    reason: str = "",
    note: str = "",
    corrects: AssessmentRecord | None = None,
) -> AssessmentRecord:
    """Record what members, or an evaluator, say of how a recommendation or an assembly as a whole went.

    `judge` says who they are and `verdict` what they say, with a `score` if they gave one. It moves no axis
    and enters no total. `corrects` is a verdict on record that was told wrongly. Raises ValidationError with
    a sentence for each field if something is missing or comes too early; PermissionDenied if `by` has no
    right.
    """
    require(by, Right.CORRECT if corrects else Right.RECORD_DELIVERY, page)
    said_by, judge, verdict = Speaker(said_by), judge.strip(), verdict.strip()
    score, scale_from, scale_to = map(_exact, (score, scale_from, scale_to))
    hold_record_of(page)
    check_assessment(
        page,
        said_by=said_by,
        judge=judge,
        verdict=verdict,
        happened_on=happened_on,
        score=score,
        scale_from=scale_from,
        scale_to=scale_to,
        citations=citations,
    )
    fact = AssessmentRecord(
        judge=judge,
        verdict=verdict,
        score=score,
        scale_from=scale_from,
        scale_to=scale_to,
        reason=reason.strip(),
        recommended_from=recommended_from(page),
    )
    words = _("%(judge)s: “%(verdict)s”") % {"judge": judge, "verdict": verdict}
    record_update(
        page,
        Kind.ASSESSMENT,
        happened_on=happened_on,
        sentence=f"{words} {in_scale(score, scale_from, scale_to)}".strip(),
        said_by=said_by,
        note=note,
        citations=citations,
        fact=fact,
        corrects=corrects and corrects.update,
    )
    return fact


def _exact(number) -> Decimal | None:
    """A number as it is sealed, whatever it was given as."""
    return None if number is None else Decimal(str(number))
