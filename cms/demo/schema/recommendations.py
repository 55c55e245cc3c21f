"""The shape of recommendations.yaml."""

from ..shapes import Choice, Date, ListOf, Maybe, Number, Record, Shape, Text, Truth
from .parts import (
    AIMS,
    BALLOT_KINDS,
    COUNT,
    IDENTIFIER,
    KINDS,
    NAME,
    PERCENT,
    PROPOSAL_LISTS,
    SCALE_WITH_GAP,
    SOURCE,
    STATUSES,
    TEXTS,
    WORDS,
)


def _scale(shape: Shape) -> Record:
    return Record(dict.fromkeys(SCALE_WITH_GAP, Maybe(shape)))


OPTION = Record(
    {"option": WORDS, "recommendation": Maybe(IDENTIFIER)},
    {
        "place": NAME,
        "letter": Text(longest=5),
        "votes": COUNT,
        "points": COUNT,
        "first": COUNT,
        "second": COUNT,
        "third": COUNT,
        "top_three": COUNT,
        "rank": COUNT,
        "recorded": COUNT,
        **dict.fromkeys(SCALE_WITH_GAP, Number(whole=False)),
    },
)
BALLOT = Record(
    {
        "id": IDENTIFIER,
        "day": COUNT,
        "date": Date(day=True),
        "kind": Choice(BALLOT_KINDS),
        "method": Maybe(WORDS),
        "question": Maybe(WORDS),
        "aim": Choice(AIMS),
        "secret": Maybe(Truth()),
        "base": Maybe(COUNT),
        "results": ListOf(OPTION),
        "source": SOURCE,
    },
    {"base_note": WORDS, "question_note": WORDS, "note": WORDS, "place": NAME},
    named_by="id",
)
RECOMMENDATION = Record(
    {
        "code": Text(longest=50),
        "assembly": IDENTIFIER,
        "kind": Choice(KINDS),
        "title": NAME,
        "title_as_published": Truth(),
        "title_variants": TEXTS,
        "place": NAME,
        "theme": NAME,
        "rank": Maybe(COUNT),
        "rank_scope": Maybe(NAME),
        "rank_basis": Maybe(WORDS),
        "presented_to_council": Maybe(Truth()),
        "ballot": Maybe(
            Record(
                {
                    "ballot": IDENTIFIER,
                    "base": COUNT,
                    "percent": _scale(PERCENT),
                    "count": _scale(COUNT),
                    "count_note": Maybe(WORDS),
                    "total_support_percent": PERCENT,
                    "complete": Truth(),
                }
            )
        ),
        "priority_votes": Maybe(
            Record(
                {
                    "ballot": IDENTIFIER,
                    "votes": COUNT,
                    "base": Maybe(COUNT),
                    "max_choices": Maybe(COUNT),
                    "note": Maybe(WORDS),
                }
            )
        ),
        "description": Maybe(WORDS),
        **dict.fromkeys(PROPOSAL_LISTS, TEXTS),
        "timeline": Record({"year_1": TEXTS, "year_3": TEXTS, "year_10": TEXTS}),
        "implementation_status": Choice(("not_reported", *STATUSES)),
        "progress": ListOf(IDENTIFIER),
        "responses": ListOf(IDENTIFIER),
        "notes": Maybe(WORDS),
        "source": SOURCE,
    },
    named_by="code",
)
RECOMMENDATIONS = Record(
    {
        "meta": Record(
            {
                "scale": ListOf(Choice(SCALE_WITH_GAP)),
                "percent_unit": WORDS,
                "count_unit": WORDS,
                "implementation_status_values": ListOf(Choice(("not_reported", *STATUSES))),
                "kinds": ListOf(Choice(KINDS)),
            }
        ),
        "assemblies": ListOf(
            Record(
                {
                    "assembly": IDENTIFIER,
                    "ballots": ListOf(BALLOT),
                    "recommendations": ListOf(RECOMMENDATION),
                    "key_messages": ListOf(
                        Record({"title": Maybe(NAME), "summary": WORDS, "source": SOURCE})
                    ),
                },
                {"recommendations_expected": COUNT},
                named_by="assembly",
            )
        ),
    }
)
