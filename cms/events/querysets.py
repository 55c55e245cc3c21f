from django.db import models

from cms.core.querysets import BasePageQuerySet
from cms.updates.models import PageUpdate
from cms.updates.statuses import Kind

from .formats import EventKind


class EventQuerySet(BasePageQuerySet):
    """Questions to events."""

    def upcoming(self, day):
        """Events that end on this day or later."""
        return self.filter(ends_by__gte=day)

    def past(self, day):
        """Events that were over before this day, and those whose date is not known."""
        return self.filter(models.Q(ends_by__lt=day) | models.Q(ends_by__isnull=True))

    def soonest_first(self):
        """Next event first."""
        return self.order_by("ends_by", "path")

    def latest_first(self):
        """Last event first; those without a date at the end."""
        return self.order_by(models.F("ends_by").desc(nulls_last=True), "path")

    def held_unrecorded(self, day):
        """Published sessions whose day has come and that the public record does not hold yet."""
        recorded = PageUpdate.objects.filter(kind=Kind.SESSION).values("subject")
        held = self.live().filter(kind=EventKind.SESSION, ends_by__lte=day)
        return held.exclude(translation_key__in=recorded)
