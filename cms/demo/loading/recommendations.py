"""Recommendations and the ballots on them."""

from typing import Any

from cms.core.partial_dates import PartialDate
from cms.recommendations.models import BallotOption, BallotPage, RecommendationPage
from cms.recommendations.statuses import BallotKind, RecommendationKind

from ..schema.parts import SCALE_WITH_GAP
from ..validation import Data
from .citing import cited
from .discrepancies import BALLOT_NOTES
from .making import Made, lines, put

TITLES = {"SUPPORTING": "Supporting measures", "VISION": "Vision"}


def draft_ballots(group: dict[str, Any], made: Made) -> None:
    """The ballots as drafts without options: a recommendation points at one, and an option back at it."""
    for ballot in group["ballots"]:
        page = BallotPage(
            live=False,
            title=_title(ballot),
            slug=ballot["id"].lower(),
            reference=ballot["id"],
            kind=BallotKind(ballot["kind"]),
            method=ballot["method"] or "",
            question=ballot["question"] or "",
            question_note=ballot["question_note"] or "",
            aim=ballot["aim"],
            place=ballot["place"] or "",
            held_on=ballot["date"],
            day_number=ballot["day"],
            is_secret=ballot["secret"],
            base=ballot["base"],
            base_note=ballot["base_note"] or "",
            note=lines([note for note in (ballot["note"], BALLOT_NOTES.get(ballot["id"])) if note]),
            citations=cited(ballot["source"]),
        )
        made.branches[group["assembly"]].recommendations.add_child(instance=page)
        made.ballots[ballot["id"]] = page


def _title(ballot: dict[str, Any]) -> str:
    kind, _dash, rest = ballot["id"].partition("-")[2].partition("-")
    if kind == "BALLOT":
        return f"Ballot {rest}: {ballot['aim']}"
    if ballot["place"]:
        return f"Shortlist for {ballot['place']}"
    return TITLES.get(kind, kind.capitalize())


def make_recommendations(group: dict[str, Any], made: Made) -> None:
    """The recommendations of one assembly, made on the day of its last ballot."""
    recommended_on = max(ballot["date"] for ballot in group["ballots"]) if group["ballots"] else None
    tracker = made.branches[group["assembly"]].recommendations
    theme = made.themes[group["assembly"]]
    for row in group["recommendations"]:
        themes = dict.fromkeys((row["theme"], theme))
        made.recommendations[row["code"]] = put(
            _recommendation(row, recommended_on, made), tracker, [made.topics[name] for name in themes]
        )


def _recommendation(row: dict[str, Any], day: PartialDate | None, made: Made) -> RecommendationPage:
    priority, timeline = row["priority_votes"] or {}, row["timeline"]
    return RecommendationPage(
        title=row["title"],
        slug=row["code"].lower(),
        reference=row["code"],
        kind=RecommendationKind(row["kind"]),
        wording=row["title"],
        wording_is_published=row["title_as_published"],
        other_wordings=lines(row["title_variants"]),
        recommended_on=day,
        place=row["place"],
        theme=row["theme"],
        rank=row["rank"],
        rank_scope=row["rank_scope"] or "",
        rank_basis=row["rank_basis"] or "",
        was_presented=row["presented_to_council"],
        priority_ballot=made.ballots.get(priority.get("ballot")),
        priority_votes=priority.get("votes"),
        priority_base=priority.get("base"),
        priority_max_choices=priority.get("max_choices"),
        priority_note=priority.get("note") or "",
        description=row["description"] or "",
        key_messages=lines(row["key_messages"]),
        actions=lines(row["actions"]),
        who=lines(row["who"]),
        resources=lines(row["resources"]),
        benefits=lines(row["benefits"]),
        concerns=lines(row["concerns"]),
        conditions=lines(row["conditions"]),
        good_effects=lines(row["impact_positive"]),
        bad_effects=lines(row["impact_negative"]),
        success=lines(row["success"]),
        constraints=lines(row["constraints"]),
        within_1_year=lines(timeline["year_1"]),
        within_3_years=lines(timeline["year_3"]),
        within_10_years=lines(timeline["year_10"]),
        note=row["notes"] or "",
        citations=cited(row["source"]),
    )


def publish_ballots(data: Data, group: dict[str, Any], made: Made) -> None:
    """The options of each ballot with their results; then the ballot is published."""
    votes = {
        (row["code"], row["ballot"]["ballot"]): row["ballot"]
        for row in group["recommendations"]
        if row["ballot"]
    }
    for ballot in group["ballots"]:
        page = made.ballots[ballot["id"]]
        page.options.set(
            [
                _option(option, number, votes.get((option["recommendation"], ballot["id"])), made)
                for number, option in enumerate(ballot["results"], start=1)
            ]
        )
        page.save_revision().publish()


def _option(option: dict[str, Any], number: int, vote: dict[str, Any] | None, made: Made) -> BallotOption:
    """One option. On a scale, the recommendation gives the measure that the ballot does not."""
    made_option = BallotOption(
        text=option["option"],
        recommendation=made.recommendations.get(option["recommendation"]),
        letter=option["letter"] or "",
        place=option["place"] or "",
        sort_order=number,
        **{name: option[name] for name in ("rank", "votes", "points", "first", "second", "third")},
        top_three=option["top_three"],
        recorded=option["recorded"],
    )
    if vote:
        for step in SCALE_WITH_GAP:
            setattr(made_option, f"{step}_count", vote["count"][step])
            setattr(made_option, f"{step}_percent", vote["percent"][step])
        made_option.total_support_percent = vote["total_support_percent"]
        made_option.is_complete = vote["complete"]
        made_option.note = vote["count_note"] or ""
    return made_option
