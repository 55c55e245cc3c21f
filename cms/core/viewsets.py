from collections import defaultdict

from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageTypeColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import BasePage, Organisation, Topic


class TopicViewSet(SnippetViewSet):
    """Topics in the admin."""

    model = Topic
    icon = "tag"
    list_display = ["name", "slug", Column("description", label=_("Description"))]
    search_fields = ["name"]


class OrganisationViewSet(SnippetViewSet):
    """Organisations in the admin."""

    model = Organisation
    icon = "group"
    list_display = ["name", "kind", "website"]
    search_fields = ["name"]


class WordsViewSetGroup(SnippetViewSetGroup):
    """What pages share, under one entry of the admin's menu."""

    menu_label = _("Shared lists")
    menu_icon = "list-ul"
    menu_order = 300
    items = (TopicViewSet, OrganisationViewSet)


class StandingColumn(Column):
    """Where each page stands, one thing below the other."""

    def get_value(self, instance):
        return format_html_join("", "<div>{}</div>", ((line,) for line in instance.standing))


class ExplorerView(ExplorableIndexView):
    """The list of pages in the admin, with our names for their kinds and where each one stands.

    It asks each type once for all of its pages, however many are listed.
    """

    base_columns = [
        *(column for column in ExplorableIndexView.base_columns if column.name not in {"type", "status"}),
        PageTypeColumn(
            "type", label=_("Kind"), accessor="label", sort_key="content_type__model", width="12%"
        ),
        StandingColumn("standing", label=_("Where it stands"), width="16%"),
        *(column for column in ExplorableIndexView.base_columns if column.name == "status"),
    ]

    def get_table(self, object_list):
        by_type = defaultdict(list)
        for page in object_list:
            by_type[type(page)].append(page)
        for model, pages in by_type.items():
            told = model.standings(pages) if issubclass(model, BasePage) else {}
            for page in pages:
                page.standing = told.get(page.pk, ())
        return super().get_table(object_list)


class ExplorerViewSet(PageViewSet):
    """The list of pages in the admin, for every page type."""

    model = Page
    index_view_class = ExplorerView
