"""Speakers, and the days on which members met."""

from typing import Any

from cms.events.formats import AgendaFormat, Capacity, EventKind
from cms.events.models import AgendaItem, Appearance, EventPage
from cms.people.models import PersonIndexPage, PersonPage

from ..validation import Data
from .citing import cited, of_row
from .discrepancies import OTHER_SPELLINGS
from .making import Made, address, put


def make_people(data: Data, made: Made) -> None:
    """One page for each name; role and organisation are those of the person's last appearance."""
    index = PersonIndexPage.objects.child_of(made.home).get()
    taken = set(index.get_children().values_list("slug", flat=True))
    for name in dict.fromkeys(row["name"] for row in data.speakers):
        rows = sorted((row for row in data.speakers if row["name"] == name), key=lambda row: row["date"])
        themes = dict.fromkeys(made.themes[row["assembly"]] for row in rows)
        made.people[name] = put(
            PersonPage(
                title=name,
                slug=address(name, taken),
                role=rows[-1]["role"] or "",
                organisation=rows[-1]["organisation"] or "",
                other_names=OTHER_SPELLINGS.get(name, ""),
                citations=cited(of_row(row) for row in rows),
            ),
            index,
            [made.topics[theme] for theme in themes],
        )


def make_sessions(data: Data, made: Made) -> None:
    """Each day of each assembly, with its agenda and its speakers."""
    for assembly in data.assemblies:
        name = assembly["id"]
        for day in assembly["sessions"]:
            here = [
                [row for row in rows if (row["assembly"], row["day"]) == (name, day["day"])]
                for rows in (data.sessions, data.speakers)
            ]
            agenda, speakers = here
            page = EventPage(
                title=f"{assembly['name']}, day {day['day']}",
                slug=f"day-{day['day']}",
                kind=EventKind.SESSION,
                date=day["date"],
                day_number=day["day"],
                weekend=day["weekend"],
                citations=cited(of_row(row) for rows in here for row in rows),
            )
            page.agenda.set([_agenda_item(row) for row in agenda])
            page.appearances.set(
                [_appearance(row, number, made) for number, row in enumerate(speakers, start=1)]
            )
            made.sessions[name, day["day"]] = put(
                page, made.branches[name].sessions, [made.topics[assembly["theme"]]]
            )


def _agenda_item(row: dict[str, Any]) -> AgendaItem:
    return AgendaItem(
        reference=row["id"],
        title=row["title"],
        format=AgendaFormat(row["format"]),
        summary=row["summary"],
        sort_order=row["order"],
        citations=cited([of_row(row)]),
    )


def _appearance(row: dict[str, Any], number: int, made: Made) -> Appearance:
    return Appearance(
        person=made.people[row["name"]],
        reference=row["id"],
        role=row["role"] or "",
        organisation=row["organisation"] or "",
        topic=row["topic"],
        capacity=Capacity(row["capacity"]),
        note=row["note"] or "",
        sort_order=number,
        citations=cited([of_row(row)]),
    )
