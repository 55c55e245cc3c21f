from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .furniture import furniture_for
from .models import Topic
from .querysets import open_to_all
from .sites import language_roots

PER_PAGE = 30


def _pages_here(request):
    """The public pages of the language in use."""
    root_path = language_roots(request).get(translation.get_language())
    if root_path is None:
        raise Http404
    return Page.objects.live().filter(open_to_all(), url_path__startswith=root_path)


def _crumbs(request, *more):
    home = furniture_for(request)["home_url"]
    return [{"title": _("Home"), "url": home}, *more]


@require_safe
def topics(request):
    """Every topic that some public page has, with how many."""
    language = translation.get_language()
    pages = _pages_here(request)
    found = (
        Topic.objects.filter(locale__language_code=language)
        .annotate(number=Count("page_topics", filter=Q(page_topics__content_object__in=pages)))
        .filter(number__gt=0)
        .order_by("name")
    )
    crumbs = _crumbs(request, {"title": _("Topics"), "url": request.path})
    return render(request, "core/topics.html", {"topics": found, "crumbs": crumbs})


@require_safe
def topic(request, slug):
    """One topic and the public pages that have it."""
    language = translation.get_language()
    found = Topic.objects.filter(slug=slug, locale__language_code=language).first()
    if found is None:
        raise Http404
    pages = _pages_here(request).filter(page_topics__tag__translation_key=found.translation_key).distinct()
    pages = Paginator(pages.order_by("content_type_id", "path"), PER_PAGE).get_page(request.GET.get("page"))
    crumbs = _crumbs(
        request,
        {"title": _("Topics"), "url": request.path.removesuffix(f"{slug}/")},
        {"title": found.name, "url": request.path},
    )
    context = {"topic": found, "pages": pages, "crumbs": crumbs}
    return render(request, "core/topic.html", context)


@require_safe
def robots(request):
    """Tells search engines what to leave alone and where the sitemap is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
