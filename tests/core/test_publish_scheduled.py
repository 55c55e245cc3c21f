"""Scheduled publishing: one page that is refused keeps its place and holds up nothing."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.recommendations.models import DecisionRecord, ResponsePage
from home.models import InformationPage
from tests import factories
from tests.factories import date


def scheduled(page, hours: int):
    """The page as an editor schedules it, to be published so many hours from now."""
    page.go_live_at = timezone.now() + dt.timedelta(hours=hours)
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


@pytest.fixture
def due(site):
    """An answer that comes too early to be recorded, and after it a page that nothing is wrong with."""
    recommendation = factories.recommendation(recommended_on=date("2020-06-01"))
    index = factories.response_index(recommendation.get_parent().get_parent().specific)
    refused = factories.response(
        index, live=False, published_on=date("2020-01-01"), entries=[factories.answer(recommendation)]
    )
    return scheduled(refused, 1), scheduled(factories.information(title="Due", live=False), 2)


def test_what_is_refused_is_told_and_the_rest_is_published(due):
    refused, good = due
    with time_machine.travel(timezone.now() + dt.timedelta(hours=3), tick=False):
        for _run in range(2):
            with pytest.raises(CommandError, match="before it was recommended"):
                call_command("publish_scheduled")
        assert InformationPage.objects.get(pk=good.pk).live
        assert not ResponsePage.objects.get(pk=refused.pk).live
        assert not DecisionRecord.objects.exists()


def test_it_may_be_tried_first_and_takes_down_what_is_over(site):
    page = factories.information(title="Short", expire_at=timezone.now() + dt.timedelta(hours=1))
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2), tick=False):
        out = StringIO()
        call_command("publish_scheduled", dryrun=True, stdout=out)
        assert "Short" in out.getvalue()
        assert InformationPage.objects.get(pk=page.pk).live
        call_command("publish_scheduled")
        page.refresh_from_db()
        assert (page.live, page.expired) == (False, True)
