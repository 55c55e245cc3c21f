"""The columns of each kind of file, with what belongs into them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..statuses import Decision, Delivery, RecommendationKind, SheetKind

Words = str | Promise


class Holds(Enum):
    """What a cell of a column holds."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    ADDRESS = "address"
    WORD = "word"


@dataclass(frozen=True)
class Column:
    """One column: `most` is how many letters a cell may have, `words` which ones if it has a fixed choice."""

    name: str
    heading: Words
    help: Words
    example: str
    holds: Holds = Holds.LINE
    is_needed: bool = False
    may_be_to_come: bool = False
    most: int = 255
    words: Mapping[str, Words] = field(default_factory=dict)


def _choices(choices: Collection[tuple[str, Words]]) -> dict[str, Words]:
    return dict(choices)


REFERENCE = Column(
    "reference",
    _("Reference"),
    _("The number of the recommendation, as on its page."),
    "R1",
    is_needed=True,
    most=60,
)
SOURCES = [
    Column(
        "source_title", _("Source"), _("The title of a document or page that says so."), "Cabinet minutes"
    ),
    Column(
        "source_address",
        _("Address of the source"),
        _("Where it can be read, with https:// in front. The source needs a title too."),
        "https://example.org/minutes",
        Holds.ADDRESS,
        most=1_000,
    ),
]

RECOMMENDATIONS = [
    Column(
        "reference",
        _("Reference"),
        _("The number in the report. No other recommendation of the list may have it."),
        "R1",
        is_needed=True,
        most=60,
    ),
    Column(
        "wording",
        _("Wording"),
        _("The members' own words, exactly. They are frozen when the page is published."),
        "Plant more trees on the square.",
        Holds.TEXT,
        is_needed=True,
        most=10_000,
    ),
    Column(
        "title",
        _("Title"),
        _("A short name for lists. If it is empty, the beginning of the wording."),
        "Trees on the square",
    ),
    Column(
        "summary",
        _("Summary"),
        _("One or two plain sentences."),
        "For shade.",
        Holds.TEXT,
        most=2_000,
    ),
    Column(
        "kind",
        _("Kind"),
        _("What the report calls it. If it is empty, a recommendation."),
        "Recommendation",
        Holds.WORD,
        words=_choices(RecommendationKind.choices),
    ),
    Column(
        "recommended_on",
        _("Recommended on"),
        _("The day members decided: 25 June 2020, 25/06/2020, June 2020 or 2020."),
        "1 December 2019",
        Holds.DATE,
    ),
    Column("theme", _("Theme"), _("One or two words that several share."), "Green spaces", most=100),
    Column("place", _("Place"), _("If it is about one place only."), "Market Square", most=100),
    Column("rank", _("Rank"), _("A number: 1 had the most support."), "1", Holds.NUMBER),
    Column("rank_scope", _("Ranked among"), _("What the rank is among."), "all 12", most=100),
    Column(
        "description",
        _("Description"),
        _("In your own plain words."),
        "For shade.",
        Holds.TEXT,
        most=10_000,
    ),
    Column(
        "conditions",
        _("Members' conditions"),
        _("One on each line of the cell."),
        "Native trees only.",
        Holds.TEXT,
        most=10_000,
    ),
    Column(
        "minority_view",
        _("Minority view"),
        _("What those who disagreed said, if the report gives it."),
        "Four members wanted benches first.",
        Holds.TEXT,
        most=10_000,
    ),
    *SOURCES,
]

DECISIONS = [
    REFERENCE,
    Column("body", _("Who answered"), _("The body, as it calls itself."), "Borough Council", is_needed=True),
    Column(
        "decision",
        _("Decision"),
        _("One of the words of the tracker."),
        "Accepted",
        Holds.WORD,
        is_needed=True,
        words=_choices(Decision.choices),
    ),
    Column(
        "happened_on",
        _("Date"),
        _("The day it happened: 25 June 2020, 25/06/2020, June 2020 or 2020. Not a day to come."),
        "3 March 2020",
        Holds.DATE,
        is_needed=True,
    ),
    Column(
        "reason",
        _("Reason"),
        _("Needed if it was not accepted, or if less is promised than before. Readers see it."),
        "The square has the money for it.",
        Holds.TEXT,
        most=5_000,
    ),
    Column("lead_service", _("Lead service"), _("The part of the council that sees to it."), "Parks"),
    Column(
        "decision_reference",
        _("Decision reference"),
        _("The committee's number and date."),
        "Cabinet, 2 March 2020, item 7",
    ),
    Column(
        "due_on",
        _("Due"),
        _("Needed if it needs more work: by when that is done."),
        "",
        Holds.DATE,
        may_be_to_come=True,
    ),
    *SOURCES,
]

DELIVERY = [
    REFERENCE,
    Column(
        "delivery",
        _("Delivery"),
        _("One of the words of the tracker."),
        "Under way",
        Holds.WORD,
        is_needed=True,
        words=_choices(Delivery.choices),
    ),
    Column(
        "happened_on",
        _("Date"),
        _("The day it happened: 25 June 2020, 25/06/2020, June 2020 or 2020. Not a day to come."),
        "12 May 2021",
        Holds.DATE,
        is_needed=True,
    ),
    Column(
        "sentence",
        _("Sentence"),
        _("What readers see: what has happened, in a plain sentence."),
        "The first twelve trees are planted.",
        Holds.TEXT,
        is_needed=True,
        most=2_000,
    ),
    Column(
        "reason",
        _("Reason"),
        _("Needed if it was stopped, or goes back behind what was said before."),
        "",
        Holds.TEXT,
        most=5_000,
    ),
    Column(
        "evidence",
        _("Evidence"),
        _("Needed if it was delivered: the address of something that shows it."),
        "https://example.org/trees",
        Holds.ADDRESS,
        most=1_000,
    ),
    *SOURCES,
]

COLUMNS = {
    SheetKind.RECOMMENDATIONS: RECOMMENDATIONS,
    SheetKind.DECISIONS: DECISIONS,
    SheetKind.DELIVERY: DELIVERY,
}
