"""What stands around every page: the council's details, the menu, the footer.

It is remembered, so that a page costs no query for it.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from .models.site_settings import SiteSettings
from .querysets import open_to_all
from .remembering import remembered_of_pages
from .sites import language_roots, site_of
from .working_days import Nation


def furniture_for(request) -> dict:
    """Everything a template needs around a page, in the language in use."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    site = site_of(request)
    if site is None:
        return _bare(language)
    made = remembered_of_pages(
        f"{site.pk}:{language}", lambda: _make(site, language, language_roots(request))
    )
    here = request.path
    menu = [
        {**link, "current": here.startswith(link["url"]), "here": here == link["url"]}
        for link in made["menu"]
    ]
    return {
        **made,
        "menu": menu,
        "feed_url": reverse("updates_feed"),
        "search_url": _search_url(
            language if language in language_roots(request) else settings.LANGUAGE_CODE
        ),
        "canonical_url": request.build_absolute_uri(here),
    }


def _search_url(language: str) -> str:
    with translation.override(language):
        return reverse("search")


def _bare(language: str) -> dict:
    return {
        "language": language,
        "menu": [],
        "footer": [],
        "site_name": settings.WAGTAIL_SITE_NAME,
        "home_url": "/",
        "nation": Nation.ENGLAND,
    }


def _make(site: Site, language: str, roots: dict[str, str]) -> dict:
    details = SiteSettings.objects.prefetch_related("translations__locale").filter(site=site).first()
    details = details or SiteSettings(site=site)
    words = details.words(language) if details.pk else {"site_name": "", "council_name": "", "notice": ""}
    root = Page.objects.filter(url_path=roots.get(language, site.root_page.url_path)).first()
    below = (
        list(
            root.get_children().live().filter(open_to_all()).order_by("path").defer_streamfields().specific()
        )
        if root
        else []
    )
    links = [
        {
            "title": getattr(page, "menu_title", page.title),
            "url": page.get_url(),
            "in_menu": page.show_in_menus,
        }
        for page in below
    ]
    return {
        **words,
        "language": language,
        "site_name": words["site_name"] or site.site_name or settings.WAGTAIL_SITE_NAME,
        "home_url": (root.get_url() if root else None) or "/",
        "menu": [link for link in links if link["in_menu"]],
        "footer": [link for link in links if not link["in_menu"]],
        "contact_email": details.contact_email,
        "contact_phone": details.contact_phone,
        "contact_address": details.contact_address,
        "licence_holder": details.licence_holder,
        "licence_name": details.licence_name,
        "licence_url": details.licence_url,
        "alternative_format_email": details.alternative_format_email,
        "nation": Nation(details.nation),
    }
