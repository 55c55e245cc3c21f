"""A screen that writes into the record: a form, then the entry as it will stand, and only then the entry.

Whoever builds one says what it asks, which right it needs and which door it calls. What was typed goes along
from step to step in the page itself, so nothing is kept between two requests and no script is needed.
"""

import uuid
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from cms.core.fields import PartialDateFormField

from .facts import fact_behind
from .models import PageUpdate
from .recording import hold_records_of, original
from .rights import rights_over
from .sources import SourceFormSet
from .statuses import STATUS_SPEAKERS, Basis, Right, Speaker

LOGGED_AS = "updates.record"
# Names that steer the screen and are no words of the officer.
STEERING = ("csrfmiddlewaretoken", "record", "change", "mark", "seen")
MOVED_ON = gettext_lazy(
    "Something was recorded while you were looking. Read again what will be written before you record it."
)


class FactForm(forms.Form):
    """What every fact of the record says of itself: when, who speaks, on what basis, and a note."""

    happened_on = PartialDateFormField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy('The day it happened: "25 June 2020", "25/6/2020", "June 2020" or "2020".'),
    )
    said_by = forms.ChoiceField(
        label=gettext_lazy("Who speaks"),
        choices=[choice for choice in Speaker.choices if choice[0] in STATUS_SPEAKERS],
        initial=Speaker.COUNCIL,
        help_text=gettext_lazy("Choose 'An editor' if no public body said it. It then counts in no total."),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Basis"),
        choices=Basis.choices,
        initial=Basis.STATED,
        help_text=gettext_lazy(
            "Choose 'Matched by an editor' if the source does not name the assembly, or uses another word."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("What a reader should know of the source. It is shown below the sentence."),
    )


@dataclass
class Rehearsal:
    """What would happen to one page: the entry as it would stand, or why it may not."""

    page: Page
    entry: PageUpdate | None = None
    change: str = ""
    refusal: dict[str, list[str]] = field(default_factory=dict)

    @property
    def beside(self) -> list[dict[str, str]]:
        """What readers see below the sentence."""
        fact = fact_behind(self.entry)
        return fact.said_beside if fact else []

    @property
    def sentences(self) -> list[str]:
        """Why it may not be, in sentences."""
        return [sentence for found in self.refusal.values() for sentence in found]


class RecordScreen(WagtailAdminTemplateMixin, FormView):
    """Asks for the words of an entry about one page, shows it, and writes it by a door of the record.

    A kind of entry has a subclass with `right`, `form_class`, `page_title` and `write`.
    """

    template_name = "admin/record/form.html"
    confirm_template_name = "admin/record/confirm.html"
    header_icon = "clipboard-list"
    right: Right
    asks_for_sources = True
    intro = ""

    # What a subclass says

    def write(self, page: Page, words: dict) -> PageUpdate:
        """Write the entry by a door of the record; `words` are what was typed, checked."""
        raise NotImplementedError

    def change_of(self, entry: PageUpdate) -> str:
        """What the entry changes, in words such as "Delivery: under way to delivered", or nothing."""
        return ""

    def first_sources(self) -> list[dict]:
        """The sources that stand in the form when it is opened."""
        return []

    def objection(self) -> str:
        """Why nothing can be recorded here now, whoever asks, or nothing."""
        return ""

    @cached_property
    def page(self) -> Page:
        """The page the entry is about, in the language of its record."""
        page = get_object_or_404(Page, pk=self.kwargs["page"])
        return original(page).specific

    @property
    def pages(self) -> list[Page]:
        """Every page that gets an entry, in the order of the tree."""
        return [self.page]

    # The steps

    def dispatch(self, request, *args, **kwargs):
        if not all(self.right in rights_over(request.user, page) for page in self.pages):
            return self.refuse()
        objection = self.objection()
        if objection:
            messages.warning(request, objection)
            return redirect(self.done_url)
        return super().dispatch(request, *args, **kwargs)

    def refuse(self):
        """A page that says what is missing, and where to ask."""
        context = super().get_context_data(right=self.right.label)
        return self.response_class(self.request, "admin/record/refused.html", context, status=403)

    def post(self, request, *args, **kwargs):
        form, sources = self.get_form(), self.sources
        is_complete = form.is_valid() & (sources is None or sources.is_valid())
        if "change" in request.POST or not is_complete:
            return self.ask_again(form, warn=not is_complete)
        words = form.cleaned_data
        if sources is not None:
            words = words | {"citations": sources.citations()}
        return self.settle(form, words) if "record" in request.POST else self.show(form, words)

    def ask_again(self, form, *, warn: bool):
        """The form once more, with all that was typed."""
        if warn:
            messages.error(self.request, _("Nothing was recorded: see below."))
        return self.render_to_response(self.get_context_data(form=form))

    def show(self, form, words, *, warning=""):
        """What would be written; or, if it can be written nowhere, the form, each reason beside its box."""
        rehearsals = self.rehearse(words)
        first = rehearsals[0].refusal
        if first and all(each.refusal == first for each in rehearsals):
            for name, sentences in first.items():
                form.add_error(name if name in form.fields else None, sentences)
            return self.ask_again(form, warn=True)
        context = self.get_context_data(
            form=form,
            rehearsals=rehearsals,
            refused=[each for each in rehearsals if each.refusal],
            warning=warning,
            carried=self.carried(),
            mark=uuid.uuid4(),
            seen=self.newest(),
        )
        return self.response_class(self.request, self.confirm_template_name, context)

    def rehearse(self, words) -> list[Rehearsal]:
        """Writes everything and takes it back: what is shown is what the doors themselves make of it."""
        rehearsals = [Rehearsal(page) for page in self.pages]
        with transaction.atomic():
            hold_records_of(self.pages)
            for each in rehearsals:
                try:
                    with transaction.atomic():
                        each.entry = self.write(each.page, words)
                        each.change = self.change_of(each.entry)
                except ValidationError as error:
                    each.refusal = named(error)
            transaction.set_rollback(True)
        return rehearsals

    def settle(self, form, words):
        """Writes all of it, or nothing; once, however often the button is pressed."""
        mark = self.mark()
        try:
            with transaction.atomic():
                hold_records_of(self.pages)
                if self.was_written(mark):
                    messages.info(self.request, _("It is in the record already. Nothing was written twice."))
                    return redirect(self.done_url)
                if str(self.newest()) != self.request.POST.get("seen"):
                    return self.show(form, words, warning=MOVED_ON)
                entries = [self.write(page, words) for page in self.pages]
                for page, entry in zip(self.pages, entries, strict=True):
                    data = {"number": entry.number}
                    log(instance=page, action=LOGGED_AS, user=self.request.user, uuid=mark, data=data)
        except ValidationError:
            return self.show(form, words)
        self.say_it_is_recorded(entries)
        return redirect(self.done_url)

    def say_it_is_recorded(self, entries):
        """Tell the officer the number of the entry, and where readers see it."""
        told = ngettext("Recorded: entry %(entries)s.", "Recorded: entries %(entries)s.", len(entries)) % {
            "entries": ", ".join(str(entry.number) for entry in entries)
        }
        url = self.pages[0].get_url(self.request) if len(entries) == 1 else None
        buttons = [messages.button(url, _("View live"))] if url else []
        messages.success(self.request, told, buttons=buttons)

    # What a double submit and a second officer are known by

    def mark(self) -> uuid.UUID:
        """The mark of the form that was sent; a form without a proper one gets another."""
        try:
            return uuid.UUID(self.request.POST.get("mark", ""))
        except ValueError:
            return uuid.uuid4()

    def was_written(self, mark: uuid.UUID) -> bool:
        """Whether this very form was written before: Wagtail's own log keeps its mark."""
        ids = [page.pk for page in self.pages]
        return PageLogEntry.objects.filter(page__in=ids, uuid=mark, action=LOGGED_AS).exists()

    def newest(self) -> int:
        """The last entry about these pages."""
        subjects = [page.translation_key for page in self.pages]
        return PageUpdate.objects.filter(subject__in=subjects).aggregate(last=Max("pk"))["last"] or 0

    # What the templates show

    @property
    def done_url(self) -> str:
        """Where the officer goes when all is done."""
        return reverse("wagtailadmin_pages:edit", args=[self.pages[0].pk])

    @cached_property
    def sources(self):
        """The rows for sources, or nothing where the door asks for none."""
        if not self.asks_for_sources:
            return None
        return SourceFormSet(
            self.request.POST if self.request.method == "POST" else None,
            initial=self.first_sources() if self.request.method != "POST" else None,
            prefix="sources",
        )

    def carried(self) -> list[tuple[str, str]]:
        """What was typed, as it was typed."""
        return [
            (name, value)
            for name, values in self.request.POST.lists()
            if name not in STEERING
            for value in values
        ]

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.done_url, "label": self.page.get_admin_display_title()},
            {"label": self.page_title},
        ]

    def get_header_title(self):
        return self.get_page_subtitle()

    def get_page_subtitle(self):
        return _("%(screen)s: %(page)s") % {
            "screen": self.page_title,
            "page": self.page.get_admin_display_title(),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context |= {
            "action_url": self.request.get_full_path(),
            "sources": self.sources,
            "intro": self.intro,
            "submit_button_label": _("Show what will be recorded"),
            "submit_button_active_label": _("Show what will be recorded"),
            "media": context["form"].media if "form" in context else forms.Media(),
        }
        return context


def named(error: ValidationError) -> dict[str, list[str]]:
    """The sentences of a door by the name of their field."""
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
