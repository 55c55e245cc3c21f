"""The screens that record a promise, move it, say that it was kept, and put each of these right."""

from functools import cached_property

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.assemblies.clocks import clocks_of
from cms.assemblies.promises import Act, Promised, State
from cms.assemblies.promising import keep_promise, make_promise, move_promise, take_back_promise
from cms.assemblies.records import PromiseRecord
from cms.core.fields import in_words
from cms.core.models import SiteSettings
from cms.updates.statuses import Right

from .correcting import CorrectFactScreen
from .promise_forms import (
    CorrectKeepForm,
    CorrectMoveForm,
    CorrectPromiseForm,
    KeepForm,
    MoveForm,
    PromiseForm,
    TakeBackForm,
)
from .recording import TrackerScreen


class RecordPromiseScreen(TrackerScreen):
    """Record what a body promised."""

    offer = "record_promise"
    right = Right.RECORD_PROMISE
    form_class = PromiseForm
    page_title = gettext_lazy("Record a promise")
    intro = gettext_lazy(
        "A reply by a date, or a report every so many months. Its clock starts at once, and readers see it. "
        "A promise without a source is none."
    )

    def get_initial(self):
        last = PromiseRecord.objects.about(self.page).standing().last()
        return {"body": last.body, "lead_service": last.lead_service} if last else {}

    def write(self, page, words):
        return make_promise(page, by=self.request.user, **promise_from(words)).update


class StandingPromiseScreen(TrackerScreen):
    """A screen about one of the promises of a page."""

    only_due = True

    @cached_property
    def promises(self) -> dict[str, PromiseRecord]:
        """The last step of each promise that this can be done to, by the promise's number."""
        steps = PromiseRecord.objects.about(self.page).standing().order_by("step", "pk")
        last = {str(step.promise): step for step in steps.select_related("page")}
        return {
            number: step
            for number, step in last.items()
            if step.act != Act.MISTAKEN and (step.next_due_on or not self.only_due)
        }

    def objection(self):
        if not super().objection() and not self.promises:
            return _("Nothing is promised here that is not kept.")
        return super().objection()

    def get_form_kwargs(self):
        nation = SiteSettings.nation_of(self.page.get_site())
        told = []
        for number, step in self.promises.items():
            steps = PromiseRecord.objects.of_promise(step.promise).select_related("page")
            [clock] = clocks_of(steps, timezone.localdate(), nation)
            by_when = step.next_due_on or step.due_on
            what = step.get_what_display() if clock.reading.state == State.KEPT else clock.words
            told.append((number, f"{step.body}: {what}, {in_words(by_when)}"))
        return super().get_form_kwargs() | {"promises": told}

    def chosen(self, words: dict) -> tuple[PromiseRecord, dict]:
        """The promise that was chosen, and the other words."""
        return self.promises[words["promise"]], {
            name: value for name, value in words.items() if name != "promise"
        }


class MovePromiseScreen(StandingPromiseScreen):
    """Record that a promise was moved to another day."""

    offer = "move_promise"
    right = Right.RECORD_PROMISE
    form_class = MoveForm
    page_title = gettext_lazy("Move a promise")
    intro = gettext_lazy("Both dates stay for readers to see, with the reason.")

    def write(self, page, words):
        promise, words = self.chosen(words)
        return move_promise(promise, by=self.request.user, **words).update


class KeepPromiseScreen(StandingPromiseScreen):
    """Record that a promise was kept."""

    offer = "keep_promise"
    right = Right.RECORD_PROMISE
    form_class = KeepForm
    page_title = gettext_lazy("Record that a promise was kept")
    intro = gettext_lazy(
        "Of reports, the next one is due so many months after the date that this one answers."
    )

    def write(self, page, words):
        promise, words = self.chosen(words)
        return keep_promise(promise, by=self.request.user, **words).update


class TakeBackPromiseScreen(StandingPromiseScreen):
    """Record that a promise was none."""

    offer = "take_back_promise"
    right = Right.CORRECT
    form_class = TakeBackForm
    only_due = False
    asks_for_sources = False
    page_title = gettext_lazy("A promise recorded by mistake")
    intro = gettext_lazy(
        "For a promise that was never made, or not here. Its clock stops. The wrong entry stays in the "
        "record, with a mark that points at this correction."
    )

    def write(self, page, words):
        promise, words = self.chosen(words)
        return take_back_promise(promise, by=self.request.user, **words).update


class CorrectPromiseStepScreen(CorrectFactScreen):
    """Put one step of a promise right. `act` is the step that this screen can correct."""

    kind = "promiserecord"
    act: Act

    @cached_property
    def entry(self):
        entry = super().entry
        if entry.promiserecord.act != self.act:
            raise Http404
        return entry


class CorrectPromiseScreen(CorrectPromiseStepScreen):
    """Put the making of a promise right."""

    act = Act.MADE
    same = ("what", "body", "due_on", "every_months", "lead_service")
    form_class = CorrectPromiseForm
    page_title = gettext_lazy("Correct a promise")

    def write(self, page, words):
        return make_promise(page, by=self.request.user, corrects=self.fact, **promise_from(words)).update


class CorrectMoveScreen(CorrectPromiseStepScreen):
    """Put the move of a promise right."""

    act = Act.MOVED
    same = ("due_on",)
    form_class = CorrectMoveForm
    page_title = gettext_lazy("Correct a moved promise")

    def write(self, page, words):
        return move_promise(self.fact, by=self.request.user, corrects=self.fact, **words).update


class CorrectKeepScreen(CorrectPromiseStepScreen):
    """Put right what says that a promise was kept."""

    act = Act.KEPT
    same = ("evidence",)
    form_class = CorrectKeepForm
    page_title = gettext_lazy("Correct a kept promise")

    def write(self, page, words):
        return keep_promise(self.fact, by=self.request.user, corrects=self.fact, **words).update


def promise_from(words: dict) -> dict:
    """What was typed, as the door of promises takes it."""
    return words | {"what": Promised(words["what"])}
