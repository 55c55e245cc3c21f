"""Composes the text of one chapter, or of all of them, in the same few queries however long they are."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Prefetch, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText, expand_db_html

from cms.core.headings import Heading, headings_of, short_id

from .typesetting import Reference, SetText, note_anchor, same, set_text


class Text(NamedTuple):
    """What is composed: a body with its notes, if it has any, and the page they belong to.

    Its headings are shown so many levels `deeper`.
    """

    page: Any
    body: StreamValue
    notes: StreamValue | None = None
    deeper: int = 0


@dataclass
class Note:
    """A note below a text: its words, its id, and the places that point to it."""

    mark: str
    number: int
    anchor: str
    words: SafeString
    places: list[Reference]


@dataclass
class Composed:
    """A text ready to be shown, its notes in the order of reading, and its headings."""

    html: SafeString
    notes: list[Note]
    headings: list[Heading]
    setting: SetText


class _Held(RichText):
    """Rich text whose links to pages and documents are looked up later, all at once."""

    def __html__(self):
        return render_to_string("wagtailcore/shared/richtext.html", {"html": self.source})


def compose(
    texts: list[Text], context: dict[str, Any] | None = None, *, together: bool = False
) -> list[Composed]:
    """Compose each text; `context` is that of the page on which it is shown.

    With `together` several stand on one page, so each has its number before its ids. Images, documents and
    links are fetched for all of them at once.
    """
    bodies = _held([text.body for text in texts], renditions=together)
    notes = _held([text.notes for text in texts])
    headings = [headings_of(body) for body in bodies]
    parts = [
        _shown(body, of_body, {**(context or {}), "page": text.page})
        for text, body, of_body in zip(texts, bodies, headings, strict=True)
    ]
    parts += [str(note.value["text"]) for stream in notes for note in stream]
    expanded = iter(_expanded(parts))
    bodies_html = [next(expanded) for _text in texts]
    return [
        _composed(
            bodies_html[place],
            list(headings[place].values()),
            [(note.value["mark"], next(expanded)) for note in notes[place]],
            deeper=texts[place].deeper,
            prefix=f"c{place + 1}-" if together else "",
        )
        for place in range(len(texts))
    ]


def _held(streams: list[StreamValue | None], *, renditions: bool = False) -> list[list[Any]]:
    """The blocks of each stream, made in one go so that what they choose is fetched in one go."""
    raw = [list(stream.raw_data) if stream else [] for stream in streams]
    block = next((stream.stream_block for stream in streams if stream), None)
    if block is None:
        return [[] for _stream in streams]
    merged = StreamValue(block, [one for part in raw for one in part], is_lazy=True)
    for child in merged:
        child.value = _hold(child.value)
    if renditions:
        images = [image for child in merged for image in _images_in(child.value)]
        prefetch_related_objects(images, Prefetch("renditions", to_attr="prefetched_renditions"))
    children = iter(merged)
    return [[next(children) for _one in part] for part in raw]


def _inner(value: Any) -> Iterator[tuple[Any, Any]]:
    """What a value holds: the holder and the key or the child through which it can be exchanged."""
    if isinstance(value, StructValue):
        yield from ((value, key) for key in value)
    elif isinstance(value, ListValue):
        yield from ((child, None) for child in value.bound_blocks)
    elif isinstance(value, StreamValue):
        yield from ((child, None) for child in value)


def _hold(value: Any) -> Any:
    for holder, key in _inner(value):
        if key is None:
            holder.value = _hold(holder.value)
        else:
            holder[key] = _hold(holder[key])
    return _Held(value.source) if isinstance(value, RichText) else value


def _images_in(value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    for holder, key in _inner(value):
        yield from _images_in(holder.value if key is None else holder[key])


def _shown(blocks: list[Any], headings: dict[int, Heading], context: dict[str, Any]) -> str:
    """The blocks one after the other, each with an id that stays the same for as long as the block lives."""
    return format_html_join(
        "\n",
        "<div{}>{}</div>",
        (
            (
                format_html(' id="p-{}"', short_id(block.id)) if block.id else "",
                block.render({**context, "heading": headings.get(place), "block_id": block.id}),
            )
            for place, block in enumerate(blocks)
        ),
    )


def _expanded(parts: list[str]) -> list[str]:
    """The parts with their links to pages and documents, looked up for all parts together."""
    border = f"<!--{uuid.uuid4()}-->"
    return expand_db_html(border.join(parts)).split(border)


def _draw(reference: Reference) -> str:
    return render_to_string("publications/note_mark.html", {"reference": reference}).strip()


def _composed(
    html: str, headings: list[Heading], notes: list[tuple[str, str]], *, deeper: int, prefix: str
) -> Composed:
    setting = set_text(html, [mark for mark, _words in notes], _draw, deeper=deeper, prefix=prefix)
    order = [*setting.references, *(same(mark) for mark, _w in notes if same(mark) not in setting.references)]
    words = {same(mark): text for mark, text in notes}
    return Composed(
        html=mark_safe(setting.html),  # noqa: S308  the templates of its blocks have escaped it
        notes=[
            Note(
                mark=mark,
                number=number,
                anchor=note_anchor(mark, prefix),
                words=mark_safe(words[mark]),  # noqa: S308  rich text, as Wagtail cleaned it
                places=setting.references.get(mark, []),
            )
            for number, mark in enumerate(dict.fromkeys(order), start=1)
        ],
        headings=headings,
        setting=setting,
    )
