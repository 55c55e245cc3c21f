from django.db import models
from wagtail.models import Page

from cms.core.querysets import BasePageQuerySet, open_to_all, readable

MOST_WORDS = 10  # each asks the database three things


class EvidenceQuerySet(BasePageQuerySet):
    """Questions to evidence."""

    def by_speaker(self, person):
        """Items this person gave, in the language their page is read in."""
        items = self.filter(speakers__person__translation_key=person.translation_key)
        return items.in_language_of(person).distinct()

    def heard_at(self, event):
        """Items put before members at this event."""
        return self.filter(session__translation_key=event.translation_key).in_language_of(event)

    def with_session(self):
        """Brings the session of each item, and annotates `session_is_open`: whether readers may see it."""
        is_open = models.ExpressionWrapper(open_to_all("session__path"), output_field=models.BooleanField())
        return self.select_related("session").annotate(session_is_open=is_open)

    def below(self, slug, path):
        """Items in the branch of the page with this slug, itself below this tree path."""
        above = Page.objects.live().filter(open_to_all(), slug=slug, path__startswith=path).values("path")[:1]
        return self.filter(path__startswith=models.Subquery(above))

    def with_words(self, words):
        """Items whose title, summary or speaker holds every one of these words, the first ten."""
        items = self
        for word in words.split()[:MOST_WORDS]:
            given = self.model.objects.filter(
                readable("speakers__person"), speakers__person__title__icontains=word
            )
            items = items.filter(
                models.Q(title__icontains=word)
                | models.Q(summary__icontains=word)
                | models.Q(pk__in=given.values("pk"))
            )
        return items

    def in_order(self):
        """As members heard them: assembly by assembly, day by day."""
        return self.order_by(models.F("session__ends_by").asc(nulls_last=True), "path")
