"""Finds a page by its whole address in one query, however deep it lies."""

from functools import cache

from django.http import Http404
from django.utils import translation
from wagtail import views
from wagtail.models import Page, get_page_models
from wagtail.url_routing import RouteResult

from .querysets import unexpired
from .sites import language_roots, site_of


def page_at(request, path: str, *above: str) -> Page | None:
    """The published page at this path of the request's site and language, or None.

    `path` is relative to the language's root and ends in a slash, or is empty. Where there is none, the one
    at `above` is found in the same query. The slug is asked for as well because it has an index and the
    url_path has none.
    """
    root_path = language_roots(request).get(translation.get_language())
    if root_path is None:
        return None
    paths = [root_path + each for each in (path, *above)]
    slugs = {each.rstrip("/").rsplit("/", 1)[-1] for each in paths}
    found = Page.objects.live().filter(unexpired(), slug__in=slugs, url_path__in=paths)
    return found.order_by("-depth").first()


def specific(page: Page) -> Page:
    """The page as its own type, with the relations that type always needs. One query."""
    model = page.specific_class
    if model is None or model is Page:
        return page
    return model._default_manager.select_related(*getattr(model, "fetched_with", ()) or (None,)).get(
        pk=page.pk
    )


def serve(request, path: str):
    """Answer with the page at this path, after Wagtail's own checks of who may read it.

    A page may be shown another way below its address: the page gets the name of that part when it is served.
    """
    site_of(request)
    above, _slash, part = path.rstrip("/").rpartition("/")
    is_part = bool(above) and part in _parts_of_all()
    page = page_at(request, path, f"{above}/") if is_part else page_at(request, path)
    if page is None:
        raise Http404
    shown_as = (part,) if is_part and not page.url_path.endswith(f"/{path}") else ()
    if shown_as and part not in getattr(page.specific_class, "parts", ()):
        raise Http404
    request._wagtail_route_for_request = RouteResult(specific(page), shown_as, {})
    return views.serve(request, path)


@cache
def _parts_of_all() -> frozenset[str]:
    return frozenset(part for model in get_page_models() for part in getattr(model, "parts", ()))
