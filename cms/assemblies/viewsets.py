from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import ServiceContact


class ServiceContactViewSet(SnippetViewSet):
    """Contacts of services in the admin."""

    model = ServiceContact
    icon = "mail"
    menu_label = _("Contacts of services")
    add_to_settings_menu = True
    list_display = ["service", "email", "site"]
