"""Dates known to the day, the month or the year, as sources print them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Precision = Literal["day", "month", "year"]

_STORED = re.compile(r"(\d{4}-\d{2}-\d{2})/(day|month|year)(~?)")
_ISO = re.compile(r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_BRITISH = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_WORDS = re.compile(r"^(?:(\d{1,2})(?:st|nd|rd|th)? )?([^\W\d_]+) (\d{4})$")
_ABOUT = re.compile(r"^(?:about|around|circa|c\.|~)\s*", re.IGNORECASE)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}


class NotADate(ValueError):  # noqa: N818  the sentence reads better without "Error"
    """A text that is not a day, a month or a year."""


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day, a month or a year; it sorts by the last day it could mean.

    `end` is that last day, `precision` says how much of it is known, and `approximate` that the
    source is not sure.
    """

    end: dt.date
    precision: Precision = "day"
    approximate: bool = False

    @classmethod
    def of(
        cls, year: int, month: int | None = None, day: int | None = None, *, approximate: bool = False
    ) -> "PartialDate":
        """The partial date of these numbers. Raises NotADate if there is no such day."""
        try:
            if month is None:
                return cls(dt.date(year, 12, 31), "year", approximate)
            if day is None:
                return cls(dt.date(year, month, calendar.monthrange(year, month)[1]), "month", approximate)
            return cls(dt.date(year, month, day), "day", approximate)
        except (ValueError, calendar.IllegalMonthError) as error:
            raise NotADate(f"There is no such date: {year}-{month}-{day}.") from error

    @classmethod
    def parse(cls, text: str, *, approximate: bool = False) -> "PartialDate":
        """Read `2020`, `2020-06`, `2020-06-25`, `June 2020`, `25 June 2020`, `25/6/2020`,
        or any of them after "about".

        The day comes first, as in Britain. Raises NotADate for anything else.
        """
        text = " ".join(text.split())
        bare = _ABOUT.sub("", text)
        approximate = approximate or bare != text
        if found := _ISO.match(bare):
            year, month, day = (int(part) if part else None for part in found.groups())
            assert year is not None
            return cls.of(year, month, day, approximate=approximate)
        if found := _BRITISH.match(bare):
            return cls.of(int(found[3]), int(found[2]), int(found[1]), approximate=approximate)
        found = _WORDS.match(bare)
        if found and found[2].lower() in _MONTHS:
            day = int(found[1]) if found[1] else None
            return cls.of(int(found[3]), _MONTHS[found[2].lower()], day, approximate=approximate)
        raise NotADate(f'"{text}" is not a day, a month or a year.')

    @classmethod
    def from_stored(cls, stored: str) -> "PartialDate":
        """Read back what `stored` wrote. Raises NotADate for anything else."""
        if not (found := _STORED.fullmatch(stored)):
            raise NotADate(f'"{stored}" is not a stored date.')
        precision: Precision = found[2]  # type: ignore[assignment]
        try:
            return cls(dt.date.fromisoformat(found[1]), precision, bool(found[3]))
        except ValueError as error:
            raise NotADate(f'"{stored}" is not a stored date.') from error

    @property
    def stored(self) -> str:
        """The form in the database: 18 characters at most, sorting by the end of the period."""
        return f"{self.end.isoformat()}/{self.precision}{'~' if self.approximate else ''}"

    @property
    def start(self) -> dt.date:
        """The first day it could mean."""
        if self.precision == "year":
            return self.end.replace(month=1, day=1)
        if self.precision == "month":
            return self.end.replace(day=1)
        return self.end

    @property
    def iso(self) -> str:
        """`2020`, `2020-06` or `2020-06-25`: what a `<time>` element takes."""
        length = {"day": 10, "month": 7, "year": 4}[self.precision]
        return self.end.isoformat()[:length]

    def __str__(self) -> str:
        return f"about {self.iso}" if self.approximate else self.iso
