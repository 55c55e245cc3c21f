from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField


class Topic(TranslatableMixin, index.Indexed, TagBase):
    """A subject that pages, images and documents share, with a page of its own at /topics/{slug}/."""

    free_tagging = False

    name = models.CharField(
        _("name"),
        max_length=100,
        help_text=_('One to three words: "Clean air". Look first if it is there already.'),
    )
    slug = models.SlugField(
        _("end of the address"),
        max_length=100,
        blank=True,
        help_text=_("Leave it empty: it is made from the name. Keep it the same once people know it."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two plain sentences about the topic.")
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]
    # One address in all languages, because a page in any of them may point at the topic's first row.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="topic_slug_is_used_once_per_language",
                violation_error_message=_("Another topic has this address."),
            ),
            models.UniqueConstraint(
                fields=["locale", "name"],
                name="topic_name_is_used_once_per_language",
                violation_error_message=_("Another topic has this name."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])


class PageTopic(ItemBase):
    """A topic of a page."""

    tag = models.ForeignKey(
        Topic, verbose_name=_("topic"), related_name="page_topics", on_delete=models.CASCADE
    )
    content_object = ParentalKey("wagtailcore.Page", related_name="page_topics", on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("topic of a page")
        verbose_name_plural = _("topics of pages")
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="page_has_a_topic_once"),
        ]


def in_words_of(language: str, topics) -> list[Topic]:
    """Each topic once: as this language has it, else as the first one has it, else as it is."""
    order = [language, settings.LANGUAGE_CODE]

    def place(topic):
        code = topic.locale.language_code
        return order.index(code) if code in order else len(order)

    best = {topic.translation_key: topic for topic in sorted(topics, key=place, reverse=True)}
    return sorted(best.values(), key=lambda topic: topic.name.casefold())
