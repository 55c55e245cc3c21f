from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.core.models import BasePage
from cms.core.models.pages import page_tabs
from cms.core.querysets import in_language_of, open_to_all, readable

from ..comparing import Comparison, corrected_since, totals_of_rows
from ..freezing import check_statement, corrections_since, freeze_position, position_on
from ..records import StatementRecord, WordingRecord
from ..snapshots import overdue

FROZEN = _("This stands in the public record and can no longer be changed. Make another statement instead.")


class StatementForm(WagtailAdminPageForm):
    """Needs a day and nothing else: the title is made of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("title", "slug"):
            self.fields[name].required = False
        self.fields["stood_on"].required = True

    def clean(self):
        day = self.cleaned_data.get("stood_on")
        if not self.cleaned_data.get("title"):
            named = (
                gettext("Where things stood on %(day)s") % {"day": format_date(day, "j F Y")} if day else ""
            )
            self.cleaned_data["title"] = named or gettext("Where things stood")
        cleaned = super().clean()
        if day and not self.is_deferred_validation and self.instance.frozen is None:
            self._check_day(day, cleaned.get("go_live_at"))
        return cleaned

    def _check_day(self, day, go_live_at):
        """A statement may be prepared and scheduled for a day that is still to come."""
        today = timezone.localdate()
        tracker = original_tracker(self.parent_page)
        try:
            check_statement(
                tracker.translation_key,
                day,
                tracker.recommendations(),
                today=max(today, timezone.localdate(go_live_at)) if go_live_at else today,
            )
        except ValidationError as error:
            self.add_error(None, error)


def original_tracker(page: Page):
    """The tracker in the site's first language: what is frozen is the same in every language."""
    first = Locale.get_default()
    page = page if page.locale_id == first.pk else page.get_translation_or_none(first) or page
    return apps.get_model("recommendations.TrackerPage").objects.get(pk=page.pk)


class StatementPage(BasePage):
    """Where things stood on one day. Its first publication puts the position on record; it never changes."""

    label = _("Progress statement")
    base_form_class = StatementForm
    exclude_fields_in_copy = ["stood_on"]  # a copy is a new statement, and needs a day of its own
    described_by = ("in_words",)
    parts = ("print",)
    override_translatable_fields = [SynchronizedField("stood_on", overridable=False)]
    parent_page_types = ["recommendations.TrackerPage"]
    subpage_types: list[str] = []

    PER_PAGE = 50
    ON_ONE_SIDE = 14

    stood_on = models.DateField(
        _("where things stood on"),
        null=True,
        blank=True,  # a copy has none yet; the form asks for one
        help_text=_("The last day that counts. When you publish, the position is frozen for good."),
    )
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("What a reader should know first. You can change it later."),
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.FilterField("stood_on"),
    ]

    edit_handler = page_tabs((_("The statement"), ["stood_on", "introduction"]))

    class Meta:
        verbose_name = _("progress statement")
        verbose_name_plural = _("progress statements")

    @classmethod
    def standings(cls, pages):
        keys = [page.translation_key for page in pages]
        frozen = {fact.subject: fact for fact in StatementRecord.objects.filter(subject__in=keys)}
        return {page.pk: _told(page, frozen.get(page.translation_key)) for page in pages}

    @property
    def frozen(self) -> StatementRecord | None:
        """The position on record, or nothing before the first publication. One query."""
        return StatementRecord.objects.filter(subject=self._subject).select_related("update").first()

    @property
    def _subject(self):
        return self.alias_of.translation_key if self.alias_of_id else self.translation_key

    @property
    def in_words(self) -> str:
        """The day as a reader sees it."""
        return format_date(self.stood_on, "j F Y") if self.stood_on else ""

    @property
    def kicker(self) -> str:
        """What it is, and of which assembly."""
        assembly = self.above[-2] if len(self.above) > 2 else None
        return f"{self.label} · {assembly.title}" if assembly and assembly.live else str(self.label)

    def clean(self):
        super().clean()
        frozen = self.frozen
        if frozen is None:
            return
        wrong = {}
        self.stood_on = self.stood_on or frozen.stood_on
        if self.stood_on != frozen.stood_on:
            wrong["stood_on"] = FROZEN
        if self.citations.get_prep_value() != frozen.citations.get_prep_value():
            wrong["citations"] = FROZEN
        if wrong:
            raise ValidationError(wrong)

    def save(self, *args, **kwargs):
        """Save; what is on record stays, whatever an old draft says."""
        frozen = self.frozen if self.pk else None
        if frozen is not None:
            self.stood_on, self.citations = frozen.stood_on, frozen.citations
        super().save(*args, **kwargs)

    def enter_record(self):
        if self.stood_on is None or self.frozen is not None:
            return
        tracker = original_tracker(self.get_parent())
        freeze_position(
            self,
            tracker=tracker.translation_key,
            day=self.stood_on,
            recommendations=tracker.recommendations(),
        )

    def get_template(self, request, part="", **kwargs):
        return f"recommendations/statement_{part}.html" if part else super().get_template(request, **kwargs)

    def get_context(self, request, part="", **kwargs):
        context = super().get_context(request, **kwargs)
        frozen, before = self._frozen_and_before()
        if frozen is None:
            return context | self._as_it_would_be(request)
        corrections = corrections_since((before or frozen).taken_at)
        comparison = Comparison(before, frozen, corrections) if before else None
        shown = Paginator(frozen.rows, self.PER_PAGE).get_page(request.GET.get("page"))
        rows = frozen.rows[: self.ON_ONE_SIDE] if part else list(shown)
        wrong = corrected_since(frozen, corrections)[: Comparison.MOST]
        needed = [*rows, *(row for row, _by in wrong), *(comparison.rows if comparison else ())]
        more_pages = [before.subject] if before else []
        return context | {
            "frozen": frozen,
            "rows": rows,
            "page_of_rows": shown,
            "more": len(frozen.rows) - len(rows),
            "totals": totals_of_rows(frozen.rows),
            "overdue": overdue(frozen.rows),
            "comparison": comparison,
            "wrong_since": wrong,
            "words": words_of(needed),
            "addresses": self._addresses(request, {row.subject for row in needed}, more_pages),
            "canonical_url": request.build_absolute_uri(self.get_url(request)),
        }

    def _frozen_and_before(self) -> tuple[StatementRecord | None, StatementRecord | None]:
        """The position on record, and the one before it that was on record then. One query."""
        own = StatementRecord.objects.filter(subject=self._subject)
        earlier = StatementRecord.objects.filter(
            models.Q(subject=self._subject) | readable("page"),
            tracker=own.values("tracker")[:1],
            stood_on__lte=own.values("stood_on")[:1],
            pk__lte=own.values("pk")[:1],
        )
        found = list(earlier.select_related("update", "page").order_by("-stood_on")[:2])
        return tuple([*found, None, None][:2])

    def _as_it_would_be(self, request) -> dict:
        """What publishing would freeze now, or why it would not. For a preview."""
        tracker = original_tracker(self.get_parent())
        recommendations = tracker.recommendations()
        try:
            check_statement(
                tracker.translation_key, self.stood_on, recommendations, today=timezone.localdate()
            )
        except ValidationError as error:
            return {"refused": error.messages}
        rows = position_on(self.stood_on, recommendations)
        shown = Paginator(rows, self.PER_PAGE).get_page(request.GET.get("page"))
        return {
            "rows": list(shown),
            "page_of_rows": shown,
            "totals": totals_of_rows(rows),
            "overdue": overdue(rows),
            "words": words_of(shown),
            "addresses": self._addresses(request, {row.subject for row in shown}),
        }

    def _addresses(self, request, *keys) -> dict[str, str]:
        """The address of each of these that anybody may read, in the language of this page. One query."""
        wanted = {key for some in keys for key in some}
        pages = Page.objects.live().filter(open_to_all(), in_language_of(self), translation_key__in=wanted)
        return {str(page.translation_key): page.get_url(request) for page in pages}


def words_of(rows) -> dict[tuple[str, int | None], str]:
    """The members' words for each of these rows, by its key and the entry that holds them. One query.

    A recommendation that is kept from the public has none.
    """
    wanted = {row.subject for row in rows}
    facts = WordingRecord.objects.filter(readable("page"), subject__in=wanted)
    found = facts.values_list("subject", "update__number", "wording")
    return {(str(subject), number): wording for subject, number, wording in found}


def _told(page, frozen) -> list[str]:
    if frozen is None:
        return [page.in_words or gettext("No day yet"), gettext("Not on record yet")]
    number = len(frozen.rows)
    words = ngettext("%(number)d recommendation", "%(number)d recommendations", number)
    return [format_date(frozen.stood_on, "j F Y"), words % {"number": number}]
