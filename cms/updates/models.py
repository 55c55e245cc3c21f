from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.fields import PartialDateField, in_words
from cms.core.models import BasePage, CitedRow, PageRow
from cms.core.partial_dates import PartialDate

from .append_only import AppendOnly
from .gathering import gather
from .querysets import PageUpdateQuerySet
from .statuses import SAID_ONCE, TONES, WORDS_CHOSEN, Basis, Kind, Right, Speaker


class ChainLock(models.Model):
    """One row for each chain: who appends holds it until the transaction is in, so that no chain forks."""

    chain = models.UUIDField(_("chain"), primary_key=True)

    class Meta:
        verbose_name = _("lock of a chain")
        verbose_name_plural = _("locks of chains")

    def __str__(self):
        return str(self.chain)


class BranchRight(models.Model):
    """What a group of editors may do to the record of a page and of everything below it."""

    group = models.ForeignKey(
        "auth.Group",
        verbose_name=_("group"),
        related_name="branch_rights",
        on_delete=models.CASCADE,  # a right without a group is nobody's
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        related_name="branch_rights",
        on_delete=models.CASCADE,  # nothing is left that it could be about
        help_text=_("The right holds for this page and everything below it."),
    )
    right = models.CharField(_("right"), max_length=20, choices=Right.choices)

    class Meta:
        verbose_name = _("right to the record")
        verbose_name_plural = _("rights to the record")
        constraints = [
            models.UniqueConstraint(fields=["group", "page", "right"], name="group_has_a_right_once"),
            models.CheckConstraint(name="right_is_known", condition=models.Q(right__in=Right.values)),
        ]

    def __str__(self):
        return f"{self.group}: {self.get_right_display()}, {self.page}"


class PageUpdate(AppendOnly, PageRow, CitedRow):
    """A dated public sentence about a page: one entry of the record, and its link in the chain.

    The fact itself stands in a row of its own kind, which points here; both are written in one
    transaction and neither is edited. `sealed` is what was hashed: see `chain.py`.
    """

    sealed_facts = ("kind", "subject", "happened_on", "recorded_at", "said_by", "basis")
    sealed_texts = ("sentence", "note")

    chain = models.UUIDField(_("chain"), editable=False)
    number = models.PositiveIntegerField(_("number in the chain"), editable=False)
    sealed = models.TextField(_("what is sealed"), editable=False)
    salt = models.CharField(_("salt"), max_length=32, blank=True, editable=False)
    hash = models.CharField(_("hash"), max_length=64, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    happened_on = PartialDateField(_("date"), db_index=True)
    begins_on = models.DateField(_("first day it could mean"), editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    sentence = models.TextField(_("sentence"))
    said_by = models.CharField(
        _("who speaks"), max_length=20, choices=Speaker.choices, default=Speaker.COUNCIL
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices, default=Basis.STATED)
    note = models.TextField(_("note"), blank=True)
    published_on = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page it was published on"),
        null=True,
        blank=True,
        related_name="+",
        on_delete=models.PROTECT,  # where it was said stays on record
    )

    corrects = models.OneToOneField(
        to="self",
        verbose_name=_("entry it corrects"),
        null=True,
        blank=True,
        related_name="corrected_by",
        on_delete=models.PROTECT,  # what was wrong stays on record
        editable=False,
    )
    removed_on = models.DateField(_("words removed on"), null=True, blank=True, editable=False)
    removed_because = models.CharField(
        _("why words were removed"), max_length=255, blank=True, editable=False
    )

    objects = PageUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        indexes = [
            models.Index(fields=["subject", "-happened_on", "-id"], name="update_of_subject_newest"),
            models.Index(fields=["chain", "-happened_on", "-id"], name="update_of_chain_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="chain_has_a_number_once"),
            models.CheckConstraint(
                name="update_words_are_removed_on_a_day_for_a_reason",
                condition=models.Q(removed_on__isnull=True, removed_because="")
                | models.Q(models.Q(removed_on__isnull=False), ~models.Q(removed_because=""), salt=""),
            ),
            models.CheckConstraint(
                name="update_has_a_sentence",
                condition=~models.Q(sentence=""),
                violation_error_message=_("Write a sentence that says what happened."),
            ),
            models.UniqueConstraint(
                fields=["subject", "kind"],
                name="update_says_some_things_once",
                condition=models.Q(kind__in=sorted(SAID_ONCE), corrects__isnull=True),
                violation_error_message=_("This is in the public record already."),
            ),
            models.CheckConstraint(name="update_kind_is_known", condition=models.Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="update_speaker_is_known", condition=models.Q(said_by__in=Speaker.values)
            ),
            models.CheckConstraint(name="update_basis_is_known", condition=models.Q(basis__in=Basis.values)),
        ]

    def __str__(self):
        return f"{self.happened_on}: {self.sentence}"

    @property
    def is_matched(self) -> bool:
        """Whether the source itself does not name this page."""
        return self.basis == Basis.MATCHED

    @property
    def is_matched_by_subject(self) -> bool:
        """Whether an editor found that a step belongs here, though the source does not say so."""
        return self.is_matched and self.kind not in WORDS_CHOSEN

    @property
    def is_matched_by_word(self) -> bool:
        """Whether an editor chose the word for an answer, because the source uses none."""
        return self.is_matched and self.kind in WORDS_CHOSEN

    @property
    def was_corrected(self) -> bool:
        """Whether a later entry says that this one was wrong. Needs `corrected_by`."""
        return hasattr(self, "corrected_by")

    def marked_wrong(self, words: str) -> str:
        """The words with a mark that says which entry puts them right."""
        return gettext("%(words)s (wrong: see entry %(number)s)") % {
            "words": words,
            "number": self.corrected_by.number,
        }

    @property
    def heading(self) -> str:
        """What kind of entry it is, and whether it corrects or was corrected. Needs `corrected_by`."""
        words = self.get_kind_display()
        if self.corrects_id and self.kind != Kind.CORRECTION:
            words = gettext("Correction: %(kind)s") % {"kind": words}
        return self.marked_wrong(words) if self.was_corrected else words

    @property
    def told(self) -> str:
        """The sentence; where the law took the words away, when and why."""
        if not self.removed_because:
            return self.sentence
        return gettext("The words of this entry were removed on %(date)s: %(reason)s") % {
            "date": in_words(PartialDate(self.removed_on)),
            "reason": self.removed_because,
        }

    @property
    def tone(self) -> str:
        """The state whose colour the entry has."""
        return TONES.get(self.kind, self.kind)


class UpdatesPage(BasePage):
    """Everything that has happened on the site, newest first. Its Atom feed lies below it."""

    label = _("Updates")
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    PER_PAGE = 25

    class Meta:
        verbose_name = _("updates page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        entries = PageUpdate.objects.on_site_of(request).public().until(timezone.localdate())
        entries = entries.newest_first().for_telling()
        context["updates"] = Paginator(entries, self.PER_PAGE).get_page(request.GET.get("page"))
        context["entries"] = gather(context["updates"])
        return context
