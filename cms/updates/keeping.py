"""A page with a record is withdrawn, not deleted."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from .models import PageUpdate


def has_record(page: Page) -> bool:
    """Whether the page, or one below it, has an entry in the public record."""
    return PageUpdate.objects.filter(page__path__startswith=page.path).exists()


def refuse_to_delete(request, page):
    """Sends the editor back with a sentence when the page has a record; otherwise does nothing."""
    if not has_record(page):
        return None
    messages.error(
        request,
        _("“%(title)s” has entries in the public record, so it cannot be deleted. Unpublish it instead.")
        % {"title": page.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_to_delete_many(request, action_type, objects, action):
    """The same for a selection of pages."""
    if action_type != "delete":
        return None
    kept = [page for page in objects if isinstance(page, Page) and has_record(page)]
    return refuse_to_delete(request, kept[0]) if kept else None
