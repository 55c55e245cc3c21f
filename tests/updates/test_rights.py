"""Who may write into the record: a right is given to a group, for a branch of the site."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from cms.recommendations.models import RecommendationPage
from cms.recommendations.transitions import correct, correct_wording
from cms.updates.models import BranchRight, PageUpdate
from cms.updates.rights import THE_SITE, Right, grant, may, pages_where
from tests import factories


@pytest.fixture
def page(site):
    return factories.recommendation()


@pytest.fixture
def officer(db):
    return factories.officer()


def branch_of(page):
    return page.get_parent().get_parent()


def test_a_right_holds_for_the_branch_and_for_nothing_else(page, officer):
    elsewhere = factories.recommendation()
    grant(officer.groups.get(), Right.RECORD_DELIVERY, branch_of(page))
    assert may(officer, Right.RECORD_DELIVERY, page)
    assert not may(officer, Right.RECORD_DELIVERY, elsewhere)
    assert not may(officer, Right.RECORD_DECISION, page)
    found = RecommendationPage.objects.filter(pages_where(officer, Right.RECORD_DELIVERY))
    assert list(found) == [page]


def test_an_administrator_and_the_site_itself_may_everything(page, django_user_model):
    administrator = factories.administrator()
    for right in Right:
        assert may(administrator, right, page)
        assert may(THE_SITE, right, page)
    assert RecommendationPage.objects.filter(pages_where(administrator, Right.CORRECT)).count() == 1


def test_an_account_that_is_switched_off_may_nothing(page, officer):
    for right in Right:
        grant(officer.groups.get(), right, branch_of(page))
    officer.is_active = False
    assert not any(may(officer, right, page) for right in Right)
    switched_off = factories.administrator()
    switched_off.is_active = False
    assert not may(switched_off, Right.CORRECT, page)


def test_without_a_right_nothing_is_written(page, officer):
    wrong = factories.decision(page)
    step = factories.delivery(page)
    entry = factories.update()
    before = PageUpdate.objects.count()
    attempts = (
        lambda: factories.decision(page, by=officer),
        lambda: factories.delivery(page, by=officer),
        lambda: factories.decision(page, by=officer, corrects=wrong),
        lambda: factories.delivery(page, by=officer, corrects=step),
        lambda: correct(entry, by=officer, sentence="Else.", reason="A slip."),
        lambda: correct_wording(page, "Other words.", by=officer, reason="A slip."),
    )
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert PageUpdate.objects.count() == before


def test_recording_is_one_right_and_correcting_another(page, officer):
    grant(officer.groups.get(), Right.RECORD_DELIVERY, branch_of(page))
    step = factories.delivery(page, by=officer)
    with pytest.raises(PermissionDenied):
        factories.delivery(page, by=officer, corrects=step)
    grant(officer.groups.get(), Right.CORRECT, branch_of(page))
    factories.delivery(page, by=officer, corrects=step)


def test_a_right_is_given_once(page, officer):
    for _time in range(2):
        grant(officer.groups.get(), Right.CORRECT, page)
    [given] = BranchRight.objects.filter(group=officer.groups.get())
    assert str(given) == f"Officers: Correct the record, {page}"


def test_on_a_new_site_those_who_may_publish_may_write_into_the_record(page, officer):
    officer.groups.set(Group.objects.filter(name="Moderators"))
    assert all(may(officer, right, page) for right in Right)
