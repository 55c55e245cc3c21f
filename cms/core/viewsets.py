from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Organisation, Topic


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
