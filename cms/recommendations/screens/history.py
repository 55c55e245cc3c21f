"""The record of one page in the admin, and the buttons that lead to what can be done to it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.updates.rights import rights_over

from ..offering import WITH_A_RECORD, kind_of, offers_for, record_of


class RecordOfPage(WagtailAdminTemplateMixin, TemplateView):
    """Every entry about a page, newest first, with what an editor may do to it."""

    template_name = "admin/record/history.html"
    page_title = _("The record")
    header_icon = "clipboard-list"

    @cached_property
    def page(self) -> Page:
        """The page whose record it is. For those who may edit it or its record."""
        page = get_object_or_404(Page, pk=self.kwargs["page"]).specific
        if kind_of(page) not in WITH_A_RECORD:
            raise Http404
        return page

    def dispatch(self, request, *args, **kwargs):
        if not may_see_the_record(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        title = self.page.get_admin_display_title()
        return [*super().get_breadcrumbs_items(), {"url": edit, "label": title}, {"label": self.page_title}]

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "entries": record_of(self.page, self.request.user),
            "offers": [(offer, offer.url(self.page)) for offer in offers_for(self.request.user, self.page)],
        }


def may_see_the_record(user, page) -> bool:
    """Whether the record of a page, drafts and all, is shown to this editor."""
    return page.permissions_for_user(user).can_edit() or bool(rights_over(user, page))


def buttons(page, user, *_where, **_options):
    """What an editor may do to the record of a page, beside the other things one can do with it."""
    for offer in offers_for(user, page):
        yield Button(offer.label, offer.url(page), icon_name="clipboard-list", priority=26)
    if kind_of(page) in WITH_A_RECORD and may_see_the_record(user, page):
        yield Button(
            _("The record"), reverse("record_of_page", args=[page.pk]), icon_name="history", priority=27
        )
