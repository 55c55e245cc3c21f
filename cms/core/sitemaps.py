from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from .querysets import open_to_all
from .sites import below_the_site


class PagesSitemap(Sitemap):
    """Every page of a site that anybody may read, in every language; Wagtail's knows the first one only."""

    def items(self):
        pages = Page.objects.live().filter(open_to_all(), below_the_site(self.request))
        return pages.order_by("path").defer_streamfields().specific()
