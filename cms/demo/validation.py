"""Everything the demo loads, read and checked as a whole before anything is written."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .problems import UNREADABLE, DataError, Problem, Where
from .reading import fingerprint, read_document, read_table
from .references import check_references
from .schema import DOCUMENTS, TABLES
from .shapes import Record

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Data:
    """The checked data: one attribute for each file, dates as PartialDate, unknown values as None."""

    folder: Path
    programme: dict[str, Any]
    assemblies: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    speakers: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    demographics: list[dict[str, Any]]
    recommendations: list[dict[str, Any]]
    responses: list[dict[str, Any]]
    progress: list[dict[str, Any]]
    handbook: dict[str, Any]
    case_studies: dict[str, Any]
    documents: list[dict[str, Any]]


def read_data(folder: Path = FOLDER) -> Data:
    """Read and check all files of a folder. Raises DataError with every problem found."""
    problems: list[Problem] = []
    raw: dict[str, Any] = {}
    for name in DOCUMENTS:
        raw[name] = read_document(folder, Where(problems, name))
    for name, shape in TABLES.items():
        raw[name] = read_table(folder, Where(problems, name), list(shape.required))
    clean = check_data(raw, problems)
    _check_attachments(folder, clean.get("pdf/manifest.csv"), problems)
    if problems:
        raise DataError(problems)
    return Data(
        folder=folder,
        programme=clean["programme.yaml"],
        assemblies=clean["assemblies.yaml"]["assemblies"],
        sessions=clean["sessions.csv"],
        speakers=clean["speakers.csv"],
        evidence=clean["evidence.csv"],
        demographics=clean["demographics.csv"],
        recommendations=clean["recommendations.yaml"]["assemblies"],
        responses=clean["responses.yaml"]["responses"],
        progress=clean["progress.yaml"]["progress"],
        handbook=clean["handbook.yaml"],
        case_studies=clean["case_studies.yaml"],
        documents=clean["pdf/manifest.csv"],
    )


def check_data(raw: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Check what was read, file by file and across files, and answer the clean part of it.

    `raw` holds, by file name, a document or the rows of a table; one that could not be read is
    UNREADABLE and is not judged again.
    """
    clean: dict[str, Any] = {}
    for name, shape in DOCUMENTS.items():
        if raw[name] is not UNREADABLE:
            clean[name] = shape.read(raw[name], Where(problems, name))
    for name, shape in TABLES.items():
        if raw[name] is not UNREADABLE:
            clean[name] = [_read_row(shape, line, row, Where(problems, name)) for line, row in raw[name]]
    clean = {name: content for name, content in clean.items() if content is not UNREADABLE}
    check_references(clean, problems)
    return clean


def _read_row(shape: Record, line: int, row: dict[str, str], where: Where) -> dict[str, Any]:
    """One row of a table. Columns that are not there were reported with the header."""
    present = {key: value for key, value in shape.required.items() if key in row}
    values = {key: present[key].from_cell(cell.strip()) for key, cell in row.items()}
    row_shape = Record(present, named_by=shape.named_by)
    clean: dict[str, Any] = row_shape.read(values, where.within(f"line {line}"))
    return clean


def _check_attachments(folder: Path, documents: list[dict[str, Any]] | None, problems: list[Problem]) -> None:
    for document in documents or []:
        if "file" not in document:
            continue
        where = Where(problems, "pdf/manifest.csv", document["file"])
        path = folder / "pdf" / Path(document["file"]).name
        if not path.is_file():
            where.key("file").report("there is no such file in the folder pdf.")
        elif "sha256" in document and fingerprint(path) != document["sha256"]:
            where.key("sha256").report("the file is not the one that was described: its SHA-256 differs.")
