"""The officer's desk: the recommendations of every branch in which an editor may write into the record."""

from collections.abc import Iterable
from dataclasses import dataclass

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cms.assemblies.clocks import in_short
from cms.assemblies.models import AssemblyPage
from cms.assemblies.promises import reading_of_due
from cms.core.fields import in_words
from cms.core.querysets import first_language
from cms.updates.rights import held_by, pages_below
from cms.updates.statuses import Right

from .models import RecommendationPage
from .positions import Position, positions_of
from .statuses import DELIVERY_LABELS, NOT_REPORTED, NOT_REPORTED_LABEL, Decision, Delivery

RIGHTS = (Right.RECORD_DECISION, Right.RECORD_DELIVERY, Right.CORRECT)
OVERDUE = "yes"


def rights_on_desk(user) -> set[Right]:
    """The rights with which this editor works on some branch."""
    return {right for right, _branch in held_by(user)} & set(RIGHTS)


def on_desk_of(user):
    """The published recommendations over which this editor has one of the rights, each in one language."""
    theirs = pages_below({branch for right, branch in held_by(user) if right in RIGHTS})
    originals = RecommendationPage.objects.live().filter(locale_id=first_language(), alias_of__isnull=True)
    return originals.filter(theirs)


@dataclass(frozen=True)
class Row:
    """One line of the desk: what it says of one recommendation."""

    position: Position
    reference: str
    wording: str
    assembly: str
    due: str

    @property
    def pk(self) -> int:
        """The id of the page."""
        return self.position.pk

    @property
    def decision(self):
        """The last answer on record, in words."""
        return Decision(self.position.decision.state).label

    @property
    def delivery(self):
        """The last step on record, in words."""
        return DELIVERY_LABELS[self.position.delivery.state]

    @property
    def owner(self) -> str:
        """The lead service that the last answer names."""
        return self.position.decision.lead_service

    @property
    def updated(self) -> str:
        """The day of the last word on record."""
        return in_words(self.position.updated) if self.position.updated else ""


def rows_of(recommendations, today, nation) -> list[Row]:
    """A row for each of these recommendations, in the order of the tree. Six queries, however many."""
    positions = positions_of(recommendations, today, nation)
    words = {pk: rest for pk, *rest in recommendations.values_list("pk", "reference", "wording")}
    above = {_assembly_path(position) for position in positions}
    assemblies = AssemblyPage.objects.filter(path__in=above).values_list("path", "title")
    titles = dict(assemblies)
    return [
        Row(
            position,
            *words[position.pk],
            assembly=titles.get(_assembly_path(position), ""),
            due=_due_words(position, today, nation),
        )
        for position in positions
    ]


def _assembly_path(position: Position) -> str:
    """The tree path two above: over the list of its recommendations."""
    return position.path[: -2 * AssemblyPage.steplen]


def _due_words(position: Position, today, nation) -> str:
    if position.due_on is None:
        return ""
    reading = reading_of_due(position.due_on, today, nation)
    return f"{in_words(position.due_on)}: {in_short(reading, position.due_what)}"


class DeskFilter(WagtailFilterSet):
    """What an officer may narrow the desk down by. It offers only what some row has."""

    decision = django_filters.ChoiceFilter(label=_("Decision"))
    delivery = django_filters.ChoiceFilter(label=_("Delivery"))
    theme = django_filters.ChoiceFilter(label=_("Theme"))
    assembly = django_filters.ChoiceFilter(label=_("Assembly"))
    owner = django_filters.ChoiceFilter(label=_("Lead service"))
    overdue = django_filters.ChoiceFilter(label=_("Late"), choices=[(OVERDUE, _("Overdue"))])

    class Meta:
        model = RecommendationPage
        fields: list[str] = []

    def __init__(self, *args, rows: Iterable[Row], **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["decision"].extra["choices"] = Decision.choices
        self.filters["delivery"].extra["choices"] = [*Delivery.choices, (NOT_REPORTED, NOT_REPORTED_LABEL)]
        for name in ("theme", "assembly", "owner"):
            used = sorted({value_of(row, name) for row in rows} - {""})
            self.filters[name].extra["choices"] = [(value, value) for value in used]

    def fitting(self, rows: Iterable[Row]) -> list[Row]:
        """The rows that fit everything that was chosen."""
        chosen = {name: value for name, value in self.form.cleaned_data.items() if value}
        return [row for row in rows if all(value_of(row, name) == value for name, value in chosen.items())]


def value_of(row: Row, name: str) -> str:
    """What a choice of this name compares itself with."""
    position = row.position
    values = {
        "decision": position.decision.state,
        "delivery": position.delivery.state,
        "theme": position.theme,
        "assembly": row.assembly,
        "owner": row.owner,
        "overdue": OVERDUE if position.is_overdue else "",
    }
    return values[name]


# How each column is put in order; a row about which nothing is known comes last, whichever way round.
KEYS = {
    "reference": lambda row: row.reference.casefold(),
    "assembly": lambda row: row.assembly.casefold(),
    "decision": lambda row: Decision.values.index(row.position.decision.state),
    "delivery": lambda row: [*Delivery.values, NOT_REPORTED].index(row.position.delivery.state),
    "owner": lambda row: row.owner.casefold() or None,
    "updated": lambda row: row.position.updated,
    "due": lambda row: row.position.due_on,
}


def in_order(rows: list[Row], ordering: str) -> list[Row]:
    """These rows by one column, or backwards with a minus before its name."""
    key = KEYS[ordering.removeprefix("-")]
    known = [row for row in rows if key(row) is not None]
    unknown = [row for row in rows if key(row) is None]
    return [*sorted(known, key=key, reverse=ordering.startswith("-")), *unknown]
