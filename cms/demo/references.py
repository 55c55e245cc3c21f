"""What one record says about another must hold: identifiers, days, speakers, ballots and answers.

A record that was reported before lacks the keys that are wrong. A check that would need one of them
stays silent, so that one mistake is one problem.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .ballots import check_ballots
from .problems import Problem, Where, shown

TABLES_OF_ASSEMBLIES = ("sessions.csv", "speakers.csv", "evidence.csv", "demographics.csv")

Rows = list[dict[str, Any]]
Known = frozenset[str] | None


def check_references(clean: dict[str, Any], problems: list[Problem]) -> None:
    """Check everything that needs more than one value. `clean` holds the files that could be read."""

    def where(file: str) -> Where:
        return Where(problems, file)

    programme = clean.get("programme.yaml")
    assemblies = _inside(clean, "assemblies.yaml", "assemblies")
    groups = _inside(clean, "recommendations.yaml", "assemblies")
    responses = _inside(clean, "responses.yaml", "responses")
    progress = _inside(clean, "progress.yaml", "progress")
    recommendations = _gathered(groups, "recommendations")
    ballots = _gathered(groups, "ballots")
    chapters = _inside(clean, "handbook.yaml", "chapters")
    studies = _inside(clean, "case_studies.yaml", "case_studies")
    tables = {name: clean.get(name) for name in TABLES_OF_ASSEMBLIES}

    ids = known(assemblies, "id", where("assemblies.yaml"))
    codes = known(recommendations, "code", where("recommendations.yaml"))
    known(ballots, "id", where("recommendations.yaml"))
    response_ids = known(responses, "id", where("responses.yaml"))
    progress_ids = known(progress, "id", where("progress.yaml"))
    known(chapters, "slug", where("handbook.yaml"))
    known(studies, "slug", where("case_studies.yaml"))
    _check_numbers(chapters, where("handbook.yaml"))
    for name, rows in tables.items():
        known(rows, "id", where(name))

    with_assembly = {
        **tables,
        "recommendations.yaml": [*(groups or []), *(recommendations or [])],
        "responses.yaml": responses,
        "progress.yaml": progress,
        "case_studies.yaml": studies,
    }
    for name, rows in with_assembly.items():
        for row in rows or []:
            _refers(row, "assembly", ids, "assembly", where(name).within(_name(row)))

    _check_days(assemblies, {**tables, "recommendations.yaml": _with_assembly(groups, "ballots")}, where)
    _check_agenda(tables["sessions.csv"], where("sessions.csv"))
    _check_speakers(tables["speakers.csv"], tables["evidence.csv"], ids, where("evidence.csv"))
    check_ballots(groups, codes, where("recommendations.yaml"))
    for name, rows, listed, back in (
        ("responses.yaml", responses, response_ids, "responses"),
        ("progress.yaml", progress, progress_ids, "progress"),
    ):
        _check_answers(rows, recommendations, codes, where(name))
        for row in rows or []:
            _check_precision(row, "date", "date_precision", where(name).within(_name(row)))
        _check_back(rows, recommendations, codes, listed, back, where("recommendations.yaml"))
    _check_programme(programme, assemblies, ids, where("programme.yaml"))
    _check_documents(clean.get("pdf/manifest.csv"), assemblies, where("pdf/manifest.csv"))


def known(rows: Rows | None, key: str, where: Where) -> Known:
    """The identifiers of these rows, reporting any used twice.

    None when they are not all known: then nobody can say that a reference to one leads nowhere.
    """
    if rows is None:
        return None
    seen: set[str] = set()
    sure = True
    for row in rows:
        if (name := row.get(key)) is None:
            sure = False
        elif name in seen:
            where.within(name).key(key).report("this identifier is used twice.")
            sure = False
        else:
            seen.add(name)
    return frozenset(seen) if sure else None


def _inside(clean: dict[str, Any], file: str, key: str) -> Rows | None:
    return clean[file].get(key) if file in clean else None


def _gathered(groups: Rows | None, key: str) -> Rows | None:
    if groups is None:
        return None
    return [row for group in groups for row in group.get(key, [{}])]


def _with_assembly(groups: Rows | None, key: str) -> Rows:
    return [
        {**row, "assembly": group["assembly"]}
        for group in groups or []
        if "assembly" in group
        for row in group.get(key, [])
    ]


def _name(row: dict[str, Any]) -> str:
    names = ("id", "code", "file", "slug", "assembly")
    return next((row[name] for name in names if row.get(name)), "")


def _refers(row: dict[str, Any], key: str, targets: Known, noun: str, where: Where) -> None:
    if targets is not None and key in row and row[key] not in targets:
        where.key(key).report(f"there is no {noun} {shown(row[key])}.")


def _check_days(
    assemblies: Rows | None, files: dict[str, Rows | None], where: Callable[[str], Where]
) -> None:
    """A row that names a day of an assembly must give that day's date and weekend."""
    days = {
        (assembly["id"], session["day"]): session
        for assembly in assemblies or []
        for session in assembly.get("sessions", [{}])
        if "id" in assembly and "day" in session
    }
    unsure = {a.get("id") for a in assemblies or [] if any("day" not in s for s in a.get("sessions", [{}]))}
    named = {assembly.get("id") for assembly in assemblies or []}
    for file, rows in files.items():
        for row in rows or []:
            place = where(file).within(_name(row))
            if row.get("day") is None or row.get("assembly") not in named - unsure:
                continue
            session = days.get((row["assembly"], row["day"]))
            if session is None:
                place.key("day").report(f"{row['assembly']} has no day {row['day']}.")
                continue
            if row.get("date") and "date" in session and row["date"] != session["date"]:
                place.key("date").report(f"day {row['day']} was on {session['date']}, not on {row['date']}.")
            if "weekend" in row and "weekend" in session and row["weekend"] != session["weekend"]:
                place.key("weekend").report(
                    f"day {row['day']} was in weekend {session['weekend']}, not {row['weekend']}."
                )


def _check_agenda(sessions: Rows | None, where: Where) -> None:
    seen: dict[tuple[Any, ...], str] = {}
    for row in sessions or []:
        if {"id", "assembly", "day", "order"} <= row.keys():
            place = (row["assembly"], row["day"], row["order"])
            if place in seen:
                where.within(row["id"]).key("order").report(
                    f"{seen[place]} already stands at {row['order']} on that day."
                )
            seen.setdefault(place, row["id"])


def _check_numbers(chapters: Rows | None, where: Where) -> None:
    """Chapters are counted from 1, and each number is used once."""
    seen: dict[int, str] = {}
    for row in chapters or []:
        if "number" not in row:
            continue
        number, place = row["number"], where.within(_name(row)).key("number")
        if number < 1:
            place.report("chapters are counted from 1.")
        elif number in seen:
            place.report(f"{seen[number]} has the number {number} already.")
        seen.setdefault(number, _name(row))


def _check_speakers(speakers: Rows | None, evidence: Rows | None, ids: Known, where: Where) -> None:
    if speakers is None or any("name" not in row or "assembly" not in row for row in speakers):
        return
    if ids is not None and any(row["assembly"] not in ids for row in speakers):
        return
    names = {(row["assembly"], row["name"]) for row in speakers}
    assemblies = {row["assembly"] for row in speakers}
    for row in evidence or []:
        if "assembly" not in row or row["assembly"] not in assemblies:
            continue
        for name in row.get("speaker", []):
            if (row["assembly"], name) not in names:
                where.within(_name(row)).key("speaker").report(
                    f"{shown(name)} is not among the speakers of this assembly."
                )


def _check_answers(rows: Rows | None, recommendations: Rows | None, codes: Known, where: Where) -> None:
    """A response or a progress entry names recommendations of its own assembly, each once."""
    homes = {row["code"]: row.get("assembly") for row in recommendations or [] if "code" in row}
    for row in rows or []:
        place = where.within(_name(row)).key("recommendations")
        named = row.get("recommendations", [])
        for code in _repeated(named):
            place.report(f"{shown(code)} is named twice.")
        for code in dict.fromkeys(named):
            if codes is not None and code not in codes:
                place.report(f"there is no recommendation {shown(code)}.")
            elif homes.get(code) and "assembly" in row and homes[code] != row["assembly"]:
                place.report(f"{shown(code)} belongs to another assembly.")
        if "scope" in row and "recommendations" in row and (row["scope"] == "overall") is bool(named):
            where.within(_name(row)).key("scope").report(
                f"the scope is {row['scope']}, but {len(named)} recommendations are named."
            )


def _check_back(
    rows: Rows | None, recommendations: Rows | None, codes: Known, ids: Known, key: str, where: Where
) -> None:
    """A recommendation lists exactly the responses and progress entries that name it."""
    if ids is None or codes is None or any("recommendations" not in row for row in rows or []):
        return
    naming: dict[str, set[str]] = {}
    for row in rows or []:
        for code in row["recommendations"]:
            naming.setdefault(code, set()).add(row["id"])
    for recommendation in recommendations or []:
        if key not in recommendation:
            continue
        place = where.within(recommendation["code"]).key(key)
        listed, named = recommendation[key], naming.get(recommendation["code"], set())
        for name in listed:
            if name not in ids:
                place.report(f"there is no entry {shown(name)} in {key}.yaml.")
            elif name not in named:
                place.report(f"{name} does not name this recommendation.")
        mistyped = set(listed) - ids
        for name in sorted(named - set(listed)) if not mistyped else ():
            place.report(f"{name} names this recommendation, but is not listed here.")
        for name in _repeated(listed):
            place.report(f"{shown(name)} is listed twice.")


def _repeated(values: Iterable[str]) -> Iterator[str]:
    values = list(values)
    return (value for value in dict.fromkeys(values) if values.count(value) > 1)


def _check_precision(row: dict[str, Any], date: str, precision: str, where: Where) -> None:
    """A date must be as precise as it is said to be; an approximate one may be of any kind."""
    if date in row and precision in row and row[precision] not in ("approximate", row[date].precision):
        where.key(precision).report(
            f"{shown(row[precision])} does not fit {row[date]}, which is a {row[date].precision}."
        )


def _check_programme(
    programme: dict[str, Any] | None, assemblies: Rows | None, ids: Known, where: Where
) -> None:
    if programme is None:
        return
    partners = known(programme.get("partners"), "id", where)
    known(programme.get("commissioners"), "id", where)
    authorities = programme.get("participating_authorities", [])
    known(authorities, "id", where)
    for partner in programme.get("partners", []):
        for name in partner.get("assemblies", []):
            _refers({"assemblies": name}, "assemblies", ids, "assembly", where.within(_name(partner)))
    councils = {a["id"]: a.get("council", {}).get("id") for a in assemblies or [] if "id" in a}
    for authority in authorities:
        place = where.within(_name(authority))
        _refers(authority, "assembly", ids, "assembly", place)
        council = councils.get(authority.get("assembly"))
        if council and "id" in authority and authority["id"] != council:
            place.key("id").report(f"the council of {authority['assembly']} is {shown(council)}.")
    whole = where.within(_name(programme))
    announced = programme.get("dates", {}).get("announced", {})
    _check_precision(announced, "value", "precision", whole.key("dates").key("announced"))
    _check_precision(programme.get("conference", {}), "date", "date_precision", whole.key("conference"))
    for section, key in (("peer_learning_network", "host"), ("evaluation", "evaluator"), ("film", "makers")):
        value = programme.get(section, {}).get(key, [])
        for name in value if isinstance(value, list) else [value]:
            if partners is not None and name not in partners:
                whole.key(section).key(key).report(f"there is no partner {shown(name)}.")


def _check_documents(documents: Rows | None, assemblies: Rows | None, where: Where) -> None:
    known(documents, "file", where)
    registered = known(assemblies, "register_id", Where([], ""))
    for row in documents or []:
        _refers(row, "register_id", registered, "assembly with the register number", where.within(_name(row)))
