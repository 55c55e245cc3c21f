"""Reminds lead services of what they promised: before, on and after the day, once each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.assemblies.clocks import Clock
from cms.assemblies.models import PromiseRecord, ServiceContact
from cms.assemblies.promises import MORE_WORK, Act, reading_of_due, reminders
from cms.core.models import SiteSettings
from cms.core.partial_dates import PartialDate
from cms.core.querysets import open_to_all
from cms.core.working_days import Nation
from cms.outbox.models import Message
from cms.outbox.posting import put, skip
from cms.outbox.states import Skip, State

from .models.dues import work_promised
from .records import DecisionRecord
from .statuses import Decision

PREFIX = "reminder:"
WHAT_BECAME = {Act.MOVED: Skip.MOVED, Act.KEPT: Skip.KEPT, Act.MISTAKEN: Skip.NOT_DUE}


@dataclass(frozen=True)
class Due:
    """A date that was promised at some time: whose it is, and why nobody is reminded of it any more."""

    key: str
    due_on: PartialDate
    what: str
    body: str
    lead_service: str
    page: Page
    over: Skip | None

    def clock(self, today: dt.date, nation: Nation) -> Clock:
        """How its clock stands."""
        said = {"what": self.what, "body": self.body, "lead_service": self.lead_service, "page": self.page}
        return Clock(reading_of_due(self.due_on, today, nation), due_on=self.due_on, **said)


def remind(today: dt.date) -> tuple[int, int]:
    """Put every reminder whose day has come into the outbox; gives how many stand there, and how many do not.

    What still waits about a date that no longer stands is taken back.
    """
    dates = {due.key: due for due in (*_promised(), *_more_work())}
    public = _public_pages({due.page.pk for due in dates.values()})
    standing, left_out = set(), 0
    for due in dates.values():
        site = due.page.get_site()
        nation = SiteSettings.nation_of(site)
        for reminder, is_of_use in reminders(due.due_on, today, nation):
            key, clock = f"{due.key}:{reminder}", due.clock(today, nation)
            to = ServiceContact.address_for(due.lead_service, site)
            because = _objection(due, is_public=due.page.pk in public, is_of_use=is_of_use, to=to)
            if because is None:
                standing.add(key)
                put(key=key, to=to, headers={"Auto-Submitted": "auto-generated"}, **_words(clock))
            else:
                left_out += 1
                skip(key=key, because=because, subject=_subject(clock))
    waiting = Message.objects.filter(key__startswith=PREFIX, state=State.WAITING)
    for key in set(waiting.values_list("key", flat=True)) - standing:
        left_out += skip(key=key, because=Skip.NOT_DUE).state == State.SKIPPED
    return len(standing), left_out


def _objection(due: Due, *, is_public: bool, is_of_use: bool, to: str) -> Skip | None:
    """Why a reminder is not sent, or nothing."""
    if due.over is not None:
        return due.over
    if not is_public:
        return Skip.NOT_PUBLIC
    if not is_of_use:
        return Skip.TOO_LATE
    return None if to else Skip.NO_CONTACT


def _promised() -> Iterator[Due]:
    """Every date that a promise ever had, and what became of it."""
    promises = defaultdict(list)
    for step in PromiseRecord.objects.standing().order_by("step").select_related("page"):
        promises[step.promise].append(step)
    for promise, steps in promises.items():
        # The step behind a date says what became of it: the last one is still due.
        for step, after in zip(steps, [*steps[1:], None], strict=True):
            if step.next_due_on is not None:
                yield Due(
                    key=f"{PREFIX}promise:{promise}:{step.next_due_on.stored}",
                    due_on=step.next_due_on,
                    what=step.what,
                    body=step.body,
                    lead_service=steps[0].lead_service,
                    page=step.page,
                    over=WHAT_BECAME[Act(after.act)] if after else None,
                )


def _more_work() -> Iterator[Due]:
    """The date of every answer that needed more work, and whether its body answered again."""
    standing = set(work_promised().values_list("pk", flat=True))
    decisions = DecisionRecord.objects.standing().filter(decision=Decision.MORE_WORK).select_related("page")
    for decision in decisions:
        yield Due(
            key=f"{PREFIX}work:{decision.pk}:{decision.due_on.stored}",
            due_on=decision.due_on,
            what=MORE_WORK,
            body=decision.body,
            lead_service=decision.lead_service,
            page=decision.page,
            over=None if decision.pk in standing else Skip.KEPT,
        )


def _public_pages(pks: set[int]) -> set[int]:
    return set(Page.objects.live().filter(open_to_all(), pk__in=pks).values_list("pk", flat=True))


def _subject(clock: Clock) -> str:
    return " ".join(f"{clock.words}: {clock.page.title}".split())


def _words(clock: Clock) -> dict[str, str]:
    """Subject and text of a reminder."""
    admin = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[clock.page.pk])
    paragraphs = (
        _("%(words)s: “%(title)s”.") % {"words": clock.words, "title": clock.page.title},
        clock.detail,
        _("The page: %(address)s") % {"address": clock.page.full_url},
        _("When it is done, or the date has to move, record it here: %(address)s") % {"address": admin},
        _("You get this because %(service)s is named as the lead service.") % {"service": clock.lead_service},
    )
    return {"subject": _subject(clock), "body": "\n\n".join(filter(None, paragraphs)) + "\n"}
