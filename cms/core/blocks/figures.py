"""Blocks of figures: a few large ones, and a table."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..cells import MOST_COLUMNS, MOST_ROWS, Table, as_typed, rows_of, table_of
from .checking import CheckedBlock

GROUP = _("Figures")


class FactBlock(blocks.StructBlock):
    """A figure and what it is."""

    figure = blocks.CharBlock(label=_("Figure"), max_length=30, help_text=_('Short: "48" or "2 in 3".'))
    meaning = blocks.CharBlock(
        label=_("What it is"), max_length=120, help_text=_('For example "members, chosen by lot".')
    )

    class Meta:
        icon = "order"
        label = _("Fact")
        label_format = "{figure} {meaning}"


class KeyFactsBlock(blocks.StructBlock):
    """Figures and what they mean."""

    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), help_text=_("Three to five read best."))

    class Meta:
        icon = "order"
        label = _("Key facts")
        group = GROUP
        description = _("A row of large figures, each with a few words.")
        template = "blocks/key_facts_block.html"
        preview_value = {
            "facts": [
                {"figure": "10,000", "meaning": "letters sent"},
                {"figure": "48", "meaning": "members, chosen by lot"},
                {"figure": "4", "meaning": "days together"},
            ]
        }


class CellsBlock(blocks.TextBlock):
    """A table in one box of text, pasted from a spreadsheet or typed."""

    @cached_property
    def field(self):
        field = super().field
        field.strip = False  # the first cell of a table is often empty
        return field

    def value_from_form(self, value):
        return as_typed(value or "")


class TableValue(blocks.StructValue):
    """A pasted table that knows its cells."""

    @cached_property
    def table(self) -> Table:
        """The cells as they are shown."""
        return table_of(
            self.get("cells") or "",
            header_row=bool(self.get("header_row")),
            header_column=bool(self.get("header_column")),
        )


class TableBlock(CheckedBlock):
    """A table with its caption, which readers can also have as a CSV file."""

    caption = blocks.CharBlock(
        label=_("Caption"),
        max_length=255,
        help_text=_('What the table shows: "Members by age, beside the whole area".'),
    )
    cells = CellsBlock(
        label=_("Cells"),
        rows=6,
        help_text=_(
            "Copy the cells in your spreadsheet and paste them here. To type a table, put | between cells "
            "and each row on a line of its own."
        ),
    )
    header_row = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("The first row holds headings"),
        help_text=_("Almost every table has them. Untick it only if the first row is like the others."),
    )
    header_column = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("The first column says what each row is about"),
        help_text=_("Untick it if the first column is like the others."),
    )
    note = blocks.CharBlock(
        required=False,
        default="",
        max_length=500,
        label=_("Note"),
        help_text=_('Shown below: "Rounded. Three members did not answer."'),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        label_format = "{caption}"
        group = GROUP
        value_class = TableValue
        description = _("A table pasted from a spreadsheet. Readers can download it as a CSV file.")
        template = "blocks/table_block.html"
        preview_value = {
            "caption": "Members by age",
            "cells": "Age | Area | Members\n16 to 24 | 14% | 7\n25 to 44 | 31% | 15\n45 and over | 55% | 26",
            "header_row": True,
            "header_column": True,
        }

    def problems(self, value):
        rows = rows_of(value.get("cells") or "")
        if len(rows) < 2 and value.get("cells"):
            return {"cells": _("A table needs two rows or more. Put each row on a line of its own.")}
        if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows[:1]):
            limits = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
            return {
                "cells": _(
                    "This table is too large for a page: it may have %(rows)s rows and %(columns)s columns. "
                    "Add the spreadsheet as a document."
                )
                % limits
            }
        return {}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        page, block_id = context.get("page"), context.get("block_id")
        # Only what anybody may read has a file: see the view `table`.
        if block_id and getattr(page, "is_for_all", False):
            context["csv_url"] = reverse("table", args=[page.pk, block_id])
        return context
