"""Makes a site that a council can begin with: its home page, its lists and its starter pages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.core.models import SiteSettings
from cms.events.models import EventIndexPage
from cms.evidence.models import EvidenceLibraryPage
from cms.people.models import PersonIndexPage
from cms.publications.models import CaseStudyIndexPage
from cms.recommendations.models import TrackerPage
from cms.updates.models import UpdatesPage
from cms.updates.rights import Right, grant

from .models import HomePage, InformationPage
from .starters import STARTERS

HEADLINE = "Asked, answered, done"

WHO_KEEPS_THE_RECORD = "Moderators"  # Wagtail's own group of those who may publish

LISTS = (
    (
        TrackerPage,
        "recommendations",
        "Recommendations",
        "What members asked for, what was answered, what is done.",
    ),
    (EvidenceLibraryPage, "evidence", "Evidence", "Everything that was put before members."),
    (PersonIndexPage, "people", "Speakers", "The people who spoke to members."),
    (EventIndexPage, "events", "Events", "Sessions, workshops and conferences, to come and past."),
    (CaseStudyIndexPage, "case-studies", "Case studies", "What was tried, what came of it, what it taught."),
    (UpdatesPage, "updates", "Updates", "Everything that has happened, newest first."),
)


def publish(page: Page, parent: Page) -> Page:
    """Put a new page below its parent and publish it, as an editor would."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def public_address() -> tuple[str, int]:
    """The host and the port of the site, as `WAGTAILADMIN_BASE_URL` names them."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return address.hostname or "localhost", address.port or (443 if address.scheme == "https" else 80)


@transaction.atomic
def make_site(*, hostname: str | None = None, port: int | None = None) -> HomePage:
    """The home page of the default site; made, with its lists and starter pages, if there is none yet.

    The sitemap and the feed begin their addresses with the host and the port; left out, they are those
    of `WAGTAILADMIN_BASE_URL`. A second call changes nothing.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site and isinstance(site.root_page.specific, HomePage):
        return site.root_page.specific
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node()
    old = site.root_page if site else None
    home = HomePage(
        title="Home",
        slug="moothall",
        locale=locale,
        headline=HEADLINE,
        summary="Follow a citizens' assembly from the day it is announced to its last recommendation.",
    )
    publish(home, root)
    site = site or Site(is_default_site=True)
    known_host, known_port = public_address()
    site.hostname, site.port = hostname or known_host, port or known_port
    site.root_page, site.site_name = home, site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    if old and not old.is_root() and old.content_type.model == "page" and not old.get_children().exists():
        old.delete()  # Wagtail's own welcome page
    for model, slug, title, summary in LISTS:
        publish(model(title=title, slug=slug, summary=summary, show_in_menus=True), home)
    for group in Group.objects.filter(name=WHO_KEEPS_THE_RECORD):
        for right in Right:
            grant(group, right, home)
    for starter in STARTERS:
        publish(InformationPage(**starter), home)
    SiteSettings.objects.get_or_create(
        site=site,
        defaults={"licence_name": "CC BY 4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/"},
    )
    return HomePage.objects.get(pk=home.pk)
