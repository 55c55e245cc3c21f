"""What is wrong with the data, said so that a person can find it."""

from dataclasses import dataclass, replace
from typing import Any, Final


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong: the file, the record's id or line, the field, and a sentence.

    Items of a list are counted from 1: `costs.direct[2].amount`.
    """

    file: str
    record: str
    field: str
    message: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.record, self.field) if part)
        return f"{place}: {self.message}"


class DataError(Exception):
    """The data cannot be loaded. `problems` holds everything that was found, in the order of the files."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class _Unreadable:
    def __repr__(self) -> str:
        return "UNREADABLE"


UNREADABLE: Final[Any] = _Unreadable()
"""Stands for a value that was reported. It is left out of what later checks see."""


@dataclass(frozen=True)
class Where:
    """A place in the data, and the list that collects what is wrong there."""

    problems: list[Problem]
    file: str
    record: str = ""
    field: str = ""

    def key(self, name: str) -> "Where":
        return replace(self, field=f"{self.field}.{name}" if self.field else name)

    def item(self, number: int) -> "Where":
        return replace(self, field=f"{self.field}[{number}]")

    def within(self, record: str) -> "Where":
        return replace(self, record=record, field="")

    def report(self, message: str) -> Any:
        """Write a problem down. Answers UNREADABLE, which stands in for the value."""
        self.problems.append(Problem(self.file, self.record, self.field, message))
        return UNREADABLE


def shown(value: object, longest: int = 60) -> str:
    """A value as a message names it: texts in quotes, long ones cut short."""
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
