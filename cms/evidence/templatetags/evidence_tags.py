from django import template

from ..models import EvidencePage

register = template.Library()


@register.simple_tag
def evidence_by(person):
    """The live items this person gave, in order."""
    return EvidencePage.objects.live().open_to_all().by_speaker(person).in_order()


@register.simple_tag
def evidence_heard_at(event):
    """The live items put before members at this event, in order."""
    return EvidencePage.objects.live().open_to_all().heard_at(event).in_order()
