"""The shapes of responses.yaml and progress.yaml."""

from ..shapes import Choice, Date, ListOf, Maybe, Record
from .parts import (
    ATTRIBUTIONS,
    IDENTIFIER,
    NAME,
    PRECISIONS,
    SOURCE,
    STANCE_BASES,
    STANCES,
    STATUSES,
    WORDS,
)

RESPONSES = Record(
    {
        "meta": Record(
            {
                "stances": ListOf(Choice(STANCES)),
                "stance_basis_values": Record(dict.fromkeys(STANCE_BASES, WORDS)),
                "default": WORDS,
            }
        ),
        "responses": ListOf(
            Record(
                {
                    "id": IDENTIFIER,
                    "assembly": IDENTIFIER,
                    "scope": Choice(("overall", "recommendations")),
                    "recommendations": ListOf(IDENTIFIER),
                    "body": NAME,
                    "date": Date(),
                    "date_precision": PRECISIONS,
                    "stance": Choice(STANCES),
                    "stance_basis": Choice(STANCE_BASES),
                    "summary": WORDS,
                    "note": Maybe(WORDS),
                    "source": SOURCE,
                },
                named_by="id",
            )
        ),
    }
)
PROGRESS = Record(
    {
        "meta": Record(
            {
                "statuses": ListOf(Choice(STATUSES)),
                "attribution_values": Record(dict.fromkeys(ATTRIBUTIONS, WORDS)),
            }
        ),
        "progress": ListOf(
            Record(
                {
                    "id": IDENTIFIER,
                    "assembly": IDENTIFIER,
                    "recommendations": ListOf(IDENTIFIER),
                    "date": Date(),
                    "date_precision": PRECISIONS,
                    "status": Choice(STATUSES),
                    "what_happened": WORDS,
                    "attribution": Choice(ATTRIBUTIONS),
                    "note": Maybe(WORDS),
                    "source": SOURCE,
                },
                named_by="id",
            )
        ),
    }
)
