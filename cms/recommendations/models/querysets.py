from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from cms.core.querysets import BasePageQuerySet, readable
from cms.updates.models import PageUpdate

from ..records import DecisionRecord, DeliveryRecord
from ..statuses import NOT_REPORTED, BallotKind, Decision
from .ballots import BallotOption
from .dues import DueQuerySetMixin

MOST_WORDS = 10  # each asks the database five things


def _latest(model, value, *, counted=False):
    rows = model.objects.filter(subject=OuterRef("translation_key"))
    rows = rows.standing().open_to_all()
    rows = rows.counted() if counted else rows
    return Subquery(rows.newest_first().values(value)[:1])


def _states(model, name, nothing):
    """The last state on one axis, and the last one that the council itself stated."""
    return {
        name: Coalesce(_latest(model, name), Value(nothing)),
        f"stated_{name}": Coalesce(_latest(model, name, counted=True), Value(nothing)),
    }


def _decisions():
    return _states(DecisionRecord, "decision", Decision.AWAITING.value)


def _deliveries():
    return _states(DeliveryRecord, "delivery", NOT_REPORTED)


class RecommendationQuerySet(DueQuerySetMixin, BasePageQuerySet):
    """Questions to recommendations."""

    def with_states(self):
        """Annotates `decision` and `delivery`, the last states on record, and `stated_decision` and
        `stated_delivery`: the last ones the council itself stated, which are all a total counts.
        """
        return self.annotate(**_decisions(), **_deliveries())

    def with_decision(self):
        """Annotates `decision` (the last answer on record), its `decided_on` and `decision_basis`, and
        `stated_decision`: the last one the council itself stated, which is all a total counts.
        """
        return self.annotate(
            **_decisions(),
            decided_on=_latest(DecisionRecord, "happened_on"),
            decision_basis=_latest(DecisionRecord, "basis"),
        )

    def with_delivery(self):
        """Annotates `delivery` (the last step on record), its `delivery_on` and `delivery_basis`, and
        `stated_delivery`: the last one the council itself stated, which is all a total counts.
        """
        return self.annotate(
            **_deliveries(),
            delivery_on=_latest(DeliveryRecord, "happened_on"),
            delivery_basis=_latest(DeliveryRecord, "basis"),
        )

    def with_chain(self):
        """Annotates `chain`, the chain of the record that each belongs to, or None before it has one."""
        entries = PageUpdate.objects.filter(subject=OuterRef("translation_key"))
        return self.annotate(chain=Subquery(entries.values("chain")[:1]))

    def with_support(self):
        """Annotates `support_percent`: members for it in the last ballot that asked how strongly, or None."""
        options = BallotOption.objects.filter(
            readable("page"),
            recommendation__translation_key=OuterRef("translation_key"),
            page__kind=BallotKind.SUPPORT_SCALE,
            total_support_percent__isnull=False,
        )
        return self.annotate(
            support_percent=Subquery(
                options.order_by("-page__held_on", "-pk").values("total_support_percent")[:1]
            )
        )

    def with_words(self, words):
        """Recommendations whose title, wording, reference or place holds every one of these words.

        Of many words, the first ten.
        """
        found = self
        for word in words.split()[:MOST_WORDS]:
            found = found.filter(
                models.Q(title__icontains=word)
                | models.Q(wording__icontains=word)
                | models.Q(wording_translated__icontains=word)
                | models.Q(reference__icontains=word)
                | models.Q(place__icontains=word)
            )
        return found

    def in_report_order(self):
        """As the report lists them."""
        return self.order_by("path")
