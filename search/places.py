"""Where a reader may look: the branches that keep a record of their own, which are the assemblies."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import get_page_models


@dataclass(frozen=True)
class Place:
    """An assembly: `name` is what an address calls it, `path` the beginning of every tree path below it."""

    name: str
    title: str
    path: str

    def holds(self, path: str) -> bool:
        """Whether this is the assembly at that tree path, or it is below it."""
        return path.startswith(self.path)

    def is_above(self, path: str) -> bool:
        """Whether that tree path is below the assembly."""
        return path.startswith(self.path) and path != self.path


def places(pages) -> list[Place]:
    """The assemblies among these pages, by their titles."""
    roots = [model for model in get_page_models() if getattr(model, "ledger_root", False)]
    types = ContentType.objects.get_for_models(*roots).values()
    rows = pages.filter(content_type__in=types).order_by("title", "path").values_list("slug", "title", "path")
    found: dict[str, Place] = {}
    for slug, title, path in rows:
        name = slug if slug not in found else f"{slug}-{path}"
        found[name] = Place(name, title, path)
    return list(found.values())
