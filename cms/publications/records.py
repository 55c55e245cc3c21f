"""Major changes as they entered the public record: written once, never edited, whatever drafts say later."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.querysets import readable
from cms.updates.facts import Fact, FactQuerySet


class ChangeRecordQuerySet(FactQuerySet):
    """Questions to the changes on record."""

    def public(self):
        """Changes of pages that anybody may read."""
        return self.filter(readable("page"))


class ChangeRecord(Fact):
    """One major change of a publication, a chapter or a case study.

    `note_key` is what the editor's note is known by in every revision and every language.
    """

    sealed_facts = ("note_key",)
    sealed_texts = ("words", "reason")

    note_key = models.UUIDField(_("key of the note"), editable=False)
    words = models.TextField(_("what changed"))

    objects = ChangeRecordQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("recorded change")
        verbose_name_plural = _("recorded changes")
        indexes = [models.Index(fields=["subject", "-happened_on", "-id"], name="change_of_subject_newest")]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["note_key"],
                name="change_note_is_recorded_once",
                violation_error_message=_("This change is in the public record already."),
            ),
        ]

    def __str__(self):
        return f"{self.happened_on}: {self.words}"
