from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .granting import BranchRightFormSet
from .keeping import refuse_to_delete, refuse_to_delete_many, refuse_to_move, refuse_to_move_many
from .screens import LOGGED_AS

hooks.register("before_delete_page", refuse_to_delete)
hooks.register("before_bulk_action", refuse_to_delete_many)
hooks.register("before_move_page", refuse_to_move)
hooks.register("before_bulk_action", refuse_to_move_many)
hooks.register("register_group_permission_panel", lambda: BranchRightFormSet)


@hooks.register("register_log_actions")
def log_actions(actions):
    """What the history of a page calls what was recorded in a screen."""
    actions.register_action(LOGGED_AS, _("Record"), _("Written into the record"))
