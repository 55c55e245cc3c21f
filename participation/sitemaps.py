from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone, translation
from wagtail.contrib.sitemaps import Sitemap

from cms.core.sites import language_roots, site_of
from cms.updates.models import PageUpdate


@dataclass(frozen=True)
class Address:
    """An address that is no page, as Wagtail's sitemap asks for it."""

    url: str
    changed_at: datetime

    def get_sitemap_urls(self, request) -> list[dict]:
        """Where it is and when it changed last."""
        return [{"location": self.url, "lastmod": self.changed_at}]


class ProgressSitemap(Sitemap):
    """The page of progress in every language of the site."""

    def items(self):
        last = (
            PageUpdate.objects.public().order_by("recorded_at").values_list("recorded_at", flat=True).last()
        )
        found = []
        for language in language_roots(self.request):
            with translation.override(language):
                url = f"{site_of(self.request).root_url}{reverse('progress')}"
            found.append(Address(url, last or timezone.now()))
        return found

    def _urls(self, page, protocol, domain):
        urls = [url for item in self.items() for url in item.get_sitemap_urls(self.request)]
        self.latest_lastmod = max((url["lastmod"] for url in urls), default=None)
        return urls
