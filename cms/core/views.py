import csv
import posixpath

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.fields import StreamField
from wagtail.models import Page

from .blocks.figures import TableValue
from .cells import for_spreadsheet, rows_of
from .here import crumbs_to, pages_here, topics_in_use
from .models import Topic
from .models.topics import in_words_of
from .querysets import open_to_all
from .routing import specific

PER_PAGE = 30


@require_safe
def topics(request):
    """Every topic that some public page of this language has, with how many."""
    found = topics_in_use(pages_here(request))
    crumbs = crumbs_to(request, {"title": _("Topics"), "url": request.path})
    return render(request, "core/topics.html", {"topics": found, "crumbs": crumbs})


@require_safe
def topic(request, slug):
    """One topic and the public pages of this language that have it."""
    pages = pages_here(request)
    language = translation.get_language()
    called = Topic.objects.filter(
        slug=slug, locale__language_code__in={language, settings.LANGUAGE_CODE}
    ).select_related("locale")
    named = min(called, key=lambda topic: topic.locale.language_code != language, default=None)
    if named is None:
        raise Http404
    rows = Topic.objects.filter(translation_key=named.translation_key).select_related("locale")
    found = in_words_of(language, rows)[0]
    pages = pages.filter(page_topics__tag__translation_key=found.translation_key).distinct()
    pages = Paginator(pages.order_by("content_type_id", "path"), PER_PAGE).get_page(request.GET.get("page"))
    crumbs = crumbs_to(
        request,
        {"title": _("Topics"), "url": request.path.removesuffix(f"{slug}/")},
        {"title": found.name, "url": request.path},
    )
    context = {"topic": found, "pages": pages, "crumbs": crumbs}
    return render(request, "core/topic.html", context)


def _table_in(page, block_id: str) -> TableValue | None:
    """The table with this id in whichever text of the page it stands."""
    texts = (field for field in page._meta.get_fields() if isinstance(field, StreamField))
    blocks = (block for field in texts for block in field.value_from_object(page) or ())
    found = (block.value for block in blocks if block.id == block_id)
    return next((value for value in found if isinstance(value, TableValue)), None)


@require_safe
def table(request, page_id, block_id):
    """One table of a page that anybody may read, as a CSV file. Office programs know it by its first mark."""
    page = Page.objects.live().filter(open_to_all(), pk=page_id).first()
    found = page and _table_in(specific(page), block_id)
    if not found:
        raise Http404
    name = slugify(found["caption"])[:60].strip("-") or "table"
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    rows = rows_of(found["cells"])
    csv.writer(answer).writerows([for_spreadsheet(cell) for cell in row] for row in rows)
    return answer


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


# Documents have an address of their own, which asks who may read them; originals are nobody's business.
KEPT_FOLDERS = frozenset({"documents", "original_images"})


@require_safe
def uploaded(request, path):
    """An uploaded picture, where no web server hands it out. Only for a trial."""
    path = posixpath.normpath(path).lstrip("/")
    if path.split("/")[0] in {*KEPT_FOLDERS, ".."}:
        raise Http404
    return serve_file(request, path, document_root=settings.MEDIA_ROOT)
