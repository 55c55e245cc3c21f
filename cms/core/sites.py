"""Which site and which language an address belongs to, without a query once it is known."""

from wagtail.models import Site

from .remembering import remembered


def site_of(request) -> Site | None:
    """The site this request is for, without a query once it is known."""
    if not hasattr(request, "_wagtail_site"):
        host = f"{request.get_host()}:{request.get_port()}"
        request._wagtail_site = remembered(f"site:{host}", lambda: [Site._find_for_request(request)])[0]
    return request._wagtail_site


def language_roots(request) -> dict[str, str]:
    """For each language of the site, the url_path of its home page."""
    site = site_of(request)
    if site is None:
        return {}
    return {
        root.language_code: root.root_path for root in Site.get_site_root_paths() if root.site_id == site.pk
    }
