from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .remembering import forget
from .rich_text import PageLink
from .viewsets import ExplorerViewSet, WordsViewSetGroup

register_snippet(WordsViewSetGroup)


@hooks.register("register_admin_viewset", order=1)  # after Wagtail's own, whose place it takes
def register_explorer():
    """Our list of pages takes the place of Wagtail's."""
    return ExplorerViewSet()


@hooks.register("after_move_page")
@hooks.register("after_delete_page")
def forget_where_pages_were(request, page):
    """Neither saves or deletes a page through its model, so the menu would keep the old address."""
    forget()


@hooks.register("before_bulk_action", order=1000)  # after those that may refuse
def take_down_as_what_it_is(request, action_type, pages, action):
    """Wagtail unpublishes a selection as plain pages, whose own classes would never hear of it."""
    if action_type == "unpublish":
        pages[:] = [page.specific for page in pages]


@hooks.register("register_rich_text_features", order=10)
def link_to_pages_at_once(features):
    """After Wagtail's own, whose place it takes."""
    features.register_link_type(PageLink)
