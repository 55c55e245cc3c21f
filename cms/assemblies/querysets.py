from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from cms.core.models.organisations import OrganisationPart
from cms.updates.models import PageUpdate

from .stages import stage_on

PARTS = OrganisationPart.values


def with_stage(assemblies: Iterable) -> list:
    """The assemblies, each with its `stage` today as the public record gives it. One query more."""
    assemblies = list(assemblies)
    happenings = defaultdict(list)
    entries = (
        PageUpdate.objects.public()
        .telling_stage()
        .filter(chain__in=[page.translation_key for page in assemblies])
    )
    for chain, kind, day in entries.values_list("chain", "kind", "happened_on").distinct():
        happenings[chain].append((kind, day))
    today = timezone.localdate()
    for page in assemblies:
        page.stage = stage_on(today, happenings[page.translation_key])
    return assemblies


def by_part(roles) -> list:
    """The organisations of a page with their roles, part by part, each in the editor's order.

    One query, and one more for the sizes of logos if there are any.
    """
    roles = roles.select_related("organisation__logo").prefetch_related("organisation__logo__renditions")
    return sorted(roles, key=lambda role: PARTS.index(role.part))
