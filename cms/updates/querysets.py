from django.db import models
from django.db.models import Q

from cms.core.querysets import readable, unlocked
from cms.core.sites import below_the_site

from .append_only import AppendOnlyQuerySet
from .statuses import Basis, Kind


def open_entries():
    """The condition that an entry is about a page anybody may read, and was published on one nobody locked.

    What was said stays said when the page that said it is taken off the site.
    """
    return Q(readable("page"), Q(published_on__isnull=True) | unlocked("published_on__path"))


class PageUpdateQuerySet(AppendOnlyQuerySet):
    """Questions to the public record."""

    def about(self, page):
        """Entries about this page, in whichever language it is read."""
        return self.filter(subject=page.translation_key)

    def told_on(self, pages):
        """Entries about these pages, and entries that were published on them."""
        keys = pages.values("translation_key")
        return self.filter(Q(subject__in=keys) | Q(published_on__translation_key__in=keys))

    def in_chain_of(self, root):
        """Entries about this page and everything below it."""
        return self.filter(chain=root.translation_key)

    def public(self):
        """Entries about pages that anybody may read, and published on pages without a lock."""
        return self.filter(open_entries())

    def telling_stage(self):
        """Entries that say how far an assembly has got.

        Progress counts where a source itself states it of a recommendation: news that an editor matched, and
        steps of the assembly as a whole, deliver nothing.
        """
        loose = Q(basis=Basis.MATCHED) | Q(subject=models.F("chain"))
        return self.filter(corrected_by__isnull=True).exclude(loose, kind=Kind.DELIVERY)

    def on_site_of(self, request):
        """Entries about pages of the site that this request is for."""
        return self.filter(below_the_site(request, "page"))

    def until(self, day):
        """Entries about things that had begun by this day."""
        return self.filter(begins_on__lte=day)

    def in_chain(self, chain):
        """The entries of a chain, the first one first."""
        return self.filter(chain=chain).order_by("number")

    def for_telling(self):
        """Brings what a list says of each entry: its page, and whether it was corrected."""
        return self.select_related("page", "corrected_by")

    def newest_first(self):
        """Latest event first; entries of one day, the last written first."""
        return self.order_by("-happened_on", "-pk")
