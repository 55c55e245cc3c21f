import datetime as dt

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from cms.core.furniture import furniture_for

from .models import PageUpdate


class UpdatesFeed(Feed):
    """The latest entries of the public record as Atom."""

    feed_type = Atom1Feed
    LATEST = 50

    def get_object(self, request, *args, **kwargs):
        return furniture_for(request)

    def title(self, furniture):
        return _("Updates from %(site)s") % {"site": furniture["site_name"]}

    def link(self, furniture):
        return furniture["home_url"]

    def author_name(self, furniture):
        return furniture.get("council_name") or furniture["site_name"]

    def items(self):
        entries = PageUpdate.objects.public().until(timezone.localdate())
        return entries.newest_first().select_related("page")[: self.LATEST]

    def item_title(self, entry):
        return f"{entry.page.title}: {entry.get_kind_display()}"

    def item_description(self, entry):
        if entry.is_matched_by_subject:
            remark = _("The source does not mention the assembly. We matched it by subject.")
            return f"{entry.sentence} ({remark})"
        if entry.is_matched_by_word:
            remark = _("The source does not use this word. We chose the closest one.")
            return f"{entry.sentence} ({remark})"
        return entry.sentence

    def item_link(self, entry):
        return entry.page.get_url() or "/"

    def item_guid(self, entry):
        return f"urn:moothall:update:{entry.subject}:{entry.pk}"

    def item_pubdate(self, entry):
        return timezone.make_aware(dt.datetime.combine(entry.begins_on, dt.time()))

    def item_updateddate(self, entry):
        return entry.recorded_at
