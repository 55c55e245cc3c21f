from django import template
from django.utils import timezone
from wagtail.templatetags.wagtailcore_tags import pageurl

from ..gathering import MOST_PAGES, gather
from ..ledger import chains_of
from ..models import PageUpdate

register = template.Library()


@register.simple_tag
def latest_updates(page, number):
    """The latest entries of the record about this page and everything below it."""
    entries = PageUpdate.objects.in_chain_of(page).public().until(timezone.localdate())
    return gather(entries.newest_first().for_telling()[: number * MOST_PAGES], number)


@register.simple_tag(takes_context=True)
def record_chains(context):
    """Every chain of the record of this site, and where it stands."""
    return chains_of(context["request"])


@register.simple_tag(takes_context=True)
def pages_of(context, entry):
    """Title and address of every page that an entry, or the entries gathered in it, is about."""
    return [{"title": page.title, "url": pageurl(context, page)} for page in entry.pages]


@register.filter
def is_told_of(page):
    """Whether the record holds something about this page, or about one below it."""
    return PageUpdate.objects.told_on(page.get_descendants(inclusive=True)).exists()
