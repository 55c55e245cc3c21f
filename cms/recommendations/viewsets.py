"""The tracker in the admin: the desk of those who may write into its record."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.viewsets.base import ViewSet

from cms.core.cells import for_spreadsheet
from cms.core.models import SiteSettings

from .desk import KEYS, DeskFilter, Row, in_order, on_desk_of, rights_on_desk, rows_of
from .offering import BULK_OFFERS
from .screens.bulk import BULK_SCREENS

SHORT = 120  # characters of a wording


class TickColumn(Column):
    """A box with which a row is chosen."""

    cell_template_name = "admin/desk/tick.html"


def _column(name: str, label) -> Column:
    return Column(name, label=label, sort_key=name)


class DeskView(SpreadsheetExportMixin, BaseListingView):
    """Every recommendation an officer looks after, with where it stands and what is due next."""

    template_name = "admin/desk/list.html"
    results_template_name = "admin/desk/results.html"
    page_title = _("Tracker")
    header_icon = "clipboard-list"
    index_url_name = "tracker:index"
    index_results_url_name = "tracker:results"
    verbose_name_plural = _("recommendations")
    is_searchable = True
    paginate_by = 50
    export_filename = "tracker"
    list_export = ["reference", "wording", "decision", "delivery", "owner", "updated", "due", "assembly"]
    export_headings = {
        "reference": _("Reference"),
        "wording": _("Wording"),
        "decision": _("Decision"),
        "delivery": _("Delivery"),
        "owner": _("Lead service"),
        "updated": _("Last update"),
        "due": _("Next due"),
        "assembly": _("Assembly"),
    }
    columns = [
        TickColumn("tick", label=_("Choose")),
        TitleColumn(
            "reference",
            label=_("Recommendation"),
            accessor=lambda row: Truncator(f"{row.reference}: {row.wording}").chars(SHORT),
            get_url=lambda row: reverse("record_of_page", args=[row.pk]),
            sort_key="reference",
            width="30%",
        ),
        *(
            _column(name, label)
            for name, label in export_headings.items()
            if name not in ("reference", "wording")
        ),
    ]

    @cached_property
    def recommendations(self):
        """Every recommendation on this editor's desk."""
        return on_desk_of(self.request.user)

    @cached_property
    def rows(self) -> list[Row]:
        """All of them, with where they stand today."""
        return rows_of(self.recommendations, timezone.localdate(), SiteSettings.nation_of())

    @cached_property
    def filters(self):
        return DeskFilter(self.request.GET, request=self.request, rows=self.rows)

    def get_queryset(self) -> list[Row]:
        """The rows that fit what was searched and chosen, in the order that was asked for."""
        rows = self.rows
        if self.filters.is_valid():
            rows = self.filters.fitting(rows)
        if self.is_searching:
            found = set(self.recommendations.with_words(self.search_query).values_list("pk", flat=True))
            rows = [row for row in rows if row.pk in found]
        return in_order(rows, self.ordering) if self.ordering else rows

    def get_valid_orderings(self):
        return [f"{sign}{name}" for name in KEYS for sign in ("", "-")]

    def get(self, request, *args, **kwargs):
        if "all" in request.GET:
            return self.choose_all()
        return super().get(request, *args, **kwargs)

    def choose_all(self):
        """On to the change of everything that the filter shows."""
        query = "&".join(f"page={row.pk}" for row in self.get_queryset())
        axis = self.request.GET.get("all")
        known = next((offer for offer in BULK_OFFERS if offer.axis == axis), BULK_OFFERS[0])
        return redirect(f"{known.url()}?{query}")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rights = rights_on_desk(self.request.user)
        context["offers"] = [offer for offer in BULK_OFFERS if offer.right in rights]
        context["kept"] = [(name, value) for name, value in self.request.GET.items() if name not in NOT_KEPT]
        return context

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        # A workbook says itself what is no formula.
        return for_spreadsheet(str(value)) if export_format == self.FORMAT_CSV else value

    def render_to_response(self, context, **response_kwargs):
        if self.is_export:
            return self.as_spreadsheet(context["object_list"], self.request.GET["export"])
        return super().render_to_response(context, **response_kwargs)


NOT_KEPT = ("page", "all", "p", "export", "_w_filter_fragment")


class DeskMenuItem(MenuItem):
    """Shown to those who may write into the record of some branch."""

    def is_shown(self, request):
        return bool(rights_on_desk(request.user))


class DeskViewSet(ViewSet):
    """The desk and its changes of many rows at once."""

    name = "tracker"
    icon = "clipboard-list"
    menu_label = _("Tracker")
    menu_order = 310
    add_to_admin_menu = True
    menu_item_class = DeskMenuItem

    def get_urlpatterns(self):
        return [
            path("", DeskView.as_view(), name="index"),
            path("results/", DeskView.as_view(results_only=True), name="results"),
            *(
                path(f"change/{axis}/", screen.as_view(), name=f"change_{axis}")
                for axis, screen in BULK_SCREENS.items()
            ),
        ]
