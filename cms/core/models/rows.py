"""What rows have in common: a place in the record, and sources."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..citations import CitationsField


class CitedRow(models.Model):
    """A row that says where its facts come from."""

    citations = CitationsField()

    class Meta:
        abstract = True


class PageRow(models.Model):
    """A row about a page in every language: `page` is the original, `subject` what querysets join on."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        related_name="%(app_label)s_%(class)s_rows",
        on_delete=models.PROTECT,  # a page with a record is withdrawn, not deleted
    )
    subject = models.UUIDField(_("subject"), default=uuid.uuid4, editable=False, db_index=True)

    class Meta:
        abstract = True
