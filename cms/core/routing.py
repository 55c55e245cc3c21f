"""Finds a page by its whole address in one query, however deep it lies."""

from django.http import Http404
from django.utils import translation
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from .querysets import unexpired
from .sites import language_roots, site_of


def page_at(request, path: str) -> Page | None:
    """The published page at this path of the request's site and language, or None.

    `path` is relative to the language's root and ends in a slash, or is empty. The slug is asked for as
    well because it has an index and the url_path has none.
    """
    root_path = language_roots(request).get(translation.get_language())
    if root_path is None:
        return None
    url_path = root_path + path
    slug = url_path.rstrip("/").rsplit("/", 1)[-1]
    return Page.objects.live().filter(unexpired(), slug=slug, url_path=url_path).first()


def specific(page: Page) -> Page:
    """The page as its own type, with the relations that type always needs. One query."""
    model = page.specific_class
    if model is None or model is Page:
        return page
    return model._default_manager.select_related(*getattr(model, "fetched_with", ()) or (None,)).get(
        pk=page.pk
    )


def serve(request, path: str):
    """Answer with the page at this path, after Wagtail's own checks of who may read it."""
    site_of(request)
    page = page_at(request, path)
    if page is None:
        raise Http404
    request._wagtail_route_for_request = RouteResult(specific(page), [], {})
    return views.serve(request, path)
