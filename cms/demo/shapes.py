"""The shapes that values of the data may have. A shape reads a value or reports what is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cms.core.partial_dates import NotADate, PartialDate

from .problems import UNREADABLE, Where, shown

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
MISSING_VALUE = "the value is missing."
MISSING_KEY = "the key is missing."
UNKNOWN_KEY = "this key is not known."


class Shape:
    """What a value must look like. `read` answers the clean value, or UNREADABLE once reported."""

    absent: Any = None

    def read(self, value: Any, where: Where) -> Any:
        if value is None:
            return where.report(MISSING_VALUE)
        return self.read_value(value, where)

    def read_value(self, value: Any, where: Where) -> Any:
        raise NotImplementedError

    def from_cell(self, cell: str) -> Any:
        """The value that stands in a cell of a table, before it is read."""
        return cell or None


@dataclass(frozen=True)
class Maybe(Shape):
    """A value of another shape, or null for "not known"."""

    shape: Shape

    def read(self, value: Any, where: Where) -> Any:
        return None if value is None else self.shape.read(value, where)

    def from_cell(self, cell: str) -> Any:
        return self.shape.from_cell(cell)


@dataclass(frozen=True)
class Text(Shape):
    """Some words. `longest` counts characters."""

    longest: int | None = None

    def read_value(self, value: Any, where: Where) -> Any:
        if not isinstance(value, str):
            return where.report(f"{shown(value)} is not a text.")
        if not value.strip():
            return where.report(MISSING_VALUE)
        if _CONTROL.search(value):
            return where.report(f"{shown(value)} holds a character that cannot be shown.")
        if self.longest and len(value) > self.longest:
            return where.report(f"{shown(value)} is longer than {self.longest} characters.")
        return value.strip()


class Slug(Shape):
    """The last part of an address: small letters, digits and hyphens, 100 at most."""

    def read_value(self, value: Any, where: Where) -> Any:
        if (
            not isinstance(value, str)
            or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)
            or len(value) > 100
        ):
            return where.report(f"{shown(value)} cannot be part of an address.")
        return value


@dataclass(frozen=True)
class Choice(Shape):
    """One of a few allowed words."""

    allowed: tuple[str, ...]

    def read_value(self, value: Any, where: Where) -> Any:
        if value not in self.allowed:
            return where.report(f"{shown(value)} is not one of {', '.join(self.allowed)}.")
        return value


@dataclass(frozen=True)
class Number(Shape):
    """A number from 0 to `most`, whole unless `whole` says otherwise."""

    most: int = 2_147_483_647
    whole: bool = True

    def read_value(self, value: Any, where: Where) -> Any:
        kinds: tuple[type, ...] = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            return where.report(f"{shown(value)} is not a {'whole ' if self.whole else ''}number.")
        number: Any = value
        if not number >= 0:
            return where.report(f"{shown(value)} is less than 0.")
        if number > self.most:
            return where.report(f"{shown(value)} is more than {self.most}.")
        return value

    def from_cell(self, cell: str) -> Any:
        if not self.whole and re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,6}", cell):
            return float(cell)
        return int(cell) if re.fullmatch(r"-?[0-9]{1,12}", cell) else cell or None


class Truth(Shape):
    """True or false."""

    def read_value(self, value: Any, where: Where) -> Any:
        return value if isinstance(value, bool) else where.report(f"{shown(value)} is not true or false.")


@dataclass(frozen=True)
class Date(Shape):
    """`2019`, `2019-11` or `2019-11-30`; only the last when `day` is set. Reads a PartialDate."""

    day: bool = False

    def read_value(self, value: Any, where: Where) -> Any:
        found = _DATE.fullmatch(value) if isinstance(value, str) else None
        if not found:
            return where.report(f"{shown(value)} is not a date.")
        try:
            year, month, day = found.groups()
            date = PartialDate.of(int(year), int(month) if month else None, int(day) if day else None)
        except NotADate:
            return where.report(f"{shown(value)} is not a date.")
        if self.day and date.precision != "day":
            return where.report(f"{shown(value)} is not a whole date: year, month and day are needed.")
        return date


class Address(Shape):
    """A web address that starts with http:// or https://."""

    def read_value(self, value: Any, where: Where) -> Any:
        try:
            parts = urlsplit(value) if isinstance(value, str) else None
        except ValueError:
            parts = None
        if not parts or parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"\s", value):
            return where.report(f"{shown(value)} is not a web address.")
        return value


@dataclass(frozen=True)
class Record(Shape):
    """A set of keys. `optional` ones may be left out; `named_by` is the key that names it in messages."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)
    named_by: str = ""

    def read_value(self, value: Any, where: Where) -> Any:
        if not isinstance(value, dict):
            return where.report(f"{shown(value)} is not a set of keys and values.")
        where = self._named(value, where)
        for key in value:
            if key not in self.required and key not in self.optional:
                where.key(str(key)).report(UNKNOWN_KEY)
        clean: dict[str, Any] = {}
        for key, shape in [*self.required.items(), *self.optional.items()]:
            if key in value:
                clean[key] = shape.read(value[key], where.key(key))
            elif key in self.required:
                clean[key] = where.key(key).report(MISSING_KEY)
            else:
                clean[key] = shape.absent
        return {key: read for key, read in clean.items() if read is not UNREADABLE}

    def _named(self, value: dict[str, Any], where: Where) -> Where:
        name = value.get(self.named_by) if self.named_by else None
        if isinstance(name, str) and name.strip() and name.isprintable():
            return where.within(name.strip())
        return where


@dataclass(frozen=True)
class ListOf(Shape):
    """Values of one shape. `separator` splits a cell of a table; `filled` asks for at least one."""

    shape: Shape
    separator: str = ""
    filled: bool = False

    @property
    def absent(self) -> Any:
        return []

    def read(self, value: Any, where: Where) -> Any:
        if not isinstance(value, list):
            return where.report(f"{shown(value)} is not a list.")
        if self.filled and not value:
            return where.report("the list is empty.")
        clean = list(self._items(value, where))
        if isinstance(self.shape, Record):
            # A record that could not be read still counts, so that later checks know one is unknown.
            return [{} if item is UNREADABLE else item for item in clean]
        return UNREADABLE if any(item is UNREADABLE for item in clean) else clean

    def _items(self, value: list[Any], where: Where) -> Iterable[Any]:
        named = isinstance(self.shape, Record) and bool(self.shape.named_by)
        for number, item in enumerate(value, start=1):
            place = where.item(number)
            yield self.shape.read(item, where.within(place.field) if named else place)

    def from_cell(self, cell: str) -> Any:
        return cell.split(self.separator) if cell else []
