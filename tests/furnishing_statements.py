"""Two progress statements of the furnished tracker, with something of every kind between them."""

import datetime as dt

from cms.recommendations.models import DecisionRecord
from cms.recommendations.statuses import Decision, Delivery
from tests import factories
from tests.factories import date


def freeze_statements(made):
    """One statement, then a correction, a late step and a new recommendation, then the other statement."""
    made.first_statement = factories.statement(
        made.tracker,
        title="Where things stood on 31 December 2020",
        slug="december-2020",
        stood_on=dt.date(2020, 12, 31),
    )
    wrong = DecisionRecord.objects.about(made.others[1]).get()
    factories.decision(
        made.others[1],
        Decision.IN_PART,
        corrects=wrong,
        happened_on=wrong.happened_on,
        body=wrong.body,
        reason="Half of it.",
    )
    factories.delivery(made.others[0], Delivery.UNDER_WAY, happened_on=date("2020-10-05"))
    factories.recommendation(made.tracker, recommended_on=date("2021-02-01"), reference="LATE-1")
    made.statement = factories.statement(
        made.tracker,
        title="Where things stood on 31 December 2021",
        slug="december-2021",
        summary="A year on.",
        introduction="This is the second statement.",
        stood_on=dt.date(2021, 12, 31),
        citations=[factories.citation()],
    )
