from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.assemblies.models import AssemblyPage
from cms.recommendations.models import RecommendationPage, TrackerPage

register = template.Library()


@register.simple_tag
def displays_of(page):
    """Title and address of every display of what became of an assembly, a tracker or a recommendation."""
    subject, is_whole = page.translation_key, isinstance(page, AssemblyPage)
    if isinstance(page, TrackerPage):
        above = page.above[-1]
        is_whole = above.specific_class is AssemblyPage
        subject = above.translation_key if is_whole else None
    found = [{"title": _("Progress of every assembly"), "url": reverse("progress")}]
    if is_whole:
        url = reverse("progress_scorecard", args=[subject])
        found.append({"title": _("On one printed side"), "url": url})
    if is_whole or isinstance(page, RecommendationPage):
        found.append({"title": _("Put this on your site"), "url": reverse("progress_embed", args=[subject])})
    return found
