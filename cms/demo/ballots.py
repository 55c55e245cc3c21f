"""A recommendation and the ballots on it must tell the same figures."""

from typing import Any

from .problems import Where, shown
from .schema.parts import SCALE, SCALE_WITH_GAP

Row = dict[str, Any]
Rows = list[Row]


def check_ballots(groups: Rows | None, codes: frozenset[str] | None, where: Where) -> None:
    """Check, assembly by assembly, options against recommendations and back."""
    for group in groups or []:
        ballots = {row["id"]: row for row in group.get("ballots", []) if "id" in row}
        sure = "ballots" in group and len(ballots) == len(group["ballots"])
        own = {row.get("code") for row in group.get("recommendations", [{}])}
        for ballot in ballots.values():
            _check_options(ballot, own, codes, where.within(ballot["id"]).key("results"))
        for row in group.get("recommendations", []):
            if "code" in row and codes is not None:
                place = where.within(row["code"])
                if "assembly" in row and "assembly" in group and row["assembly"] != group["assembly"]:
                    place.key("assembly").report(f"this stands in the list of {group['assembly']}.")
                _check_vote(row, ballots, sure, place.key("ballot"))
                _check_priority(row, ballots, sure, place.key("priority_votes"))


def _check_options(ballot: Row, own: set[str | None], codes: frozenset[str] | None, where: Where) -> None:
    seen: set[str] = set()
    for number, option in enumerate(ballot.get("results", []), start=1):
        place = where.item(number).key("recommendation")
        code = option.get("recommendation")
        if code is None:
            continue
        if codes is not None and code not in codes:
            place.report(f"there is no recommendation {shown(code)}.")
        elif None not in own and code not in own:
            place.report(f"{shown(code)} belongs to another assembly.")
        elif code in seen:
            place.report(f"another option of this ballot names {shown(code)} too.")
        seen.add(code)


def _found(named: Row, ballots: dict[str, Row], sure: bool, where: Where) -> Row | None:
    """The ballot that a recommendation names, if it can be compared."""
    if "ballot" not in named:
        return None
    ballot: Row | None = ballots.get(named["ballot"])
    if ballot is None and sure:
        where.key("ballot").report(f"there is no ballot {shown(named['ballot'])} in this assembly.")
    return ballot


def _option(ballot: Row, code: str, where: Where) -> Row | None:
    options = ballot.get("results", [{}])
    if any("recommendation" not in option for option in options):
        return None
    found: Row | None = next((row for row in options if row["recommendation"] == code), None)
    if found is not None:
        return found
    where.key("ballot").report(f"no option of {ballot['id']} names {shown(code)}.")
    return None


def _check_vote(row: Row, ballots: dict[str, Row], sure: bool, where: Where) -> None:
    vote = row.get("ballot")
    if vote is None or (ballot := _found(vote, ballots, sure, where)) is None:
        return
    if ballot.get("kind", "support_scale") != "support_scale":
        where.key("ballot").report(f"{ballot['id']} did not ask for support or opposition.")
        return
    _check_base(vote, ballot, where)
    _check_complete(vote, where)
    option = _option(ballot, row["code"], where)
    if option is None or "recorded" not in option:
        return
    # A ballot that was counted says how many votes were recorded; the other one gives percentages.
    measure = "percent" if option["recorded"] is None else "count"
    figures = vote.get(measure, {})
    for step in SCALE_WITH_GAP if measure == "percent" else SCALE:
        if step in figures and option.get(step) is not None and figures[step] != option[step]:
            where.key(measure).key(step).report(
                f"{shown(figures[step])} differs from {shown(option[step])} in {ballot['id']}."
            )


def _check_base(named: Row, ballot: Row, where: Where) -> None:
    if "base" in named and "base" in ballot and named["base"] != ballot["base"]:
        where.key("base").report(
            f"{shown(named['base'])} differs from {shown(ballot['base'])} in {ballot['id']}."
        )


def _check_complete(vote: Row, where: Where) -> None:
    counts = vote.get("count", {})
    if not set(SCALE_WITH_GAP) <= counts.keys() or "base" not in vote or "complete" not in vote:
        return
    total = sum(count or 0 for count in counts.values())
    if vote["complete"] is not (total == vote["base"]):
        where.key("complete").report(
            f"{str(vote['complete']).lower()} is wrong: the counts add up to {total} of {vote['base']}."
        )


def _check_priority(row: Row, ballots: dict[str, Row], sure: bool, where: Where) -> None:
    priority = row.get("priority_votes")
    if priority is None or (ballot := _found(priority, ballots, sure, where)) is None:
        return
    _check_base(priority, ballot, where)
    option = _option(ballot, row["code"], where)
    if option is None or not {"votes", "note"} <= priority.keys():
        return
    figure = option.get("points") if option.get("votes") is None else option["votes"]
    explained = priority["note"] and str(figure) in priority["note"]
    if figure is not None and priority["votes"] != figure and not explained:
        where.key("votes").report(
            f"{priority['votes']} differs from {figure} in {ballot['id']}, and no note says why."
        )
