"""The page of the programme, and its workshops and conference."""

from typing import Any

from cms.assemblies.models import ProgrammeOrganisation, ProgrammePage
from cms.core.models.organisations import OrganisationPart
from cms.events.formats import EventKind
from cms.events.models import EventIndexPage, EventPage

from ..validation import Data
from .citing import cited, listed
from .making import Made, dated, lines, put

PERIODS = (
    ("planned_period", "Planned"),
    ("delivery_period", "Work with the councils"),
    ("assemblies_period", "Assemblies"),
)


def make_programme(data: Data, made: Made) -> None:
    """The programme with everything that programme.yaml says of it."""
    facts = data.programme
    partners = {row["id"]: row["name"] for row in facts["partners"]}
    network, evaluation, commitment = (
        facts[name] for name in ("peer_learning_network", "evaluation", "open_government_commitment")
    )
    makers = ", ".join(partners[name] for name in facts["film"]["makers"])
    page = ProgrammePage(
        title=facts["name"],
        slug=facts["id"],
        short_name=facts["short_name"],
        summary=facts["summary"],
        country=facts["country"],
        citations=cited(facts["source"]),
        dates=list(_dates(facts["dates"])),
        aims=[_point(aim, facts["aims_source"]) for aim in facts["aims"]],
        support=[_point(point, facts["support_source"]) for point in facts["support_given"]],
        funding=[
            (
                "sum",
                {
                    "item": row["item"],
                    "amount": row["amount_gbp"],
                    "qualifier": row["qualifier"],
                    "sources": listed(row["source"]),
                },
            )
            for row in facts["funding"]
        ],
        selection_method=facts["selection"]["method"],
        places_planned=facts["selection"]["places_first_planned"],
        places_filled=facts["selection"]["places_filled"],
        selection_sources=cited(facts["selection"]["source"]),
        network_summary=network["summary"],
        network_host=made.organisations[partners[network["host"]]],
        network_sources=cited(network["source"]),
        evaluation_title=evaluation["title"],
        evaluation_published=evaluation["published"],
        evaluation_summary=evaluation["summary"],
        evaluation_methods=lines(evaluation["methods"]),
        evaluation_url=evaluation["url"],
        evaluation_sources=cited(evaluation["source"]),
        film_summary=f"{facts['film']['summary']} It was made by {makers}.",
        film_sources=cited(facts["film"]["source"]),
        advisory_group=facts["programme_advisory_group"]["summary"],
        advisory_group_sources=cited(facts["programme_advisory_group"]["source"]),
        commitment_reference=commitment["id"],
        commitment_plan=commitment["action_plan"],
        commitment_early_results=commitment["irm_early_results"] or "",
        commitment_ambition=commitment["irm_ambition"] or "",
        commitment_completion=commitment["irm_completion"] or "",
        commitment_sources=cited(commitment["source"]),
        outputs=[("output", _output(row, facts)) for row in facts["outputs"]],
        links=[("link", {"title": link["title"], "url": link["url"]}) for link in facts["links"]],
        show_in_menus=True,
    )
    page.organisations.set(_organisations(facts, made))
    made.programme = put(page, made.home)
    _make_events(facts, made)


def _point(row: dict[str, Any], shared: list[dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    return "point", {"text": row["text"], "sources": listed([*row.get("source", []), *shared])}


def _dates(dates: dict[str, Any]):
    announced = dates["announced"]
    yield "date", {"date": announced["value"], "what": "Announced", "note": announced["note"]}
    for key, what in PERIODS:
        period = dates[key]
        yield (
            "date",
            {"date": period["start"], "until": period["end"], "what": what, "note": period["note"]},
        )
    yield "date", {"date": dates["evaluation_published"], "what": "Evaluation published"}
    yield "date", {"date": dates["handbook_published"], "what": "Handbook published"}


def _organisations(facts: dict[str, Any], made: Made) -> list[ProgrammeOrganisation]:
    evaluator = facts["evaluation"]["evaluator"]
    rows = [
        (row["name"], OrganisationPart.COMMISSIONER, row["role"], "", row["source"])
        for row in facts["commissioners"]
    ]
    rows += [
        (
            row["name"],
            OrganisationPart.EVALUATOR if row["id"] == evaluator else OrganisationPart.PARTNER,
            row["role"],
            "",
            row["source"],
        )
        for row in facts["partners"]
    ]
    rows += [
        (row["name"], OrganisationPart.PARTICIPANT, "", row["note"] or "", [])
        for row in facts["participating_authorities"]
    ]
    return [
        ProgrammeOrganisation(
            organisation=made.organisations[name],
            part=part,
            role=role,
            note=note,
            citations=cited(source),
            sort_order=number,
        )
        for number, (name, part, role, note, source) in enumerate(rows)
    ]


def _output(row: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """One output; what the file says of the handbook and the case studies elsewhere is told with them."""
    more = {"Handbook": facts["handbook"], "Case studies": facts["case_studies"]}.get(row["title"], {})
    title = f"{row['title']}: {more['title']}" if more else row["title"]
    return {
        "title": title,
        "kind": row["kind"],
        "formats": row["formats"],
        "links": list(dict.fromkeys([*row["urls"], *([more["url"]] if more else [])])),
        "authors": more.get("authors", ""),
        "published": more.get("published"),
        "pages": more.get("pages"),
        "pages_note": more.get("pages_note", ""),
        "audience": more.get("audience", ""),
        "based_on": more.get("based_on", []),
        "sources": listed([*row["source"], *more.get("source", [])]),
    }


def _make_events(facts: dict[str, Any], made: Made) -> None:
    events = put(
        EventIndexPage(
            title="Workshops and conference",
            slug="events",
            summary="Where councils learned from each other, and the conference at the end.",
        ),
        made.programme,
    )
    network = facts["peer_learning_network"]
    for workshop in network["workshops"]:
        put(
            EventPage(
                title=f"Workshop {workshop['number']}: {workshop['title']}",
                slug=f"workshop-{workshop['number']}",
                kind=EventKind.WORKSHOP,
                date=workshop["date"],
                summary=workshop["topic"],
                taking_part=workshop["taking_part"],
                citations=cited(network["source"]),
            ),
            events,
        )
    conference = facts["conference"]
    put(
        EventPage(
            title=conference["name_on_programme_page"],
            slug="conference",
            kind=EventKind.CONFERENCE,
            other_name=conference["name_on_involve_page"],
            date=dated(conference),
            place=conference["venue"],
            attendance=conference["attendance"],
            summary=conference["summary"],
            materials_note=lines(conference["materials"]),
            citations=cited(conference["source"]),
        ),
        events,
    )
