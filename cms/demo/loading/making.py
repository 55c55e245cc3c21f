"""What the loader has made so far, and how it puts a page onto the site."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from cms.assemblies.models import AssemblyPage, ProgrammePage
from cms.core.models import Organisation, Topic
from cms.core.partial_dates import PartialDate
from cms.events.models import EventIndexPage, EventPage
from cms.evidence.models import EvidenceLibraryPage
from cms.people.models import PersonPage
from cms.recommendations.models import BallotPage, RecommendationPage, ResponseIndexPage, TrackerPage
from home.making import publish
from home.models import HomePage


@dataclass
class Branch:
    """The lists that every assembly has below it."""

    sessions: EventIndexPage
    evidence: EvidenceLibraryPage
    recommendations: TrackerPage
    responses: ResponseIndexPage


@dataclass
class Made:
    """Pages and snippets that later steps need, by the identifiers of the data."""

    home: HomePage
    programme: ProgrammePage | None = None
    organisations: dict[str, Organisation] = field(default_factory=dict)  # by name
    topics: dict[str, Topic] = field(default_factory=dict)  # by name
    assemblies: dict[str, AssemblyPage] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)  # of an assembly
    branches: dict[str, Branch] = field(default_factory=dict)  # of an assembly
    people: dict[str, PersonPage] = field(default_factory=dict)  # by name
    sessions: dict[tuple[str, int], EventPage] = field(default_factory=dict)  # by assembly and day
    ballots: dict[str, BallotPage] = field(default_factory=dict)
    recommendations: dict[str, RecommendationPage] = field(default_factory=dict)


def put(page, parent, topics=()):
    """A new page below its parent: first a draft, then published, as an editor would do it."""
    page.live = False
    for topic in topics:
        page.topics.add(topic)
    return publish(page, parent)


def address(title: str, taken: set[str]) -> str:
    """A short readable slug for this title that none of its neighbours has."""
    words = slugify(title)[:60].rstrip("-")
    slug, number = words, 1
    while slug in taken:
        number += 1
        slug = f"{words}-{number}"
    taken.add(slug)
    return slug


def lines(values: list[str]) -> str:
    """One value on each line, as the fields for lists take them."""
    return "\n".join(values)


def dated(record: dict[str, Any]) -> PartialDate:
    """The date of a record, marked as approximate if the record says so."""
    return dataclasses.replace(record["date"], approximate=record["date_precision"] == "approximate")
