"""Who may publish an answer: its first publication writes decisions that nobody can take back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms.updates.rights import may
from cms.updates.statuses import Right

from .models import ResponsePage


def refuse_to_publish_many(request, action_type, pages, action):
    """Sends the editor back with a sentence if a selection holds an answer that they may not make final."""
    if action_type != "publish":
        return None
    for page in pages:
        if page.specific_class is ResponsePage and _decides_without_a_right(request.user, page.specific):
            sentence = _("“%(title)s” puts decisions into the public record. You may not do that here.")
            messages.error(request, sentence % {"title": page.get_admin_display_title()})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def _decides_without_a_right(user, response) -> bool:
    draft = response.get_latest_revision_as_object()
    is_final = response.recorded_decisions().exists() or not draft.entries.exists()
    return not is_final and not may(user, Right.RECORD_DECISION, response)
