"""The shape of programme.yaml."""

from ..shapes import Address, Date, ListOf, Maybe, Record
from .parts import COUNT, IDENTIFIER, NAME, PRECISIONS, SOURCE, TEXTS, WORDS

_PERIOD = Record({"start": Date(), "end": Date(), "note": WORDS})
PROGRAMME = Record(
    {
        "id": IDENTIFIER,
        "name": NAME,
        "short_name": NAME,
        "summary": WORDS,
        "country": NAME,
        "dates": Record(
            {
                "announced": Record({"value": Date(), "precision": PRECISIONS, "note": WORDS}),
                "planned_period": _PERIOD,
                "delivery_period": _PERIOD,
                "assemblies_period": _PERIOD,
                "handbook_published": Date(),
                "evaluation_published": Date(),
            }
        ),
        "commissioners": ListOf(
            Record(
                {"id": IDENTIFIER, "name": NAME, "short_name": NAME, "role": WORDS, "source": SOURCE},
                named_by="id",
            )
        ),
        "partners": ListOf(
            Record(
                {
                    "id": IDENTIFIER,
                    "name": NAME,
                    "kind": Maybe(NAME),
                    "role": WORDS,
                    "website": Address(),
                    "assemblies": ListOf(IDENTIFIER),
                    "source": SOURCE,
                },
                {"legal_name": NAME},
                named_by="id",
            )
        ),
        "participating_authorities": ListOf(
            Record(
                {"id": IDENTIFIER, "name": NAME, "assembly": IDENTIFIER},
                {"members": ListOf(NAME), "note": WORDS},
                named_by="id",
            )
        ),
        "selection": Record(
            {"method": WORDS, "places_first_planned": WORDS, "places_filled": COUNT, "source": SOURCE}
        ),
        "aims": ListOf(Record({"id": IDENTIFIER, "text": WORDS}, named_by="id")),
        "aims_source": SOURCE,
        "support_given": ListOf(Record({"id": IDENTIFIER, "text": WORDS}, {"source": SOURCE}, named_by="id")),
        "support_source": SOURCE,
        "funding": ListOf(Record({"item": WORDS, "amount_gbp": COUNT, "qualifier": WORDS, "source": SOURCE})),
        "peer_learning_network": Record(
            {
                "host": IDENTIFIER,
                "summary": WORDS,
                "workshops": ListOf(
                    Record(
                        {
                            "number": COUNT,
                            "title": NAME,
                            "topic": WORDS,
                            "taking_part": WORDS,
                            "date": Maybe(Date()),
                        }
                    )
                ),
                "source": SOURCE,
            }
        ),
        "conference": Record(
            {
                "name_on_programme_page": NAME,
                "name_on_involve_page": NAME,
                "date": Date(),
                "date_precision": PRECISIONS,
                "venue": NAME,
                "attendance": COUNT,
                "summary": WORDS,
                "materials": TEXTS,
                "source": SOURCE,
            }
        ),
        "evaluation": Record(
            {
                "evaluator": IDENTIFIER,
                "title": NAME,
                "published": Date(),
                "summary": WORDS,
                "methods": TEXTS,
                "url": Address(),
                "source": SOURCE,
            }
        ),
        "handbook": Record(
            {
                "title": NAME,
                "published": Date(),
                "pages": COUNT,
                "pages_note": WORDS,
                "audience": WORDS,
                "based_on": TEXTS,
                "url": Address(),
                "source": SOURCE,
            }
        ),
        "case_studies": Record({"title": NAME, "authors": WORDS, "url": Address(), "source": SOURCE}),
        "film": Record({"summary": WORDS, "makers": ListOf(IDENTIFIER), "source": SOURCE}),
        "outputs": ListOf(
            Record(
                {
                    "title": NAME,
                    "kind": NAME,
                    "formats": ListOf(NAME),
                    "urls": ListOf(Address()),
                    "source": SOURCE,
                }
            )
        ),
        "open_government_commitment": Record(
            {
                "id": IDENTIFIER,
                "action_plan": NAME,
                "irm_early_results": Maybe(NAME),
                "irm_ambition": Maybe(NAME),
                "irm_completion": Maybe(NAME),
                "source": SOURCE,
            }
        ),
        "programme_advisory_group": Record({"summary": WORDS, "source": SOURCE}),
        "links": ListOf(Record({"title": NAME, "url": Address()})),
        "source": SOURCE,
    },
    named_by="id",
)
