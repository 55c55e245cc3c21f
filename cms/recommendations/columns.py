"""The columns of the tables that anybody may take away. docs/tracker-tables.md tells of each of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

# The facts that may stand behind an entry about a recommendation: what brings them brings all of these.
FACTS = ("decisionrecord", "deliveryrecord", "assessmentrecord", "promiserecord")


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds in one sentence, and how it is read off a row."""

    name: str
    help: str
    of: Callable[[Any], Any]


def _reads(path: str) -> Callable[[Any], Any]:
    """Follows attributes from one to the next, and gives nothing where one is missing."""

    def read(row):
        for name in path.split("."):
            row = getattr(row, name, None)
        return row

    return read


def _column(name: str, help: str, of: str | Callable[[Any], Any] = "") -> Column:
    return Column(name, help, of if callable(of) else _reads(of or name))


def sources_of(row) -> str:
    """The addresses of the sources of a page or an entry, one after the other."""
    # As they are stored: to make blocks of the sources of thousands of rows takes seconds.
    stored = (source["value"] for source in row.citations.raw_data) if row.citations else ()
    return " ; ".join(filter(None, (source.get("url") or source.get("title") for source in stored)))


def _fact(name: str) -> Callable[[Any], Any]:
    """What the fact behind an entry says of this, if there is one that can."""

    def read(entry):
        facts = filter(None, (getattr(entry, fact, None) for fact in FACTS))
        return next((getattr(fact, name) for fact in facts if hasattr(fact, name)), None)

    return read


RECOMMENDATIONS = (
    _column("reference", "The number in the report. The history names it too."),
    _column("wording", "What members decided, word for word."),
    _column("title", "The title of its page here."),
    _column("kind", "What the report calls it."),
    _column("assembly", "The assembly it comes from.", "assembly_title"),
    _column("place", "The place it is about, if it is about one only."),
    _column("theme", "One or two words that several share."),
    _column("recommended_on", "When members decided it, as exactly as it is known."),
    _column("rank", "1 had the most support within its list."),
    _column("rank_scope", "The list in which it has this rank."),
    _column("support_percent", "Members for it in the last ballot that asked how strongly."),
    _column("priority_votes", "Votes or points in the ballot that set priorities."),
    _column("decision", "The last answer on record. Nobody answered: awaiting.", "position.decision.state"),
    _column("decision_on", "The day of that answer, as exactly as it is known.", "position.decision.on"),
    _column("decision_by", "The body that gave it.", "position.decision.body"),
    _column(
        "decision_basis", "stated: its own word. matched: an editor chose it.", "position.decision.basis"
    ),
    _column("decision_counted", "The last answer a body gave in its own word.", "position.decision.stated"),
    _column("lead_service", "Who sees to it, by that answer.", "position.decision.lead_service"),
    _column("delivery", "How far it has got. No report at all: not_reported.", "position.delivery.state"),
    _column("delivery_on", "The day of that report, as exactly as it is known.", "position.delivery.on"),
    _column(
        "delivery_basis",
        "stated: the source names it. matched: an editor found that it belongs here.",
        "position.delivery.basis",
    ),
    _column("delivery_counted", "The last step a public body itself stated.", "position.delivery.stated"),
    _column("last_update", "The later of the two days.", "position.updated"),
    _column(
        "due_on", "The earliest day by which something is due, of it or of its assembly.", "position.due_on"
    ),
    _column("due", "What is due by then: reply, report or work.", "position.due_what"),
    _column("overdue", "Whether something promised is overdue today.", "position.is_overdue"),
    _column(
        "overdue_counted",
        "The same of what a public body itself promised.",
        "position.is_overdue_by_its_word",
    ),
    _column("fingerprint", "SHA-256 of the wording, if it is as published.", "sealed"),
    _column("sources", "Where the wording stands.", sources_of),
    _column("address", "Its page."),
)

HISTORY = (
    _column("reference", "The recommendation it is about."),
    _column("number", "Its number in the record of the assembly."),
    _column("happened_on", "The day it happened, as exactly as it is known."),
    _column("recorded_at", "When it was written into the record."),
    _column("kind", "What kind of entry it is."),
    _column("decision", "The answer it gives, if it is one.", _fact("decision")),
    _column("delivery", "The step it tells of, if it is one.", _fact("delivery")),
    _column("promise", "What became of a promise: made, moved, kept or mistaken.", _fact("act")),
    _column("due_on", "The day by which it is due, or was.", _fact("due_on")),
    _column("due_before", "The day it was due before it was moved.", _fact("due_before")),
    _column("body", "The body that answered or promised.", _fact("body")),
    _column("lead_service", "Who sees to it.", _fact("lead_service")),
    _column("said_by", "Who speaks: council, members, evaluator or editor."),
    _column("basis", "stated: the source says so. matched: an editor matched it."),
    _column("sentence", "The entry, in a sentence.", "told"),
    _column("judge", "Who judges, if it is a verdict.", _fact("judge")),
    _column("verdict", "What they say.", _fact("verdict")),
    _column("score", "The score they gave, if they gave one.", _fact("score")),
    _column("scale_from", "The lowest score there was.", _fact("scale_from")),
    _column("scale_to", "The highest score there was.", _fact("scale_to")),
    _column("reason", "Why, where a reason is owed.", _fact("reason")),
    _column("note", "What a reader should know of it."),
    _column("corrects", "The number of the entry it puts right.", "corrects.number"),
    _column("corrected_by", "The number of the entry that puts it right.", "corrected_by.number"),
    _column("sources", "Where it comes from.", sources_of),
    _column("fingerprint", "Its hash in the record: see docs/ledger.md.", "hash"),
    _column("address", "The page it is about."),
)


def values(columns: Iterable[Column], row) -> dict[str, Any]:
    """What each column holds of a row, by its name."""
    return {column.name: column.of(row) for column in columns}
