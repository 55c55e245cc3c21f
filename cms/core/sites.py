"""Which site and which language an address belongs to, without a query once it is known."""

from django.db.models import Q
from wagtail.models import Site

from .remembering import remembered


def site_of(request) -> Site | None:
    """The site this request is for, without a query once it is known."""
    if not hasattr(request, "_wagtail_site"):
        host = f"{request.get_host()}:{request.get_port()}"
        request._wagtail_site = remembered(f"site:{host}", lambda: [Site._find_for_request(request)])[0]
    return request._wagtail_site


def below_the_site(request, prefix: str = "") -> Q:
    """The condition that a page, or the page of a row, stands on the site of this request in any language.

    `prefix` names the page of a row.
    """
    name = f"{prefix}__url_path__startswith" if prefix else "url_path__startswith"
    found = Q(pk__in=[])
    for root_path in language_roots(request).values():
        found |= Q(**{name: root_path})
    return found


def language_roots(request) -> dict[str, str]:
    """For each language of the site, the url_path of its home page."""
    site = site_of(request)
    if site is None:
        return {}
    return {
        root.language_code: root.root_path for root in Site.get_site_root_paths() if root.site_id == site.pk
    }
