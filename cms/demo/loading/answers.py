"""Responses, and what has happened since."""

from typing import Any

from cms.core.fields import in_words
from cms.recommendations.models import ResponseEntry, ResponsePage
from cms.recommendations.statuses import Decision, Delivery, Stance
from cms.recommendations.transitions import record_delivery
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Basis, Speaker

from ..validation import Data
from .citing import cited
from .making import Made, dated, put
from .promises import record_promises

DECISIONS = {
    "under_consideration": Decision.AWAITING,
    "not_yet_answered": Decision.AWAITING,
    "accepted": Decision.ACCEPTED,
    "accepted_in_part": Decision.IN_PART,
    "rejected": Decision.NOT_ACCEPTED,
}
DELIVERIES = {
    "planned": Delivery.NOT_STARTED,
    "under_way": Delivery.UNDER_WAY,
    "partly_done": Delivery.UNDER_WAY,
    "changed": Delivery.UNDER_WAY,
    "done": Delivery.DELIVERED,
    "stopped": Delivery.STOPPED,
}
# Two words of the data that the site's own words do not hold, so the sentence says them.
SAID_IN_THE_SENTENCE = {"partly_done": "Partly done. ", "changed": "Changed. "}
BASES = {"stated": Basis.STATED, "curator_reading": Basis.MATCHED}
ATTRIBUTIONS = {
    "stated_in_source": (Speaker.COUNCIL, Basis.STATED),
    "matched_by_curator": (Speaker.EDITOR, Basis.MATCHED),
}
ORDER = (Delivery.NOT_STARTED, Delivery.UNDER_WAY, Delivery.DELIVERED)


def make_responses(data: Data, made: Made) -> None:
    """Each response as a page; its publication writes a decision for each recommendation it names."""
    for row in in_order(data.responses):
        page = ResponsePage(
            title=_title(row),
            slug=row["id"].lower(),
            reference=row["id"],
            body=row["body"],
            published_on=dated(row),
            stance=Stance(row["stance"]),
            basis=BASES[row["stance_basis"]],
            summary=row["summary"],
            note=row["note"] or "",
            citations=cited(row["source"]),
        )
        page.entries.set(
            [
                ResponseEntry(
                    recommendation=made.recommendations[code],
                    decision=DECISIONS[row["stance"]],
                    reason=row["summary"],
                    sort_order=number,
                )
                for number, code in enumerate(row["recommendations"], start=1)
            ]
        )
        put(page, made.branches[row["assembly"]].responses)
        record_promises(row, page, made)


def _title(row: dict[str, Any]) -> str:
    """Who answered, to what and when, so that no two of a list are alike."""
    about = f" on {' and '.join(row['recommendations'])}" if row["recommendations"] else ""
    return f"{row['body']}{about}, {in_words(dated(row))}"


def record_progress(data: Data, made: Made) -> None:
    """One row for each recommendation that an entry names; for the assembly if it names none."""
    current: dict[str, Delivery] = {}
    for row in in_order(data.progress):
        delivery = DELIVERIES[row["status"]]
        said_by, basis = ATTRIBUTIONS[row["attribution"]]
        for name in row["recommendations"] or [row["assembly"]]:
            page = made.recommendations.get(name) or made.assemblies[name]
            goes_back = _goes_back(current.get(name), delivery)
            record_delivery(
                page,
                delivery,
                by=THE_SITE,
                happened_on=dated(row),
                sentence=SAID_IN_THE_SENTENCE.get(row["status"], "") + row["what_happened"],
                reason=row["what_happened"] if goes_back or delivery == Delivery.STOPPED else "",
                reference=row["id"],
                said_by=said_by,
                basis=basis,
                note=row["note"] or "",
                citations=cited(row["source"]),
            )
            current[name] = delivery


def _goes_back(before: Delivery | None, now: Delivery) -> bool:
    if before == Delivery.STOPPED:
        return now != before
    return before is not None and now in ORDER and ORDER.index(now) < ORDER.index(before)


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the end of the period each date means; entries that end alike stay as the file has them."""
    return sorted(rows, key=lambda row: row["date"].end)
