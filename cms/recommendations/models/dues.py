"""What is due to a recommendation, as a question to the database: the promise clock for lists."""

import datetime as dt

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, Lower, NullIf

from cms.assemblies.promises import MORE_WORK, Act, last_day_overdue
from cms.assemblies.records import PromiseRecord
from cms.core.fields import PartialDateField
from cms.core.models import SiteSettings
from cms.core.partial_dates import PartialDate
from cms.core.working_days import Nation
from cms.updates.models import PageUpdate

from ..records import DecisionRecord
from ..statuses import Decision

NEVER = "9999-99-99"  # sorts behind every date


def last_decisions():
    """The last answer of every body to every recommendation that anybody may read."""
    rows = DecisionRecord.objects.standing().open_to_all().annotate(whose=Lower("body"))
    later = rows.filter(
        Q(happened_on__gt=OuterRef("happened_on"))
        | Q(happened_on=OuterRef("happened_on"), pk__gt=OuterRef("pk")),
        subject=OuterRef("subject"),
        whose=OuterRef("whose"),
    )
    return rows.exclude(Exists(later))


def work_promised():
    """Answers that stand and need more work: their date is a promise. The earliest date first."""
    return last_decisions().filter(decision=Decision.MORE_WORK).order_by("due_on", "pk")


class DueQuerySetMixin:
    """What is due to recommendations, and what is late."""

    def with_due(self, today: dt.date, nation: Nation | None = None):
        """Annotates `due_on`, the earliest date promised and not kept, or None; `due_what`: a reply, a report
        or more work; `is_overdue`; and `promise_kept_on`, when a promise was kept after which nothing is due.

        What was promised of the whole assembly counts for each of its recommendations. `nation` is the one
        whose bank holidays count: that of the first site, unless it is given.
        """
        chain = PageUpdate.objects.filter(subject=OuterRef(OuterRef("translation_key"))).values("chain")[:1]
        about = Q(subject=OuterRef("translation_key")) | Q(subject=Subquery(chain))
        promises = PromiseRecord.objects.current().filter(about)
        work = work_promised().filter(subject=OuterRef("translation_key"))
        kept = promises.filter(act=Act.KEPT, next_due_on__isnull=True).order_by("-happened_on", "-pk")
        with_dates = self.annotate(
            promised_on=Subquery(promises.still_due().values("next_due_on")[:1]),
            work_due_on=Subquery(work.values("due_on")[:1]),
            promise_kept_on=Subquery(kept.values("happened_on")[:1]),
        )
        known = [
            Coalesce(name, Value(NEVER), output_field=CharField()) for name in ("promised_on", "work_due_on")
        ]
        earliest = NullIf(Least(*known), Value(NEVER), output_field=PartialDateField())
        return with_dates.annotate(due_on=earliest).annotate(
            due_what=Case(
                When(due_on__isnull=True, then=Value("")),
                When(due_on=F("work_due_on"), then=Value(MORE_WORK)),
                default=Subquery(promises.still_due().values("what")[:1]),
                output_field=CharField(),
            ),
            is_overdue=Case(
                When(_late(today, nation), then=True), default=False, output_field=BooleanField()
            ),
        )

    def overdue(self, today: dt.date, nation: Nation | None = None):
        """Recommendations to which something is overdue on this day. Needs `with_due`."""
        return self.filter(_late(today, nation))

    def soonest_due_first(self):
        """What is due first comes first, what is not due at all comes last. Needs `with_due`."""
        return self.annotate(due_rank=Coalesce("due_on", Value(NEVER), output_field=CharField())).order_by(
            "due_rank", "path"
        )


def _late(today: dt.date, nation: Nation | None) -> Q:
    last = last_day_overdue(today, nation or SiteSettings.nation_of())
    # The end of its period counts: a year that ended on that day is as late as the day is.
    return Q(due_on__lte=PartialDate(last, "year", True))
