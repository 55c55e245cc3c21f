"""How the position of a tracker is read from the record, and how it enters the record for good."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.assemblies.promises import last_day_overdue
from cms.assemblies.records import PromiseRecord
from cms.core.models import SiteSettings
from cms.core.partial_dates import PartialDate
from cms.core.working_days import Nation
from cms.updates.facts import Fact
from cms.updates.models import PageUpdate
from cms.updates.recording import record_update
from cms.updates.sealing import hold
from cms.updates.statuses import Basis, Kind, Speaker, is_counted

from .records import DecisionRecord, DeliveryRecord, StatementRecord, WordingRecord, same_body
from .snapshots import Due, Row, Standing, Step, as_json
from .statuses import NOT_REPORTED, Decision


class Owed(NamedTuple):
    """A date, the entry that names it, and whether a public body itself did."""

    on: PartialDate
    entry: int
    is_counted: bool


class Worded(NamedTuple):
    """Since when members' words are on record, and the entry that holds them as they stand."""

    since: PartialDate
    entry: int


def position_on(day: dt.date, recommendations, nation: Nation | None = None) -> tuple[Row, ...]:
    """Where these recommendations stood at the end of that day, as the record has it now. Six queries.

    What is known to the month or the year only counts from the last day it could mean. A recommendation
    belongs to it from the first day on which anything of it was on record. `nation` is the one whose bank
    holidays count: that of the first site, unless it is given.
    """
    pages = recommendations.in_report_order().values_list("translation_key", "reference")
    keys = recommendations.order_by().values("translation_key")
    words = _standing_words(keys)
    decisions = _by_subject(DecisionRecord, "decision", keys, day, "body", "due_on")
    deliveries = _by_subject(DeliveryRecord, "delivery", keys, day)
    chains = dict(PageUpdate.objects.filter(subject__in=keys).order_by().values_list("subject", "chain"))
    promised = _promised(keys, chains, day)
    late = last_day_overdue(day, nation or SiteSettings.nation_of())
    rows = {}
    for key, reference in pages:
        worded = words.get(key)
        if not (decisions[key] or deliveries[key] or (worded and worded.since.end <= day)):
            continue
        due = [*promised[key], *promised[chains[key]], *_work_promised(decisions[key])]
        row = Row(
            subject=str(key),
            chain=str(chains[key]),
            reference=reference,
            words=worded and worded.entry,
            decision=_standing(decisions[key], Decision.AWAITING.value),
            delivery=_standing(deliveries[key], NOT_REPORTED),
            due=_earliest(due, late),
        )
        rows.setdefault(key, row)
    return tuple(rows.values())


def _promised(keys, chains: dict[UUID, UUID], day: dt.date) -> dict[UUID, list[Owed]]:
    """What was due to each of them, or to their assembly, at the end of that day."""
    about = Q(subject__in=keys) | Q(subject__in=set(chains.values()))
    steps = PromiseRecord.objects.filter(about, happened_on__lte=PartialDate(day, "year", True))
    found = defaultdict(list)
    steps = steps.standing().open_to_all()
    for due, subject, number, *how in steps.dates_due("subject", "update__number", "said_by", "basis"):
        found[subject].append(Owed(due, number, is_counted(*how)))
    return found


def _work_promised(decisions: list[dict]) -> list[Owed]:
    """The dates by which bodies will have done more work, by the last answer of each."""
    last: dict[str, dict] = {}
    for fact in decisions:
        last.setdefault(same_body(fact["body"]), fact)
    return [
        Owed(fact["due_on"], fact["update__number"], _is_counted(fact))
        for fact in last.values()
        if fact["decision"] == Decision.MORE_WORK
    ]


def _earliest(due: list[Owed], late: dt.date) -> Due | None:
    if not due:
        return None
    on, number, _counted = min(due)
    return Due(on, number, on.end <= late, any(each.is_counted and each.on.end <= late for each in due))


def _standing_words(keys) -> dict[UUID, Worded]:
    """The words of each as they stand. A correction puts them right; it does not make them younger."""
    facts = WordingRecord.objects.filter(subject__in=keys).order_by("pk")
    since: dict[UUID, PartialDate] = {}
    found = {}
    for subject, on, entry in facts.values_list("subject", "happened_on", "update__number"):
        found[subject] = Worded(since.setdefault(subject, on), entry)
    return found


def _by_subject(model: type[Fact], state: str, keys, day: dt.date, *more: str) -> dict[UUID, list[dict]]:
    """What had been said of each of them by the end of that day, the latest first."""
    facts = model.objects.filter(subject__in=keys, happened_on__lte=PartialDate(day, "year", True))
    facts = facts.standing().open_to_all().newest_first()
    found = defaultdict(list)
    for fact in facts.values("subject", state, "happened_on", "basis", "said_by", "update__number", *more):
        found[fact["subject"]].append({**fact, "state": fact[state]})
    return found


def _standing(facts: list[dict], unsaid: str) -> Standing:
    counted = (fact for fact in facts if _is_counted(fact))
    return Standing(_step(next(iter(facts), None), unsaid), _step(next(counted, None), unsaid))


def _is_counted(fact: dict) -> bool:
    return is_counted(fact["said_by"], fact["basis"])


def _step(fact: dict | None, unsaid: str) -> Step:
    if fact is None:
        return Step(unsaid)
    matched = fact["basis"] == Basis.MATCHED
    return Step(fact["state"], fact["happened_on"], fact["update__number"], matched)


def check_statement(tracker: UUID, day: dt.date | None, recommendations, *, today: dt.date) -> None:
    """Raise ValidationError with a sentence if the position of this tracker cannot be frozen for that day.

    `today` is the day on which it will be.
    """
    if day is None:
        raise ValidationError({"stood_on": _("Choose the day.")})
    if day > today:
        sentence = _("A statement says where things stood. Its day cannot lie ahead.")
        raise ValidationError({"stood_on": sentence})
    if StatementRecord.objects.filter(tracker=tracker, stood_on=day).exists():
        raise ValidationError({"stood_on": _("There is a statement for this day already.")})
    if not position_on(day, recommendations):
        raise ValidationError({"stood_on": _("Nothing had been recommended by that day.")})


@transaction.atomic
def freeze_position(page, *, tracker: UUID, day: dt.date | None, recommendations) -> StatementRecord:
    """Put on record where these recommendations stood that day: one fact, one entry, one transaction.

    `page` is the statement that shows it. Raises ValidationError with a sentence: see `check_statement`.
    """
    today = timezone.localdate()
    hold_branch(page, recommendations)
    check_statement(tracker, day, recommendations, today=today)
    rows = position_on(day, recommendations)
    fact = StatementRecord(
        tracker=tracker,
        stood_on=day,
        taken_at=_heads({row.chain for row in rows}),
        position=as_json(rows),
    )
    record_update(
        page,
        Kind.STATEMENT,
        happened_on=PartialDate(today),
        sentence=_sentence(day, len(rows)),
        said_by=Speaker.EDITOR,
        citations=page.citations.get_prep_value(),
        fact=fact,
    )
    return fact


def _sentence(day: dt.date, number: int) -> str:
    words = ngettext(
        "Where %(number)d recommendation stood on %(day)s was put on record.",
        "Where %(number)d recommendations stood on %(day)s was put on record.",
        number,
    )
    return words % {"number": number, "day": format_date(day, "j F Y")}


def hold_branch(page, recommendations) -> None:
    """Keep everybody else from the chain of a page, and from those of recommendations, until all is in."""
    keys = recommendations.order_by().values("translation_key")
    chains = PageUpdate.objects.filter(subject__in=keys).order_by().values_list("chain", flat=True)
    hold(*chains.distinct(), page.specific.record_root().translation_key)


def _heads(chains: set[str]) -> list[dict]:
    last = PageUpdate.objects.filter(chain=OuterRef("chain")).order_by("-number").values("pk")[:1]
    ends = PageUpdate.objects.filter(chain__in=chains, pk=Subquery(last)).order_by("chain")
    return [
        {"chain": str(chain), "number": number, "hash": head}
        for chain, number, head in ends.values_list("chain", "number", "hash")
    ]


def corrections_since(taken_at: Iterable[dict]) -> dict[tuple[str, int], int]:
    """For each entry of these chains that was corrected after they were read: its correction's number."""
    heads = {head["chain"]: head["number"] for head in taken_at}
    rows = PageUpdate.objects.filter(chain__in=heads, corrects__isnull=False)
    return {
        (str(chain), wrong): number
        for chain, wrong, number in rows.values_list("chain", "corrects__number", "number")
        if number > heads[str(chain)]
    }
