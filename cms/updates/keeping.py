"""A page that the public record, or another page, rests on is withdrawn, not deleted."""

from django.contrib import messages
from django.db import DEFAULT_DB_ALIAS
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from .models import PageUpdate


def must_stay(page: Page) -> bool:
    """Whether something that is kept for good points at the page or at one below it."""
    keys = page.get_descendants(inclusive=True).values("translation_key")
    if PageUpdate.objects.filter(chain__in=keys).exists():
        return True
    try:
        Collector(DEFAULT_DB_ALIAS).collect(page.get_descendants(inclusive=True))
    except (ProtectedError, RestrictedError):
        return True
    return False


def refuse_to_delete(request, page):
    """Sends the editor back with a sentence when the page must stay; otherwise does nothing."""
    if not must_stay(page):
        return None
    messages.error(
        request,
        _(
            "“%(title)s” is part of the public record, or other pages rest on it, so it cannot be deleted. "
            "Unpublish it instead."
        )
        % {"title": page.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def changes_chain(page: Page, destination: Page) -> bool:
    """Whether entries about the page, or about one below it, would stand in a chain of somewhere else."""
    keys = page.get_descendants(inclusive=True).values("translation_key")
    held = set(PageUpdate.objects.filter(subject__in=keys).values_list("chain", flat=True))
    inside = set(page.get_descendants(inclusive=True).values_list("translation_key", flat=True))
    return bool(held - inside - {destination.specific.record_root().translation_key})


def refuse_to_move(request, page, destination):
    """Sends the editor back with a sentence when a page would leave the record it stands in."""
    if not changes_chain(page, destination):
        return None
    messages.error(
        request,
        _(
            "“%(title)s” is part of the public record of the place it stands in, so it cannot be moved "
            "out of it. Make a new page there, and unpublish this one."
        )
        % {"title": page.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_to_move_many(request, action_type, objects, action):
    """The same for a selection of pages."""
    if action_type != "move":
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    refusals = (refuse_to_move(request, page, destination) for page in objects)
    return next(filter(None, refusals), None)


def refuse_to_delete_many(request, action_type, objects, action):
    """The same for a selection of pages."""
    if action_type != "delete":
        return None
    kept = [page for page in objects if isinstance(page, Page) and must_stay(page)]
    return refuse_to_delete(request, kept[0]) if kept else None
