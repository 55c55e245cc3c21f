"""Promises of the furnished site: one that is late, one that was moved, one that was kept."""

from cms.assemblies.promises import Promised
from cms.assemblies.promising import keep_promise, move_promise
from cms.updates.rights import THE_SITE
from cms.updates.statuses import Basis
from tests import factories
from tests.factories import citation, date


def make_promises(made):
    facts = {"by": THE_SITE, "citations": [citation()]}
    reports = factories.promise(made.recommendation, "2020-06", Promised.REPORT, lead_service="Parks")
    keep_promise(reports, happened_on=date("2020-07-01"), **facts)
    moved = factories.promise(made.assembly, "2020-06")
    why = {"happened_on": date("2020-05"), "reason": "Offices were closed."}
    move_promise(moved, date("2035"), **why, **facts)
    kept = factories.promise(made.assembly, "2020-04", basis=Basis.MATCHED, note="In spring, it said.")
    keep_promise(kept, happened_on=date("2020-04-20"), **facts)
