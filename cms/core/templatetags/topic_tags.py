from django import template
from django.utils import translation

from ..models.topics import Topic, in_words_of

register = template.Library()


@register.simple_tag
def topics_of(page):
    """The topics of a page, each in the reader's language where it has been translated.

    A page in any language points at the topic's first row. One query more on a translated page.
    """
    found = list(page.topics.all())
    if all(topic.locale_id == page.locale_id for topic in found):
        return found
    rows = Topic.objects.filter(translation_key__in=[topic.translation_key for topic in found])
    return in_words_of(translation.get_language(), rows.select_related("locale"))
