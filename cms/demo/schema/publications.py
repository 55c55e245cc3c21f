"""The shapes of handbook.yaml and case_studies.yaml."""

from ..shapes import ListOf, Record, Slug
from .parts import COUNT, IDENTIFIER, NAME, SOURCE, TEXTS, WORDS

HANDBOOK = Record(
    {
        "title": NAME,
        "summary": WORDS,
        "note": WORDS,
        "licence": NAME,
        "chapters": ListOf(
            Record(
                {
                    "number": COUNT,
                    "slug": Slug(),
                    "title": NAME,
                    "summary": WORDS,
                    "body": WORDS,
                    "key_facts": ListOf(Record({"text": WORDS, "source": SOURCE})),
                    "checklist": TEXTS,
                    "source": SOURCE,
                },
                named_by="slug",
            )
        ),
    }
)
CASE_STUDIES = Record(
    {
        "title": NAME,
        "note": WORDS,
        "licence": NAME,
        "case_studies": ListOf(
            Record(
                {
                    "slug": Slug(),
                    "assembly": IDENTIFIER,
                    "title": NAME,
                    "summary": WORDS,
                    "body": WORDS,
                    "numbers": ListOf(Record({"label": NAME, "value": COUNT}, {"of": COUNT})),
                    "lessons": TEXTS,
                    "source": SOURCE,
                },
                named_by="slug",
            )
        ),
    }
)
