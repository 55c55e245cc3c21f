"""The one promise that the sources of the programme give: made by a response, and kept by a later one."""

from typing import Any

from cms.assemblies.models import PromiseRecord
from cms.assemblies.promises import Promised
from cms.assemblies.promising import keep_promise, make_promise
from cms.core.partial_dates import PartialDate
from cms.recommendations.models import ResponsePage
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Basis

from .citing import cited
from .making import Made, dated

MADE_IN, KEPT_BY = "GCA-RESP-01", "GCA-RESP-02"
END_OF_SUMMER = PartialDate.of(2020, 8, 31)
WHY_THEN = (
    "The board agreed to reply “by summer 2020 at the latest” and named no day. We take 31 August 2020, the "
    "last day of summer as the Met Office counts the seasons: the latest day the words allow."
)
WHY_KEPT = (
    "The board had its response on the agenda for 25 June 2020. The exact day on which it was published was "
    "not found."
)


def record_promises(row: dict[str, Any], page: ResponsePage, made: Made) -> None:
    """Record what this response promised, or which promise it kept. Most did neither."""
    facts = {
        "by": THE_SITE,
        "happened_on": dated(row),
        "basis": Basis.MATCHED,
        "citations": cited(row["source"]),
        "published_on": page,
    }
    assembly = made.assemblies[row["assembly"]]
    if row["id"] == MADE_IN:
        make_promise(assembly, Promised.REPLY, body=row["body"], due_on=END_OF_SUMMER, note=WHY_THEN, **facts)
    promise = PromiseRecord.objects.about(assembly).first()
    if row["id"] == KEPT_BY and promise is not None:
        keep_promise(promise, note=WHY_KEPT, **facts)
