"""What a proposal may not reach: a page nobody can see, a list that is none, the log."""

import io
import logging

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.core.logs import WithoutKeys
from cms.recommendations.models import DeliveryRecord, Proposal
from cms.recommendations.proposing import accept, make_link, propose
from cms.recommendations.statuses import Delivery
from cms.updates.rights import THE_SITE
from tests import factories
from tests.factories import date


@pytest.fixture
def page(site):
    return factories.recommendation()


@pytest.fixture
def made(page):
    """A link for one recommendation, and its token."""
    return make_link([page], by=THE_SITE, lead_service="Parks", ends_on=timezone.localdate())


def test_nothing_is_accepted_about_a_page_that_readers_cannot_see(page, made):
    link, _token = made
    said = {"happened_on": date("2021"), "sentence": "Work has begun."}
    proposal = propose(link, page, delivery=Delivery.UNDER_WAY, **said)
    page.unpublish()
    with pytest.raises(ValidationError, match="Readers cannot see this recommendation"):
        accept(proposal, by=THE_SITE)
    assert not DeliveryRecord.objects.exists()
    assert Proposal.objects.get().is_waiting


def test_a_link_for_a_list_that_cannot_be_is_not_found(editor):
    assert editor.get(reverse("proposals:link", args=[10**30])).status_code == 404


@pytest.fixture
def log(settings):
    """What the site's own set-up lets through to its log, from the level of a live site on."""
    [name] = settings.LOGGING["handlers"]["stderr"]["filters"]
    assert settings.LOGGING["filters"][name] == {"()": "cms.core.logs.WithoutKeys"}
    out, logger = io.StringIO(), logging.getLogger("django.request")
    handler, level = logging.StreamHandler(out), logger.level
    handler.addFilter(WithoutKeys())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield out
    logger.removeHandler(handler)
    logger.setLevel(level)


def test_the_key_of_a_link_stands_in_no_log(page, made, reader, log):
    _link, token = made
    address = reverse("proposal_link", args=[token])
    assert reader.put(address).status_code == 405
    page.unpublish()
    assert reader.get(address).status_code == 410
    assert log.getvalue().count("/proposals/…") == 2
    assert token not in log.getvalue()
