"""Makes of hits what a reader sees of them. One page of results costs at most four statements."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Substr
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from cms.core.models import Topic

from .asking import Asked
from .excerpts import Part, excerpt, marked
from .finding import Hit
from .kinds import DOCUMENT, TOPIC, Kind
from .places import Place

# Of a very long text, such as the transcript of a day, the first hour is enough to show a piece of.
LONGEST_TEXT = 20_000
TEXT = "body_text" if connection.vendor == "postgresql" else "body"


@dataclass
class Result:
    """One line of the list. `title` and `text` are plain until the words that were asked for are marked."""

    title: str
    url: str
    text: str = ""
    changed: dt.datetime | None = None
    file_type: str = ""
    file_size: int | None = None
    kind: str = ""
    assembly: str = ""
    title_parts: list[Part] = field(default_factory=list)
    excerpt: list[Part] = field(default_factory=list)


def results(
    hits: list[Hit], asked: Asked, kinds: dict[str, Kind], places: list[Place], request
) -> list[Result]:
    """The hits as lines, in their order. What was deleted a moment ago is left out."""
    names = {number: name for name, kind in kinds.items() for number in kind.content_types}
    keys: dict[str, list[int]] = {}
    for hit in hits:
        keys.setdefault(names[hit.kind], []).append(hit.key)
    documents, topics = keys.pop(DOCUMENT, []), keys.pop(TOPIC, [])
    of_pages = _pages([key for group in keys.values() for key in group], request)
    of_documents, of_topics = _documents(documents), _topics(topics)
    made = {DOCUMENT: of_documents, TOPIC: of_topics}
    lines = []
    for hit in hits:
        line = made.get(names[hit.kind], of_pages).get(hit.key)
        if line is None:
            continue
        line.kind = kinds[names[hit.kind]].label
        line.assembly = next((place.title for place in places if place.is_above(hit.path)), "")
        # Many a text begins by repeating its title.
        line.title_parts = marked(line.title, asked)
        line.excerpt = excerpt(line.text.strip().removeprefix(line.title), asked)
        lines.append(line)
    return lines


def _pages(keys: list[int], request) -> dict[int, Result]:
    if not keys:
        return {}
    pages = Page.objects.in_bulk(keys)
    entries = Q(pk__in=[])
    for kind in {page.content_type_id for page in pages.values()}:
        same = [str(key) for key, page in pages.items() if page.content_type_id == kind]
        entries |= Q(content_type=kind, object_id__in=same)
    texts = dict(
        IndexEntry.objects.filter(entries)
        .annotate(start=Substr(TEXT, 1, LONGEST_TEXT))
        .values_list("object_id", "start")
    )
    return {
        key: Result(page.title, page.get_url(request), texts.get(str(key)) or "", page.last_published_at)
        for key, page in pages.items()
    }


def _documents(keys: list[int]) -> dict[int, Result]:
    found = get_document_model().objects.in_bulk(keys) if keys else {}
    return {
        key: Result(
            document.title,
            document.url,
            changed=document.created_at,
            file_type=document.file_extension.upper(),
            file_size=document.file_size,
        )
        for key, document in found.items()
    }


def _topics(keys: list[int]) -> dict[int, Result]:
    found = Topic.objects.in_bulk(keys) if keys else {}
    return {
        key: Result(topic.name, topic.get_absolute_url(), topic.description) for key, topic in found.items()
    }
