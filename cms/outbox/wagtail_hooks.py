from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .screens import OutboxMenuItem, OutboxScreen, TryAgainScreen


@hooks.register("register_admin_urls")
def screens():
    """The addresses of the outbox."""
    return [
        path("outbox/", OutboxScreen.as_view(), name="outbox"),
        path("outbox/results/", OutboxScreen.as_view(results_only=True), name="outbox_results"),
        path("outbox/<int:message>/again/", TryAgainScreen.as_view(), name="outbox_try_again"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item():
    """The outbox among the reports."""
    return OutboxMenuItem(_("Outbox"), reverse_lazy("outbox"), name="outbox", icon_name="mail", order=900)
