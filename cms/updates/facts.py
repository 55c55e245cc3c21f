"""What a fact of the record is: a dated row of its own kind that stands behind one entry."""

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.core.fields import AddressField, PartialDateField, in_words
from cms.core.models import CitedRow, PageRow
from cms.core.partial_dates import PartialDate
from cms.core.querysets import unlocked

from .append_only import AppendOnly, AppendOnlyQuerySet
from .models import PageUpdate
from .statuses import COUNTED_BASES, COUNTED_SPEAKERS, STATUS_SPEAKERS, Basis, Speaker, is_counted


class FactQuerySet(AppendOnlyQuerySet):
    """Questions to the record."""

    def about(self, page):
        """Facts about this page, in whichever language it is read."""
        return self.filter(subject=page.translation_key)

    def counted(self):
        """Facts the council itself stated: the only ones a total counts."""
        return self.filter(said_by__in=COUNTED_SPEAKERS, basis__in=COUNTED_BASES)

    def standing(self):
        """Facts that say where the thing itself stands: not a judgement of members or of an evaluator, and
        not what a later entry corrects.
        """
        return self.filter(said_by__in=STATUS_SPEAKERS, update__corrected_by__isnull=True)

    def standing_words(self):
        """Facts that no later entry corrects, whoever speaks; the first one first."""
        return self.filter(update__corrected_by__isnull=True).order_by("pk")

    def open_to_all(self):
        """Facts that were not published on a page with a lock. One taken off the site still said it."""
        return self.filter(
            models.Q(update__published_on__isnull=True) | unlocked("update__published_on__path")
        )

    def newest_first(self):
        """Latest event first; facts of one day, the last written first."""
        return self.order_by("-happened_on", "-pk")


class Fact(AppendOnly, PageRow, CitedRow):
    """A dated fact about a page, with who says so; `update` is its entry in the public record."""

    correction_screen = ""  # the name of the screen of the admin that corrects it, if there is one
    beside: tuple[str, ...] = ()  # columns that readers see below the sentence, unless it says the same

    happened_on = PartialDateField(_("date"))
    reason = models.TextField(_("reason"), blank=True)
    said_by = models.CharField(
        _("who speaks"), max_length=20, choices=Speaker.choices, default=Speaker.COUNCIL
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices, default=Basis.STATED)
    note = models.TextField(_("note"), blank=True)
    update = models.OneToOneField(
        PageUpdate,
        verbose_name=_("entry in the record"),
        related_name="%(class)s",
        on_delete=models.PROTECT,  # a fact and its entry stand or fall together
        editable=False,
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_speaker_is_known", condition=models.Q(said_by__in=Speaker.values)
            ),
            models.CheckConstraint(
                name="%(class)s_basis_is_known", condition=models.Q(basis__in=Basis.values)
            ),
        ]

    def strayed_columns(self) -> list[str]:
        """Names of columns that repeat what is sealed elsewhere, and do not. For kinds that have some."""
        return []

    @property
    def said_beside(self) -> list[dict[str, str]]:
        """What its sentence and its sources leave out: `label` and `words`, and `url` if it is an address."""
        if self.update.removed_because:
            return []
        told = {source.value["url"] for source in self.update.citations}
        return [said for said in map(self._said, self.beside) if said["words"] and said["words"] not in told]

    def _said(self, name: str) -> dict[str, str]:
        column, value = self._meta.get_field(name), getattr(self, name)
        words = in_words(value) if isinstance(value, PartialDate) else str(value or "")
        if words in self.update.sentence:
            words = ""
        url = words if isinstance(column, AddressField) else ""
        return {"label": str(capfirst(column.verbose_name)), "words": words, "url": url}

    @property
    def is_matched(self) -> bool:
        """Whether an editor matched it, or chose its word, and the source did not."""
        return self.basis == Basis.MATCHED

    @property
    def is_counted(self) -> bool:
        """Whether the council itself stated it, so that totals count it."""
        return is_counted(self.said_by, self.basis)


def fact_models() -> list[type[Fact]]:
    """Every kind of fact that an entry may have behind it."""
    return [model for model in apps.get_models() if issubclass(model, Fact)]


def fact_behind(update: PageUpdate) -> Fact | None:
    """The fact that an entry tells of, or nothing: an announcement, say, is all in its sentence."""
    for model in fact_models():
        fact = getattr(update, model._meta.model_name, None)
        if fact is not None:
            return fact
    return None
