"""Rows that are written once: no way to edit or delete them leads through the models."""

from django.db import models
from django.utils.translation import gettext_lazy as _

UNCHANGEABLE = _("The record is written once. Nothing in it is edited or deleted.")
REMOVED = "[removed]"  # what stands where a text was that the law made us take away


class Unchangeable(Exception):
    """Somebody tried to edit or delete a row of the record."""

    def __init__(self):
        super().__init__(str(UNCHANGEABLE))


class AppendOnlyQuerySet(models.QuerySet):
    """A queryset that only reads."""

    def update(self, **kwargs):
        raise Unchangeable

    def delete(self):
        raise Unchangeable

    def bulk_update(self, *args, **kwargs):
        raise Unchangeable


class AppendOnly(models.Model):
    """A row that is never edited. The database holds to it as well: see `triggers.py`.

    `sealed_facts` names the columns that are sealed as they are, `sealed_texts` those that are sealed as a
    digest, so that their words can be taken away if the law demands it.
    """

    sealed_facts: tuple[str, ...] = ()
    sealed_texts: tuple[str, ...] = ()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise Unchangeable
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Unchangeable
