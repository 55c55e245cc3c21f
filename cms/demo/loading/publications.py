"""The handbook and the case studies, written for this data from the published facts."""

from typing import Any

from django.utils.html import escape

from cms.publications.kinds import PublicationKind
from cms.publications.models import CaseStudyIndexPage, CaseStudyPage, ChapterPage, PublicationPage

from ..validation import Data
from .citing import cited, listed
from .making import Made, lines, put

# The addresses of the licences that the data names.
LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}


# The notes speak to whoever has the files; a reader of the site has the page of the programme.
THE_FILE, THE_PAGE = "in programme.yaml", "on the page of the programme"


def for_readers(note: str) -> str:
    """The note without the name of a file that no reader of the site has."""
    return note.replace(THE_FILE, THE_PAGE)


def make_handbook(data: Data, made: Made) -> None:
    """The handbook with its chapters, marked as no work of the programme."""
    handbook = data.handbook
    page = put(
        PublicationPage(
            title=handbook["title"],
            slug="handbook",
            short_title="Handbook",
            kind=PublicationKind.HANDBOOK,
            summary=handbook["summary"],
            note=for_readers(handbook["note"]),
            show_in_menus=True,
            **_licence(handbook),
        ),
        made.home,
    )
    for row in sorted(handbook["chapters"], key=lambda row: row["number"]):
        chapter = ChapterPage(
            number=row["number"],
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            body=_paragraphs(row["body"]),
            key_facts=[
                ("fact", {"text": fact["text"], "sources": listed(fact["source"])})
                for fact in row["key_facts"]
            ],
            checklist=lines(row["checklist"]),
            citations=cited(row["source"]),
        )
        put(chapter, page)


def make_case_studies(data: Data, made: Made) -> None:
    """One page for each case study, below the list that every site has."""
    index = CaseStudyIndexPage.objects.child_of(made.home).get()
    index.title, index.note = data.case_studies["title"], for_readers(data.case_studies["note"])
    for name, words in _licence(data.case_studies).items():
        setattr(index, name, words)
    index.save_revision().publish()
    assemblies = {assembly["id"]: assembly for assembly in data.assemblies}
    for row in data.case_studies["case_studies"]:
        facts = assemblies[row["assembly"]]
        study = CaseStudyPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["summary"],
            assembly=made.assemblies[row["assembly"]],
            body=_paragraphs(row["body"]),
            numbers=[
                ("number", {"label": number["label"], "value": number["value"], "of": number["of"]})
                for number in row["numbers"]
            ],
            lessons=lines(row["lessons"]),
            citations=cited([*row["source"], *facts["source"], *(facts["costs"] or {}).get("source", [])]),
            **_known(facts),
        )
        put(study, index, [made.topics[made.themes[row["assembly"]]]])


def _licence(facts: dict[str, Any]) -> dict[str, str]:
    return {"licence": facts["licence"], "licence_url": LICENCES.get(facts["licence"], "")}


def _paragraphs(body: str) -> list[tuple[str, str]]:
    """Each paragraph is a block of its own, so that each has an address of its own."""
    paragraphs = [" ".join(part.split()) for part in body.split("\n\n")]
    return [("paragraph", f"<p>{escape(part)}</p>") for part in paragraphs if part]


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """What assemblies.yaml knows of the assembly. What it does not know stays empty."""
    days = sorted((session["date"] for session in facts["sessions"]), key=lambda day: day.end)
    costs = facts["costs"] or {}
    return {
        "place": facts["area"],
        "began_on": days[0] if days else None,
        "ended_on": days[-1] if days else None,
        "members": facts["recruitment"]["members_completed"],
        "recruitment": facts["recruitment"]["method"],
        "cost": costs.get("total"),
        "cost_note": costs.get("vat") or "",
    }
