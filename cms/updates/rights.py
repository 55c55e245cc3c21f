"""Who may write into the record, branch by branch. Rows of the record hold a role and never an account."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from wagtail.models import Page

from cms.core.querysets import first_language

from .models import BranchRight
from .recording import original
from .statuses import Right


class TheSite:
    """Who acts where no person does: a scheduled publication, a programme that is loaded."""

    def __str__(self):
        return "the site"


THE_SITE = TheSite()


def may(by, right: Right, page) -> bool:
    """Whether this editor, or the site itself, has a right to the record of this page. At most three queries.

    A page in another language is under the rights of its original.
    """
    if by is THE_SITE or _is_administrator(by):
        return True
    if not by.is_active or not by.is_authenticated:
        return False
    path = original(page).path
    above = [path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen)]
    return _granted(by, right).filter(page__path__in=above).exists()


def held_by(by) -> list[tuple[Right, str]]:
    """Every right an account holds, with the start of the tree path of its branch: for what is offered.

    It is asked once and kept with the account until the request is over, so that a list of pages costs one
    query. What is done asks anew: see `may`.
    """
    if _is_administrator(by):
        return [(right, "") for right in Right]
    if not by.is_active or not by.is_authenticated:
        return []
    if not hasattr(by, "rights_held"):
        held = BranchRight.objects.filter(group__user=by).values_list("right", "page__path").distinct()
        by.rights_held = [(Right(right), path) for right, path in held]
    return by.rights_held


def rights_over(by, page) -> set[Right]:
    """Every right that an account is offered over a page: for what is offered, never for what is done."""
    path = page.path if page.locale_id == first_language() else original(page).path
    return {right for right, branch in held_by(by) if path.startswith(branch)}


def require(by, right: Right, page) -> None:
    """Raise PermissionDenied unless `by` has this right to the record of the page."""
    if not may(by, right, page):
        raise PermissionDenied


def branches(by, *rights: Right) -> list[str]:
    """Start of the tree path of every branch in which `by` has one of these rights. One query at most."""
    if by is THE_SITE or _is_administrator(by):
        return [""]
    if not by.is_active or not by.is_authenticated:
        return []
    return list(_granted(by, *rights).values_list("page__path", flat=True).distinct())


def pages_below(branches: Iterable[str]) -> Q:
    """The condition that a page lies in one of these branches, each given by the start of its tree path."""
    return reduce(or_, (Q(path__startswith=branch) for branch in branches), Q(pk__in=[]))


def pages_where(by, right: Right) -> Q:
    """The condition that a page lies in a branch in which `by` has this right."""
    return pages_below(branches(by, right))


def grant(group, right: Right, page) -> BranchRight:
    """Give a group of editors a right to the record of a page and of everything below it."""
    return BranchRight.objects.get_or_create(group=group, right=right, page=page)[0]


def _is_administrator(by) -> bool:
    return by is not THE_SITE and by.is_active and by.is_superuser


def _granted(by, *rights):
    return BranchRight.objects.filter(right__in=rights, group__user=by)
