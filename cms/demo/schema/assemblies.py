"""The shape of assemblies.yaml."""

from ..shapes import Address, Choice, Date, ListOf, Maybe, Record
from .parts import COUNT, IDENTIFIER, NAME, SOURCE, TEXTS, WORDS

_PERSON = Record({"name": NAME, "role": Maybe(NAME), "organisation": NAME})
_COST_LINES = ListOf(Record({"item": WORDS, "amount": COUNT}))
_FEEDBACK = dict.fromkeys(("strongly_agree", "agree", "neither", "disagree", "strongly_disagree"), COUNT)
_UNSURE = dict.fromkeys(("dont_know", "no_response", "blank_or_dont_know"), COUNT)

ASSEMBLY = Record(
    {
        "id": IDENTIFIER,
        "register_id": IDENTIFIER,
        "name": NAME,
        "full_name": NAME,
        "theme": NAME,
        "council": Record(
            {
                "id": IDENTIFIER,
                "name": NAME,
                "type": NAME,
                "members": ListOf(NAME),
                "non_voting_members": ListOf(NAME),
                "website": Address(),
            },
            {
                "population": COUNT,
                "population_qualifier": WORDS,
                "councillors": COUNT,
                "wards": COUNT,
                "partner": NAME,
            },
        ),
        "area": NAME,
        "country": NAME,
        "questions": ListOf(WORDS, filled=True),
        "summary": WORDS,
        "status": Choice(("finished",)),
        "year": COUNT,
        "sessions": ListOf(Record({"day": COUNT, "date": Date(day=True), "weekend": COUNT})),
        "hours": Maybe(Record({"value": COUNT, "qualifier": WORDS})),
        "venues": ListOf(NAME),
        "venue_note": WORDS,
        "recruitment": Record(
            {
                "invitations_sent": Maybe(COUNT),
                "invitations_unit": WORDS,
                "invitations_date": Maybe(Date()),
                "target_members": Maybe(COUNT),
                "members_selected": Maybe(COUNT),
                "members_completed": Maybe(COUNT),
                "responses_received": Maybe(COUNT),
                "method": WORDS,
                "selection_criteria": TEXTS,
                "other_targets": ListOf(Record({"criterion": WORDS, "target": WORDS, "note": WORDS})),
                "eligibility": Maybe(WORDS),
            },
            {"note": WORDS},
        ),
        "payment": Maybe(Record({"amount_gbp": COUNT, "per": WORDS, "form": WORDS, "expenses": WORDS})),
        "facilitators": ListOf(Record({"organisation": NAME, "role": WORDS})),
        "lead_facilitators": ListOf(Record({"name": NAME, "organisation": NAME})),
        "expert_leads": ListOf(_PERSON),
        "table_facilitators": Maybe(
            Record({"note": WORDS}, {"weekend_1": COUNT, "weekend_2": COUNT, "each_session": COUNT})
        ),
        "table_size": Maybe(WORDS),
        "advisory_group": ListOf(_PERSON),
        "advisory_group_support": ListOf(_PERSON),
        "wider_engagement": TEXTS,
        "observers": Maybe(WORDS),
        "livestream": Maybe(WORDS),
        "member_feedback": Maybe(
            Record(
                {
                    "question": WORDS,
                    "base": COUNT,
                    "results": Record(_FEEDBACK, _UNSURE),
                    "unit": Choice(("count",)),
                    "source": SOURCE,
                },
                {"note": WORDS},
            )
        ),
        "costs": Maybe(
            Record(
                {
                    "currency": Choice(("GBP",)),
                    "vat": Maybe(WORDS),
                    "direct": _COST_LINES,
                    "direct_subtotal": COUNT,
                    "support": _COST_LINES,
                    "support_subtotal": COUNT,
                    "total": COUNT,
                    "note": Maybe(WORDS),
                    "source": SOURCE,
                }
            )
        ),
        "key_dates": ListOf(Record({"date": Date(), "what": WORDS, "source": SOURCE})),
        "next_steps_in_report": TEXTS,
        "official_pages": ListOf(Address()),
        "report": Record(
            {
                "title": NAME,
                "author": NAME,
                "date": Date(),
                "pages": Maybe(COUNT),
                "url": Address(),
                "web_edition": Address(),
                "licence": Maybe(NAME),
                "licence_note": WORDS,
            }
        ),
        "source": SOURCE,
    },
    {"advisory_group_note": WORDS},
    named_by="id",
)
ASSEMBLIES = Record({"assemblies": ListOf(ASSEMBLY)})
