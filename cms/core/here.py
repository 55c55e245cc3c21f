"""What stands in the site and the language of a request: its public pages, and the topics they have."""

from django.db.models import Count
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from .furniture import furniture_for
from .models.topics import PageTopic, Topic, in_words_of
from .querysets import open_to_all
from .sites import language_roots


def pages_here(request):
    """The public pages of the language in use. A language without a home page has no pages at all: a 404."""
    root_path = language_roots(request).get(translation.get_language())
    if root_path is None:
        raise Http404
    return Page.objects.live().filter(open_to_all(), url_path__startswith=root_path)


def topics_in_use(pages) -> list[Topic]:
    """The topics these pages have, in the words of the language in use, each with its `number` of pages."""
    having = PageTopic.objects.filter(content_object__in=pages).values_list("tag__translation_key")
    numbers = dict(having.annotate(Count("content_object", distinct=True)).order_by())
    rows = Topic.objects.filter(translation_key__in=numbers).select_related("locale")
    found = in_words_of(translation.get_language(), rows)
    for topic in found:
        topic.number = numbers[topic.translation_key]
    return found


def crumbs_to(request, *steps) -> list[dict]:
    """Title and address of the home page, and of these steps below it."""
    return [{"title": _("Home"), "url": furniture_for(request)["home_url"]}, *steps]
