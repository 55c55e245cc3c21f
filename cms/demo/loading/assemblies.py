"""The pages of the assemblies, with the lists below each and the report of one."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.files import File

from cms.assemblies.models import AssemblyOrganisation, AssemblyPage
from cms.assets.models import CreditedDocument
from cms.core.models.organisations import OrganisationPart
from cms.events.models import EventIndexPage
from cms.evidence.models import EvidenceLibraryPage
from cms.recommendations.models import ResponseIndexPage, TrackerPage

from ..validation import Data
from .citing import cited, listed
from .discrepancies import DISCREPANCIES
from .making import Branch, Made, lines, put

ANSWERS = {
    "strongly_agree": "Strongly agree",
    "agree": "Agree",
    "neither": "Neither agree nor disagree",
    "disagree": "Disagree",
    "strongly_disagree": "Strongly disagree",
    "dont_know": "Don't know",
    "no_response": "No response",
    "blank_or_dont_know": "Blank or don't know",
}


def make_document(data: Data, row: dict[str, Any], made: Made) -> CreditedDocument:
    """A report as a file with its licence and the changes made to it."""
    theme = next(a["theme"] for a in data.assemblies if a["register_id"] == row["register_id"])
    path = data.folder / "pdf" / Path(row["file"]).name
    document = CreditedDocument(
        title=row["title"],
        credit=row["author"],
        licence=row["licence"],
        licence_evidence=row["licence_evidence"],
        changes=row["changes"] or "",
        source_url=row["source_url"],
        original_sha256=row["original_sha256"],
        pages=row["pages"],
    )
    with path.open("rb") as file:
        document.file = File(file, name=path.name)
        document._set_document_file_metadata()
        document.save()
    document.tags.add(made.topics[theme])
    return document


def make_assembly(data: Data, facts: dict[str, Any], made: Made, document: CreditedDocument | None) -> None:
    """One assembly with everything that assemblies.yaml and its key messages say of it."""
    group = next(group for group in data.recommendations if group["assembly"] == facts["id"])
    page = AssemblyPage(
        title=facts["name"],
        slug=facts["id"],
        register_id=facts["register_id"],
        full_name=facts["full_name"],
        summary=facts["summary"],
        citations=cited(facts["source"]),
        commissioner=made.organisations[facts["council"]["name"]],
        questions=lines(facts["questions"]),
        theme=facts["theme"],
        area=facts["area"],
        country=facts["country"],
        hours=(facts["hours"] or {}).get("value"),
        hours_qualifier=(facts["hours"] or {}).get("qualifier", ""),
        venues=lines(facts["venues"]),
        venue_note=facts["venue_note"],
        observers=facts["observers"] or "",
        livestream=facts["livestream"] or "",
        wider_engagement=lines(facts["wider_engagement"]),
        key_dates=[
            ("date", {"date": row["date"], "what": row["what"], "sources": listed(row["source"])})
            for row in facts["key_dates"]
        ],
        next_steps=lines(facts["next_steps_in_report"]),
        key_messages=[
            (
                "message",
                {"title": row["title"] or "", "text": row["summary"], "sources": listed(row["source"])},
            )
            for row in group["key_messages"]
        ],
        official_pages=[
            ("link", {"title": urlsplit(url).netloc.removeprefix("www."), "url": url})
            for url in facts["official_pages"]
        ],
        discrepancies=[("point", {"text": text}) for text in DISCREPANCIES.get(facts["id"], ())],
        report_document=document,
        **_members(facts),
        **_helpers(facts),
        **_costs(facts["costs"]),
        **_report(facts["report"]),
        feedback=_feedback(facts["member_feedback"]),
    )
    page.organisations.set(_organisations(data, facts, made))
    made.assemblies[facts["id"]] = put(page, made.programme, [made.topics[facts["theme"]]])
    made.branches[facts["id"]] = _make_branch(page, group)


def _members(facts: dict[str, Any]) -> dict[str, Any]:
    chosen, payment = facts["recruitment"], facts["payment"] or {}
    return {
        "invitations_sent": chosen["invitations_sent"],
        "invitations_unit": chosen["invitations_unit"],
        "invited_on": chosen["invitations_date"],
        "replies_received": chosen["responses_received"],
        "members_target": chosen["target_members"],
        "members_selected": chosen["members_selected"],
        "members_completed": chosen["members_completed"],
        "selection_method": chosen["method"],
        "selection_criteria": lines(chosen["selection_criteria"]),
        "eligibility": chosen["eligibility"] or "",
        "other_targets": [
            ("target", {key: target[key] for key in ("criterion", "target", "note")})
            for target in chosen["other_targets"]
        ],
        "selection_note": chosen["note"] or "",
        "payment": payment.get("amount_gbp"),
        "payment_unit": payment.get("per", ""),
        "payment_form": payment.get("form", ""),
        "expenses": payment.get("expenses", ""),
    }


def _helpers(facts: dict[str, Any]) -> dict[str, Any]:
    tables = facts["table_facilitators"] or {}
    numbers = [
        f"{tables[key]} {words}"
        for key, words in (
            ("weekend_1", "in weekend 1"),
            ("weekend_2", "in weekend 2"),
            ("each_session", "in each session"),
        )
        if tables.get(key) is not None
    ]
    return {
        "lead_facilitators": _people(facts["lead_facilitators"]),
        "expert_leads": _people(facts["expert_leads"]),
        "table_facilitators": ", ".join(numbers),
        "table_facilitators_note": tables.get("note", ""),
        "table_size": facts["table_size"] or "",
        "advisory_group": _people(facts["advisory_group"]),
        "advisory_support": _people(facts["advisory_group_support"]),
        "advisory_group_note": facts["advisory_group_note"] or "",
    }


def _people(rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, str]]]:
    return [
        (
            "person",
            {"name": row["name"], "role": row.get("role") or "", "organisation": row["organisation"]},
        )
        for row in rows
    ]


def _costs(costs: dict[str, Any] | None) -> dict[str, Any]:
    if costs is None:
        return {}
    return {
        "costs": [
            (kind, {"item": row["item"], "amount": row["amount"]})
            for kind in ("direct", "support")
            for row in costs[kind]
        ],
        "costs_direct_total": costs["direct_subtotal"],
        "costs_support_total": costs["support_subtotal"],
        "costs_total": costs["total"],
        "costs_vat": costs["vat"] or "",
        "costs_note": costs["note"] or "",
        "costs_sources": cited(costs["source"]),
    }


def _report(report: dict[str, Any]) -> dict[str, Any]:
    return {
        "report_title": report["title"],
        "report_author": report["author"],
        "report_published": report["date"],
        "report_pages": report["pages"],
        "report_url": report["url"],
        "report_web_edition": report["web_edition"],
        "report_licence": report["licence"] or "",
        "report_licence_note": report["licence_note"],
    }


def _feedback(feedback: dict[str, Any] | None) -> list[tuple[str, dict[str, Any]]]:
    if feedback is None:
        return []
    answers = [
        {"answer": words, "count": feedback["results"][key]}
        for key, words in ANSWERS.items()
        if feedback["results"][key] is not None
    ]
    return [
        (
            "question",
            {
                "question": feedback["question"],
                "base": feedback["base"],
                "answers": answers,
                "note": feedback["note"] or "",
                "sources": listed(feedback["source"]),
            },
        )
    ]


def _organisations(data: Data, facts: dict[str, Any], made: Made) -> list[AssemblyOrganisation]:
    """Who ran the assembly, then the programme's other partners who worked for it."""
    evaluator = data.programme["evaluation"]["evaluator"]
    rows = [
        (
            row["organisation"],
            OrganisationPart.RECRUITER
            if row["role"].startswith("recruitment")
            else OrganisationPart.FACILITATOR,
            row["role"],
            [],
        )
        for row in facts["facilitators"]
    ]
    there = {name for name, _part, _role, _source in rows}
    rows += [
        (
            row["name"],
            OrganisationPart.EVALUATOR if row["id"] == evaluator else OrganisationPart.PARTNER,
            row["role"],
            row["source"],
        )
        for row in data.programme["partners"]
        if facts["id"] in row["assemblies"] and row["name"] not in there
    ]
    return [
        AssemblyOrganisation(
            organisation=made.organisations[name],
            part=part,
            role=role,
            citations=cited(source),
            sort_order=number,
        )
        for number, (name, part, role, source) in enumerate(rows)
    ]


def _make_branch(page: AssemblyPage, group: dict[str, Any]) -> Branch:
    there, expected = len(group["recommendations"]), group["recommendations_expected"]
    gap = f" {there} of the {expected} could be found." if expected and expected != there else ""
    return Branch(
        sessions=put(
            EventIndexPage(
                title="Sessions", slug="sessions", summary="The days members met, and what they did on each."
            ),
            page,
        ),
        evidence=put(
            EvidenceLibraryPage(
                title="Evidence", slug="evidence", summary="What members heard, read and watched."
            ),
            page,
        ),
        recommendations=put(
            TrackerPage(
                title="Recommendations",
                slug="recommendations",
                summary=f"What members asked for, and what became of it.{gap}",
            ),
            page,
        ),
        responses=put(
            ResponseIndexPage(
                title="Responses", slug="responses", summary="What the council and others answered."
            ),
            page,
        ),
    )
