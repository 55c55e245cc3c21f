from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .consent_screens import (
    ConsentScreen,
    WithdrawScreen,
    buttons,
    refuse_many,
    refuse_to_delete,
    refuse_to_edit,
)

hooks.register("before_edit_page", refuse_to_edit)
hooks.register("before_delete_page", refuse_to_delete)
hooks.register("before_bulk_action", refuse_many)
hooks.register("register_page_header_buttons", buttons)
hooks.register("register_page_listing_more_buttons", buttons)


@hooks.register("register_admin_urls")
def screens():
    """The addresses of the two screens."""
    return [
        path("stories/<int:page>/consent/", ConsentScreen.as_view(), name="story_consent"),
        path("stories/<int:page>/withdraw/", WithdrawScreen.as_view(), name="story_withdraw"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions):
    """What the history of a page calls the two verbs."""
    actions.register_action("people.consent", _("Consent"), _("Consent written down"))
    actions.register_action("people.withdraw", _("Withdraw"), _("Story withdrawn"))
