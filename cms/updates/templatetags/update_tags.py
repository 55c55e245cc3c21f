from django import template
from django.utils import timezone

from ..models import PageUpdate

register = template.Library()


@register.simple_tag
def latest_updates(page, number):
    """The latest entries of the record about this page and everything below it."""
    entries = PageUpdate.objects.in_chain_of(page).public().until(timezone.localdate())
    return entries.newest_first().select_related("page")[:number]
