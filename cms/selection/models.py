from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from cms.core.models import BasePage, CitedRow
from cms.core.models.pages import page_tabs

from .representation import figures_of


class SelectionPage(BasePage):
    """Who was chosen: the members of an assembly beside the population they come from."""

    label = _("Selection")
    max_count_per_parent = 1
    parent_page_types = ["assemblies.AssemblyPage"]
    subpage_types: list[str] = []

    note = models.TextField(
        _("what to know of the figures"),
        blank=True,
        help_text=_("Where sources differ, or what a reader could take the wrong way. One on each line."),
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("note"),
        index.RelatedFields("rows", [index.SearchField("category"), index.SearchField("value")]),
    ]

    edit_handler = page_tabs(
        (
            _("The figures"),
            [
                "note",
                InlinePanel(
                    "rows",
                    heading=_("Groups of people"),
                    label=_("group"),
                    help_text=_("One for each line of the source, in its order."),
                ),
            ],
        )
    )

    class Meta:
        verbose_name = _("selection page")
        verbose_name_plural = _("selection pages")

    def sources_of(self, rows) -> list:
        """The sources of the page and of its rows, each once: many rows come from one page of a report."""
        found = []
        for citations in (self.citations, *(row.citations for row in rows)):
            found += [citation.value for citation in citations if citation.value not in found]
        return found

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        rows = list(self.rows.all())
        context["figures"] = figures_of(rows)
        context["sources"] = self.sources_of(rows)
        return context


class SelectionRow(TranslatableMixin, Orderable, CitedRow):
    """One group of people: its share of the population and of the members. Never one person."""

    page = ParentalKey(SelectionPage, related_name="rows", on_delete=models.CASCADE)
    reference = models.CharField(
        _("reference"),
        max_length=60,
        blank=True,
        help_text=_("Your own number for this row, if you have one."),
    )
    category = models.CharField(
        _("category"), max_length=100, help_text=_('What is compared: "Age". Each makes one table.')
    )
    value = models.CharField(_("group"), max_length=255, help_text=_('The group in full: "16 to 24".'))
    label_as_printed = models.CharField(
        _("as printed"),
        max_length=255,
        blank=True,
        help_text=_("How the source prints the group, if it is short or cut."),
    )
    population_percent = models.DecimalField(
        _("share of the population, per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("As printed. Leave empty if it was not published."),
    )
    assembly_percent = models.DecimalField(
        _("share of the members, per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("As printed. Leave empty if it was not published."),
    )
    difference_as_printed = models.CharField(
        _("difference as printed"),
        max_length=30,
        blank=True,
        help_text=_("Only if the source prints it. It is not worked out here."),
    )
    assembly_count = models.PositiveIntegerField(
        _("members"), null=True, blank=True, help_text=_("How many members belong to the group.")
    )
    count_basis = models.CharField(
        _("where the number comes from"),
        max_length=255,
        blank=True,
        help_text=_('For example "counted" or "worked out from the percentage; 53 members".'),
    )
    is_subtotal = models.BooleanField(
        _("subtotal"), default=False, help_text=_("Tick it if other rows of the category are parts of this.")
    )
    part_of = models.CharField(
        _("part of"),
        max_length=255,
        blank=True,
        help_text=_("The group this one is a part of, in the same words."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What a reader should know. Part remarks with a semicolon.")
    )

    panels = [
        FieldRowPanel([FieldPanel("category"), FieldPanel("value"), FieldPanel("label_as_printed")]),
        FieldRowPanel(
            [
                FieldPanel("population_percent"),
                FieldPanel("assembly_percent"),
                FieldPanel("difference_as_printed"),
            ]
        ),
        FieldRowPanel([FieldPanel("assembly_count"), FieldPanel("count_basis")]),
        FieldRowPanel([FieldPanel("is_subtotal"), FieldPanel("part_of")]),
        FieldPanel("note"),
        FieldPanel("reference"),
        FieldPanel("citations"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("group of people")
        verbose_name_plural = _("groups of people")
        constraints = [
            *(
                models.CheckConstraint(
                    name=f"selection_{name}_is_a_share",
                    condition=models.Q(**{f"{name}__isnull": True})
                    | models.Q(**{f"{name}__gte": 0, f"{name}__lte": 100}),
                    violation_error_message=_("A share is between 0 and 100 per cent."),
                )
                for name in ("population_percent", "assembly_percent")
            ),
            models.CheckConstraint(
                name="selection_subtotal_is_no_part",
                condition=models.Q(is_subtotal=False) | models.Q(part_of=""),
                violation_error_message=_("A subtotal cannot be a part of another group."),
            ),
        ]

    def __str__(self):
        return f"{self.category}: {self.value}"
