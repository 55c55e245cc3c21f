"""The outbox in the admin: what waits, what was given up, what was left out and why. Administrators only."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin

from .models import Message
from .posting import try_again
from .states import State


class MessageFilter(WagtailFilterSet):
    """Where messages stand, and why they were left out."""

    class Meta:
        model = Message
        fields = ["state", "skipped_because"]


class AgainColumn(Column):
    """The door back into the queue, for what was given up."""

    def get_value(self, instance):
        if instance.state != State.DEAD or not instance.recipient:
            return ""
        url = reverse("outbox_try_again", args=[instance.pk])
        return format_html('<a class="button button-small" href="{}">{}</a>', url, _("Try again"))


class ForAdministrators:
    """Addresses of people stand here: nobody but an administrator sees them."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class OutboxScreen(ForAdministrators, IndexView):
    """Every message, those put in last first."""

    model = Message
    page_title = gettext_lazy("Outbox")
    header_icon = "mail"
    index_url_name = "outbox"
    index_results_url_name = "outbox_results"
    default_ordering = "-created_at"
    is_searchable = False
    filterset_class = MessageFilter
    paginate_by = 50
    columns = [
        Column("subject", label=gettext_lazy("Subject"), accessor=str),
        Column("recipient", label=gettext_lazy("To")),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        Column("skipped_because", label=gettext_lazy("Why"), accessor="get_skipped_because_display"),
        Column("attempts", label=gettext_lazy("Attempts")),
        Column("last_error", label=gettext_lazy("Last error")),
        DateColumn("not_before", label=gettext_lazy("Not before"), sort_key="not_before"),
        DateColumn("created_at", label=gettext_lazy("Put in"), sort_key="created_at"),
        AgainColumn("again", label=""),
    ]


class TryAgainScreen(ForAdministrators, WagtailAdminTemplateMixin, FormView):
    """Ask once more, then let a message wait again."""

    template_name = "wagtailadmin/generic/form.html"
    form_class = forms.Form
    page_title = gettext_lazy("Try again")
    header_icon = "mail"

    @cached_property
    def message(self) -> Message:
        """The message this is about."""
        return get_object_or_404(Message, pk=self.kwargs["message"])

    def get_page_subtitle(self):
        return str(self.message)

    def get_context_data(self, **kwargs):
        words = {
            "submit_button_label": _("Try again"),
            "submit_button_active_label": _("Try again"),
        }
        return super().get_context_data(action_url=self.request.path, **words, **kwargs)

    def form_valid(self, form):
        if try_again(self.message):
            messages.success(self.request, _("The message waits to be sent again."))
        else:
            messages.warning(self.request, _("This message cannot be sent again."))
        return redirect("outbox")


class OutboxMenuItem(MenuItem):
    """The outbox among the reports."""

    def is_shown(self, request):
        return request.user.is_superuser
