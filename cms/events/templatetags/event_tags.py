from django import template

from cms.core.querysets import in_language_of, readable

from ..formats import EventKind
from ..models import Appearance, EventPage

register = template.Library()


@register.simple_tag
def sessions_of(page):
    """The live sessions below this page, in order."""
    sessions = (
        EventPage.objects.live().open_to_all().filter(path__startswith=page.path, kind=EventKind.SESSION)
    )
    return sessions.order_by("day_number", "path")


@register.simple_tag
def other_events_of(page):
    """The live events below this page that are no session, in order."""
    events = EventPage.objects.live().open_to_all().in_branch(page.path).exclude(kind=EventKind.SESSION)
    return events.order_by("path")


@register.simple_tag
def appearances_of(person):
    """Where and in what part this person appeared, in order."""
    rows = Appearance.objects.filter(
        readable("page"), in_language_of(person, "page"), person__translation_key=person.translation_key
    )
    return rows.select_related("page").order_by("page__ends_by", "page__path", "sort_order")
