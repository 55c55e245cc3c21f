import datetime as dt

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.fields import in_words
from cms.core.furniture import furniture_for
from cms.core.texts import writable

from .gathering import MOST_PAGES, gather
from .ledger import chains_of
from .models import PageUpdate


class UpdatesFeed(Feed):
    """The latest entries of the public record as Atom: each thing that happened once."""

    feed_type = Atom1Feed
    LATEST = 50

    def get_object(self, request, *args, **kwargs):
        return request

    def title(self, request):
        return writable(_("Updates from %(site)s") % {"site": furniture_for(request)["site_name"]})

    def link(self, request):
        return furniture_for(request)["home_url"]

    def subtitle(self, request):
        """Where the record stands, so that whoever keeps the feed can tell if it is ever written anew."""
        return " ".join(
            _("Record %(chain)s: %(entries)s entries, fingerprint of the last %(head)s.") % chain
            for chain in chains_of(request)
        )

    def author_name(self, request):
        furniture = furniture_for(request)
        return writable(furniture.get("council_name") or furniture["site_name"])

    def items(self, request):
        entries = PageUpdate.objects.on_site_of(request).public().until(timezone.localdate())
        entries = entries.order_by("-recorded_at", "-pk").for_telling()
        return gather(entries[: self.LATEST * MOST_PAGES], self.LATEST)

    def item_title(self, entry):
        titles = ", ".join(page.title for page in entry.pages[:MOST_PAGES])
        more = len(entry.pages) - MOST_PAGES
        if more > 0:
            titles += " " + ngettext("and %(more)d more", "and %(more)d more", more) % {"more": more}
        return writable(f"{titles}: {entry.heading}")

    def item_description(self, entry):
        remark = ""
        if entry.is_matched_by_subject:
            remark = _("The source does not mention the assembly. We matched it by subject.")
        elif entry.is_matched_by_word:
            remark = _("The source does not use this word. We chose the closest one.")
        return writable(f"{in_words(entry.happened_on)}: {entry.told}" + (f" ({remark})" if remark else ""))

    def item_link(self, entry):
        return entry.page.get_url() or "/"

    def item_guid(self, entry):
        return f"urn:moothall:update:{entry.earliest.subject}:{entry.earliest.pk}"

    def item_pubdate(self, entry):
        """The day it happened; nothing where only the month or the year is known, for Atom needs a moment."""
        if entry.happened_on.precision != "day" or entry.happened_on.approximate:
            return None
        return timezone.make_aware(dt.datetime.combine(entry.begins_on, dt.time()))

    def item_updateddate(self, entry):
        return entry.recorded_at
