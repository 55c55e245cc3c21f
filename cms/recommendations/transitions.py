"""The doors through which a decision or a step of delivery enters the record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.partial_dates import PartialDate
from cms.updates.recording import record_update
from cms.updates.statuses import Basis, Kind, Speaker

from .records import DecisionRecord, DeliveryRecord
from .statuses import ANSWERED, NEEDS_REASON, Decision, Delivery


@transaction.atomic
def record_decision(
    recommendation,
    decision: Decision,
    *,
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
) -> DecisionRecord:
    """Record what a body answered to a recommendation: one fact, one entry, one transaction.

    Raises ValidationError with a sentence if a refusal has no reason or "needs more work" no date.
    """
    decision, reason = Decision(decision), reason.strip()
    if decision in NEEDS_REASON and not reason:
        raise ValidationError({"reason": _("Say why it was not accepted.")})
    if decision == Decision.MORE_WORK and due_on is None:
        raise ValidationError({"due_on": _("Say by when the work will be done.")})
    answer = _("%(body)s: %(decision)s.") % {"body": body, "decision": decision.label.lower()}
    fact = DecisionRecord(
        decision=decision,
        body=body,
        reason=reason,
        lead_service=lead_service,
        decision_reference=decision_reference,
        due_on=due_on,
        response=response,
    )
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
    )
    return fact


@transaction.atomic
def record_delivery(
    page,
    delivery: Delivery,
    *,
    happened_on: PartialDate,
    sentence: str,
    reason: str = "",
    reference: str = "",
    said_by: Speaker = Speaker.COUNCIL,
    basis: Basis = Basis.STATED,
    note: str = "",
    citations=(),
) -> DeliveryRecord:
    """Record how far a recommendation, or an assembly as a whole, has got.

    `sentence` is what readers see. Raises ValidationError with a sentence if a stop has no reason.
    """
    delivery, reason = Delivery(delivery), reason.strip()
    if delivery in NEEDS_REASON and not reason:
        raise ValidationError({"reason": _("Say why it was stopped.")})
    fact = DeliveryRecord(delivery=delivery, reason=reason, reference=reference)
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
    )
    return fact
