"""The doors of the tracker: how an answer, a step or a correction enters the record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.citations import first_address
from cms.core.partial_dates import PartialDate
from cms.updates.facts import fact_behind
from cms.updates.models import PageUpdate
from cms.updates.recording import hold_record_of, record_update
from cms.updates.rights import require
from cms.updates.statuses import STATUS_SPEAKERS, Basis, Kind, Right, Speaker

from .moves import BREAKS_WHAT_FOLLOWS, Move, decision_move, delivery_move
from .records import DecisionRecord, DeliveryRecord, WordingRecord
from .statuses import ANSWERED, Decision, Delivery
from .wording import fingerprint


def check_decision(
    recommendation,
    decision: Decision,
    *,
    body: str,
    happened_on: PartialDate | None,
    reason: str = "",
    due_on: PartialDate | None = None,
    said_by: Speaker = Speaker.COUNCIL,
    instead_of: DecisionRecord | None = None,
) -> None:
    """Raise ValidationError with a sentence for each field, if this answer may not follow what is on record.

    `instead_of` is the answer that a correction takes the place of.
    """
    earlier = _before(DecisionRecord, recommendation, happened_on, instead_of)
    body = body.strip()
    earlier = earlier.filter(body__iexact=body).values_list("decision", flat=True)
    before = earlier.first() if said_by in STATUS_SPEAKERS else None
    wrong = _wrong_with(decision_move(Decision(before) if before else None, decision), "decision", reason)
    if said_by in STATUS_SPEAKERS:
        later = _after(DecisionRecord, recommendation, happened_on, instead_of)
        following = later.filter(body__iexact=body).first()
        if following and _breaks(decision_move(decision, Decision(following.decision)), following):
            wrong.setdefault("happened_on", str(BREAKS_WHAT_FOLLOWS))
    if decision == Decision.MORE_WORK and due_on is None:
        wrong["due_on"] = _("Say by when the work will be done.")
    if too_early(recommendation, happened_on):
        wrong["happened_on"] = _("Nothing can be decided before it was recommended.")
    if wrong:
        raise ValidationError(wrong)


def check_delivery(
    page,
    delivery: Delivery,
    *,
    happened_on: PartialDate | None,
    reason: str = "",
    evidence: str = "",
    said_by: Speaker = Speaker.COUNCIL,
    instead_of: DeliveryRecord | None = None,
) -> None:
    """Raise ValidationError with a sentence for each field, if this step may not follow what is on record.

    Members and evaluators judge: what they say follows nothing. `instead_of` is the step that a correction
    takes the place of.
    """
    earlier = _before(DeliveryRecord, page, happened_on, instead_of)
    before = earlier.values_list("delivery", flat=True).first() if said_by in STATUS_SPEAKERS else None
    wrong = _wrong_with(delivery_move(Delivery(before) if before else None, delivery), "delivery", reason)
    if said_by in STATUS_SPEAKERS:
        following = _after(DeliveryRecord, page, happened_on, instead_of).first()
        if following and _breaks(delivery_move(delivery, Delivery(following.delivery)), following):
            wrong.setdefault("happened_on", str(BREAKS_WHAT_FOLLOWS))
    if delivery == Delivery.DELIVERED and not evidence:
        wrong["evidence"] = _("Give the address of something that shows it was delivered.")
    if too_early(page, happened_on):
        wrong["happened_on"] = _("Nothing can be delivered before it was recommended.")
    if wrong:
        raise ValidationError(wrong)


def _before(model, page, happened_on, instead_of):
    """What stood on record when this happened, the latest first."""
    facts = model.objects.about(page).standing().newest_first()
    if happened_on is not None:
        facts = facts.filter(happened_on__lte=PartialDate(happened_on.end, "year", True))
    return facts.exclude(pk=instead_of.pk) if instead_of else facts


def _after(model, page, happened_on, instead_of):
    """What is on record of later days, the earliest first."""
    facts = model.objects.about(page).standing().order_by("happened_on", "pk")
    if happened_on is None:
        return facts.none()
    facts = facts.filter(happened_on__gt=PartialDate(happened_on.end, "year", True))
    return facts.exclude(pk=instead_of.pk) if instead_of else facts


def _breaks(move: Move, following) -> bool:
    return bool(move.forbidden or (move.owed and not following.reason.strip()))


def _wrong_with(move: Move, name: str, reason: str) -> dict[str, str]:
    if move.forbidden:
        return {name: str(move.forbidden)}
    return {"reason": str(move.owed)} if move.owed and not reason.strip() else {}


def too_early(page, happened_on: PartialDate | None) -> bool:
    """Whether something of this day cannot be about it, because it was not recommended yet."""
    return bool(happened_on and happened_on.end.isoformat() < recommended_from(page))


def recommended_from(page) -> str:
    """The first day on which it may have been recommended, or nothing if nobody knows."""
    recommended_on = getattr(page.specific, "recommended_on", None)
    return recommended_on.start.isoformat() if recommended_on else ""


@transaction.atomic
def record_decision(
    recommendation,
    decision: Decision,
    *,
    by,
    body: str,
    happened_on: PartialDate,
    reason: str = "",
    lead_service: str = "",
    decision_reference: str = "",
    due_on: PartialDate | None = None,
    response=None,
    said_by: Speaker = Speaker.COUNCIL,
    basis: Basis = Basis.STATED,
    note: str = "",
    citations=(),
    corrects: DecisionRecord | None = None,
) -> DecisionRecord:
    """Record what a body answered to a recommendation: one fact, one entry, one transaction.

    `by` is the editor, or THE_SITE. `corrects` is a wrong answer on record that this one takes the place
    of; both stay readable. Raises ValidationError with a sentence for each field if the answer may not
    follow what is on record, if a reason or a date is owed, or if it comes before the recommendation;
    PermissionDenied if `by` has no right.
    """
    require(by, Right.CORRECT if corrects else Right.RECORD_DECISION, recommendation)
    decision, reason = Decision(decision), reason.strip()
    body, lead_service = body.strip(), lead_service.strip()
    response = response or (corrects.response if corrects else None)
    hold_record_of(recommendation)
    check_decision(
        recommendation,
        decision,
        body=body,
        happened_on=happened_on,
        reason=reason,
        due_on=due_on,
        said_by=said_by,
        instead_of=corrects,
    )
    fact = DecisionRecord(
        decision=decision,
        body=body,
        reason=reason,
        lead_service=lead_service,
        decision_reference=decision_reference,
        due_on=due_on,
        response=response,
        recommended_from=recommended_from(recommendation),
        is_correction=corrects is not None,
    )
    answer = _("%(body)s: %(decision)s.") % {"body": body, "decision": decision.label.lower()}
    record_update(
        recommendation,
        Kind.DECISION if decision in ANSWERED else Kind.ACKNOWLEDGED,
        happened_on=happened_on,
        sentence=f"{answer} {reason}".strip(),
        said_by=said_by,
        basis=basis,
        note=note,
        citations=citations,
        published_on=response,
        fact=fact,
        corrects=corrects and corrects.update,
    )
    return fact


@transaction.atomic
def record_delivery(
    page,
    delivery: Delivery,
    *,
    by,
    happened_on: PartialDate,
    sentence: str,
    reason: str = "",
    evidence: str = "",
    reference: str = "",
    said_by: Speaker = Speaker.COUNCIL,
    basis: Basis = Basis.STATED,
    note: str = "",
    citations=(),
    corrects: DeliveryRecord | None = None,
) -> DeliveryRecord:
    """Record how far a recommendation, or an assembly as a whole, has got.

    `sentence` is what readers see. `evidence` is the address of what shows it; if it is left out, that of the
    first source. `corrects` is a wrong step on record that this one takes the place of. Raises
    ValidationError with a sentence for each field if the step may not follow what is on record, if a reason
    or evidence is owed, or if it comes before the recommendation; PermissionDenied if `by` has no right.
    """
    require(by, Right.CORRECT if corrects else Right.RECORD_DELIVERY, page)
    delivery, reason = Delivery(delivery), reason.strip()
    hold_record_of(page)
    evidence = evidence or first_address(citations)
    check_delivery(
        page,
        delivery,
        happened_on=happened_on,
        reason=reason,
        evidence=evidence,
        said_by=said_by,
        instead_of=corrects,
    )
    fact = DeliveryRecord(
        delivery=delivery,
        reason=reason,
        evidence=evidence,
        reference=reference,
        recommended_from=recommended_from(page),
    )
    record_update(
        page,
        Kind.DELIVERY,
        happened_on=happened_on,
        sentence=sentence,
        said_by=said_by,
        basis=basis,
        note=note,
        citations=citations,
        fact=fact,
        corrects=corrects and corrects.update,
    )
    return fact


@transaction.atomic
def correct(
    entry: PageUpdate, *, by, sentence: str, reason: str, said_by: Speaker = Speaker.EDITOR
) -> PageUpdate:
    """Record that the words of an entry were wrong, and what they should have been. Both stay readable.

    A wrong decision or step is corrected by the right one: see `corrects` of the doors above. Raises
    ValidationError with a sentence if there is no reason, or if the entry was corrected before: then its
    correction is what to correct; PermissionDenied if `by` has no right.
    """
    require(by, Right.CORRECT, entry.page)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what was wrong.")})
    if fact_behind(entry) is not None:
        raise ValidationError(_("A fact stands behind this entry. Record the right fact instead."))
    return record_update(
        entry.page,
        Kind(entry.kind),
        happened_on=entry.happened_on,
        sentence=sentence,
        said_by=said_by,
        basis=entry.basis,
        note=reason.strip(),
        citations=entry.citations.get_prep_value(),
        published_on=entry.published_on,
        corrects=entry,
    )


@transaction.atomic
def correct_wording(recommendation, wording: str, *, by, reason: str, said_by: Speaker = Speaker.EDITOR):
    """Record that the frozen words of the members hold a slip, and put the right ones onto their pages.

    Both wordings stay readable. Raises ValidationError with a sentence if nothing was frozen yet, if nothing
    is different, or if there is no reason; PermissionDenied if `by` has no right.
    """
    require(by, Right.CORRECT, recommendation)
    hold_record_of(recommendation)
    frozen = recommendation.frozen_wording()
    if frozen is None:
        raise ValidationError({"wording": _("Nothing is frozen yet: change the page itself.")})
    if not wording.strip() or fingerprint(wording) == frozen.fingerprint:
        raise ValidationError({"wording": _("These are the words that stand already.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say what was wrong.")})
    sentence = _("The members' words were given as “%(before)s”. They should read: “%(now)s”") % {
        "before": frozen.wording,
        "now": wording,
    }
    fact = WordingRecord(wording=wording, fingerprint=fingerprint(wording), reason=reason.strip())
    record_update(
        recommendation,
        Kind.CORRECTION,
        happened_on=PartialDate(timezone.localdate()),
        sentence=sentence,
        said_by=said_by,
        note=reason.strip(),
        citations=recommendation.citations.get_prep_value(),
        fact=fact,
        corrects=frozen.update,
    )
    for page in recommendation.get_translations(inclusive=True):
        page.save()
    return fact
