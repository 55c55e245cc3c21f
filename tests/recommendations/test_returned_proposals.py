"""What the team returned is mended, not written anew."""

import datetime as dt

from django.utils import timezone

from cms.recommendations.models import Proposal
from cms.recommendations.proposing import give_back, make_link, propose
from cms.recommendations.statuses import Delivery
from cms.updates.rights import Right
from tests import factories
from tests.filling import send


def test_who_mends_what_was_returned_need_not_type_it_all_again(site, reader):
    page = factories.recommendation(title="Trees")
    officer = factories.officer(Right.RECORD_DELIVERY, page=page.get_parent())
    ends_on = timezone.localdate() + dt.timedelta(days=30)
    link, token = make_link([page], by=officer, lead_service="Parks", ends_on=ends_on)
    said = {
        "happened_on": factories.date("2021-05-12"),
        "sentence": "Trees are planted.",
        "who": "The gardener",
    }
    first = propose(link, page, delivery=Delivery.UNDER_WAY, evidence="https://example.org/trees", **said)
    give_back(first, by=officer, answer="How many?")

    form = reader.get(f"/proposals/{token}/")
    send(reader, form, "Send it", {"What has happened": "Twelve trees are planted."})

    again = Proposal.objects.order_by("pk").last()
    assert again.sentence == "Twelve trees are planted."
    for name in ("delivery", "happened_on", "evidence", "who"):
        assert getattr(again, name) == getattr(first, name)
    assert again.pk != first.pk
