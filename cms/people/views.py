from django.db.models import Q
from django.http import Http404
from django.views.decorators.http import require_safe

from cms.core.guarded import guarded
from cms.core.ranges import answer_with_file

from .files import TYPES, ending_of, folder_of
from .models import StoryPage
from .models.stories import kept_by_nobody


@require_safe
def story_file(request, page: str, name: str):
    """A file of a story: for everybody while the story is public, else for its editors only.

    Asked of the database each time. A story past its end and one that never was get the same 404.
    """
    whole = _public_file(page, name) or _file_for_editors(request, page, name)
    if not whole or ending_of(name) not in TYPES or not guarded().exists(whole):
        raise Http404
    answer = kept_by_nobody(answer_with_file(request, guarded(), whole, TYPES[ending_of(name)]))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _public_file(page: str, name: str) -> str:
    end = f"/{name}"
    named = Q(film__endswith=end) | Q(portrait__endswith=end)
    story = StoryPage.objects.live().open_to_all().filter(named, pk=page).only("film", "portrait").first()
    files = [story.film.name, story.portrait.name] if story else []
    return next((file for file in files if file.endswith(end)), "")


def _file_for_editors(request, page: str, name: str) -> str:
    """A file of a draft or an older version, for those who may edit the page."""
    if not request.user.is_authenticated:
        return ""
    story = StoryPage.objects.filter(pk=page).select_related("consent").first()
    if story is None or not story.permissions_for_user(request.user).can_edit():
        return ""
    return f"{folder_of(story.consent)}/{name}"
