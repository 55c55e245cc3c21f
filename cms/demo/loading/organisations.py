"""Organisations and topics: what pages name."""

from typing import Any

from django.utils.text import slugify

from cms.core.models import Organisation, Topic

from ..validation import Data
from .citing import cited
from .making import Made, lines


def make_organisations(data: Data, made: Made) -> None:
    """Everybody with a part in the programme. A body that an editor made before is left as it is."""
    notes = {row["id"]: row["note"] for row in data.programme["participating_authorities"]}
    for assembly in data.assemblies:
        council = assembly["council"]
        _make(
            made,
            council["name"],
            [],
            kind=council["type"],
            website=council["website"],
            members=lines(council["members"]),
            non_voting_members=lines(council["non_voting_members"]),
            population=council["population"],
            population_note=council["population_qualifier"] or "",
            councillors=council["councillors"],
            wards=council["wards"],
            partner=council["partner"] or "",
            note=notes.get(council["id"]) or "",
        )
    for body in data.programme["commissioners"]:
        _make(made, body["name"], body["source"], short_name=body["short_name"])
    for body in data.programme["partners"]:
        _make(
            made,
            body["name"],
            body["source"],
            legal_name=body["legal_name"] or "",
            kind=body["kind"] or "",
            website=body["website"],
        )
    for assembly in data.assemblies:
        for row in assembly["facilitators"]:
            _make(made, row["organisation"], [])


def _make(made: Made, name: str, sources: list[dict[str, Any]], **facts: Any) -> None:
    if name in made.organisations:
        return
    found = Organisation.objects.filter(name=name, locale=made.home.locale).first()
    if found is None:
        found = Organisation(name=name, locale=made.home.locale, citations=cited(sources), **facts)
        found.full_clean()
        found.save()
    made.organisations[name] = found


# Themes of the data that differ in a letter and mean the same.
SAME_TOPIC = {"Town centre": "Town centres"}


def make_topics(data: Data, made: Made) -> None:
    """A topic for each theme of an assembly or a recommendation."""
    themes = [assembly["theme"] for assembly in data.assemblies]
    themes += [row["theme"] for group in data.recommendations for row in group["recommendations"]]
    for theme in dict.fromkeys(themes):
        name = SAME_TOPIC.get(theme, theme)
        made.topics[theme], _made = Topic.objects.get_or_create(
            locale=made.home.locale, slug=slugify(name), defaults={"name": name}
        )
    made.themes = {assembly["id"]: assembly["theme"] for assembly in data.assemblies}
