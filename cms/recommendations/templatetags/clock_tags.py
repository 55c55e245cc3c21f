from django import template
from django.utils import timezone

from cms.core.furniture import furniture_for
from cms.updates.models import PageUpdate

from ..clocks import clocks_about, clocks_of_assembly, what_is_due

register = template.Library()


def _today(context) -> dict:
    """The day it is, and the nation whose bank holidays count."""
    return {"today": timezone.localdate(), "nation": furniture_for(context["request"])["nation"]}


@register.simple_tag(takes_context=True)
def clocks_about_page(context, page):
    """The clocks of a recommendation, from the record that its page shows."""
    record = {name: context[name] for name in ("history", "answers", "deliveries")}
    return clocks_about(page, **record, **_today(context))


@register.simple_tag
def record_of(page):
    """Every entry of the record about this page itself, newest first, with the promises behind them."""
    entries = PageUpdate.objects.about(page).public().until(timezone.localdate()).newest_first()
    return entries.for_telling().select_related("promiserecord__page")


@register.simple_tag(takes_context=True)
def clocks_among(context, page, history):
    """The clocks of an assembly, from the entries about it."""
    return clocks_of_assembly(page, history=history, **_today(context))


@register.simple_tag(takes_context=True)
def due_on_site(context, number):
    """What is overdue and what is due next on the whole site, so many of each."""
    return what_is_due(context["request"], number, **_today(context))
