"""Whatever single value of the real data is broken, that value is named and nothing else is."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.demo.problems import Problem, Where
from cms.demo.reading import read_document, read_table
from cms.demo.schema import DOCUMENTS, TABLES
from cms.demo.shapes import Address, Choice, Date, ListOf, Maybe, Number, Record, Shape, Slug, Text, Truth
from cms.demo.validation import FOLDER, check_data

GONE = object()
BROKEN: dict[type, list[Any]] = {
    Text: ["", " ", 7, ["a"], {"a": 1}, "a\0b", GONE],
    Slug: ["", " ", "Not An Address", "a/b", "-a", "a" * 101, 7, ["a"], GONE],
    Choice: ["no such word", 7, ["a"], GONE],
    Number: ["many", -1, True, 10**12, [1], GONE],
    Truth: ["yes", 1, GONE],
    Date: ["2019-13-01", "2019-02-30", "soon", "2019-1-1", 2019, GONE],
    Address: ["www", "ftp://example.org", "https://", "https://a b", 7, GONE],
    ListOf: ["a", {"a": 1}, 7, None, GONE],
    Record: ["a", ["a"], 7, GONE],
}
CELLS: dict[type, list[Any]] = {
    Text: [""],
    Choice: ["no such word", ""],
    Number: ["many", "-1", "1.5", ""],
    Date: ["2019-13-01", "soon", "1/2/2019"],
    Address: ["www", "https://"],
}


@dataclass(frozen=True)
class Place:
    """A value of the data: the container that holds it, its key there, and how a message names it."""

    holder: Any
    key: Any
    shape: Shape
    file: str
    record: str
    field: str
    broken: tuple[Any, ...]


def bare(shape: Shape) -> Shape:
    return shape.shape if isinstance(shape, Maybe) else shape


def values_for(shape: Shape, table: bool) -> tuple[Any, ...]:
    values = (CELLS if table else BROKEN).get(type(bare(shape)), [])
    if isinstance(bare(shape), Number) and not bare(shape).whole and table:
        values = [*(value for value in values if value != "1.5"), "1.5.2", "100.01", "-0.1"]
    if isinstance(shape, Maybe):
        return tuple(value for value in values if value != "" or not table)
    return (*values, None) if not table and None not in values else tuple(values)


def places_in(value: dict, shape: Record, where: Where, unnamed: str) -> Iterator[Place]:
    for key, inner in [*shape.required.items(), *shape.optional.items()]:
        if key not in value:
            continue
        here = where.key(key)
        if key == shape.named_by:
            # A record whose name is broken is named by its place in the list.
            here = Where([], where.file, unnamed, key)
        broken = values_for(inner, table=False)
        if key in shape.optional:
            broken = tuple(item for item in broken if item is not GONE)
        yield Place(value, key, inner, where.file, here.record, here.field, broken)
        yield from deeper(value[key], bare(inner), where.key(key))


def deeper(value: Any, shape: Shape, where: Where) -> Iterator[Place]:
    if isinstance(shape, Record) and isinstance(value, dict):
        yield from places_in(value, shape, where, "")
    elif isinstance(shape, ListOf) and isinstance(value, list):
        for number, item in enumerate(value, start=1):
            here = where.item(number)
            if isinstance(shape.shape, Record):
                named = shape.shape.named_by
                name = item[named] if named else ""
                inside = where.within(name) if named else here
                yield from places_in(item, shape.shape, inside, here.field)
            else:
                broken = tuple(one for one in values_for(shape.shape, table=False) if one is not GONE)
                yield Place(value, number - 1, shape.shape, where.file, where.record, here.field, broken)


@functools.cache
def real() -> tuple[dict[str, Any], list[Place]]:
    """The data as read, and every place in it that can be broken."""
    raw: dict[str, Any] = {}
    places: list[Place] = []
    for file, shape in DOCUMENTS.items():
        raw[file] = read_document(FOLDER, Where([], file))
        top = raw[file].get(shape.named_by, "") if shape.named_by else ""
        places += places_in(raw[file], shape, Where([], file, top), "")
    for file, shape in TABLES.items():
        raw[file] = read_table(FOLDER, Where([], file), list(shape.required))
        for line, row in raw[file]:
            for column, inner in shape.required.items():
                record = f"line {line}" if column == shape.named_by else row[shape.named_by]
                places.append(Place(row, column, inner, file, record, column, values_for(inner, table=True)))
    return raw, [place for place in places if place.broken]


def problems_when(place: Place, value: Any) -> list[Problem]:
    raw, _places = real()
    before = place.holder[place.key]
    keys = list(place.holder) if isinstance(place.holder, dict) else []
    try:
        if value is GONE:
            del place.holder[place.key]
        else:
            place.holder[place.key] = value
        problems: list[Problem] = []
        check_data(raw, problems)
        return problems
    finally:
        place.holder[place.key] = before
        if value is GONE:
            for key in keys:
                place.holder[key] = place.holder.pop(key)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_any_single_broken_value_is_named_and_nothing_else(data):
    place = data.draw(st.sampled_from(real()[1]))
    value = data.draw(st.sampled_from(place.broken))
    found = problems_when(place, value)
    assert [(problem.file, problem.record, problem.field) for problem in found] == [
        (place.file, place.record, place.field)
    ], found
    assert found[0].message.endswith(".")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_unknown_key_is_named(data):
    _raw, places = real()
    place = data.draw(st.sampled_from([place for place in places if isinstance(place.holder, dict)]))
    if place.file in TABLES:
        return
    new = Place(place.holder, "no_such_key", place.shape, place.file, "", "", ())
    place.holder["no_such_key"] = 1
    found = problems_when(new, 1)
    del place.holder["no_such_key"]
    [problem] = found
    assert problem.field.endswith("no_such_key")
    assert problem.message == "this key is not known."
