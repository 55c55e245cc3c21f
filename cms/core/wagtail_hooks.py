from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .remembering import forget
from .viewsets import WordsViewSetGroup

register_snippet(WordsViewSetGroup)


@hooks.register("after_move_page")
def forget_after_a_move(request, page):
    """A move saves no page, so the menu would keep the old address."""
    forget()
