"""What the import of one row comes to."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .sheets import Slip


class Outcome(TextChoices):
    """What a row changes."""

    NEW = "new", _("New")
    SAME = "same", _("There already")


@dataclass(frozen=True)
class Line:
    """One row: what it is about, what it changes, from what to what, and what readers will see."""

    row: int
    about: str
    outcome: Outcome
    before: str = ""
    after: str = ""
    sentence: str = ""


@dataclass
class Report:
    """What all rows of a file come to, in its order: lines of the good ones, slips of the others."""

    lines: list[Line] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)


class Objection(Exception):
    """A row that cannot be imported: the name of the column it lies in, and a sentence."""

    def __init__(self, column: str, sentence: str):
        super().__init__(sentence)
        self.column, self.sentence = column, sentence
