"""The screens of proposals in the admin: what waits, its answer, and the links that lead services have."""

import datetime as dt

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from cms.updates.rights import branches, may, pages_where
from cms.updates.statuses import Right

from .models import DeliveryRecord, Proposal, ProposalLink, RecommendationPage, TrackerPage
from .proposing import DAYS, accept, address_of, give_back, make_link, may_handle, revoke

PER_PAGE = 50


def _recommendations_of(user):
    """The recommendations whose delivery this editor may record."""
    return RecommendationPage.objects.filter(pages_where(user, Right.RECORD_DELIVERY), alias_of__isnull=True)


class ReturnForm(forms.Form):
    """Why a proposal goes back."""

    answer = forms.CharField(
        label=gettext_lazy("What has to be different?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The officer reads this behind the link, and can send it anew."),
    )


class LinkForm(forms.Form):
    """Whom a link is for, for how long, and for which recommendations."""

    lead_service = forms.CharField(
        label=gettext_lazy("Lead service"),
        max_length=255,
        help_text=gettext_lazy("The part of the council that sees to it. It stands above the form."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy("We send the link there, and the answers. If it is empty, send it yourself."),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=AdminDateInput,
        help_text=gettext_lazy("The link works until the end of this day."),
    )
    recommendations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Recommendations"),
        queryset=RecommendationPage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Those the service may tell us about."),
    )

    def __init__(self, *args, pages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recommendations"].queryset = pages
        self.fields["recommendations"].label_from_instance = lambda page: f"{page.reference}: {page.title}"


class ProposalsScreen(WagtailAdminTemplateMixin, TemplateView):
    """What waits for an answer, and the links, newest first."""

    template_name = "recommendations/proposals/list.html"
    page_title = gettext_lazy("Proposals")
    header_icon = "comment"

    def dispatch(self, request, *args, **kwargs):
        if not branches(request.user, Right.RECORD_DELIVERY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        mine = _recommendations_of(self.request.user)
        waiting = Proposal.objects.filter(page__in=mine).waiting().select_related("page", "link")
        elsewhere = RecommendationPage.objects.exclude(pk__in=mine.values("pk"))
        links = ProposalLink.objects.exclude(recommendations__in=elsewhere).newest_first()
        shown = Paginator(links.prefetch_related("recommendations"), PER_PAGE)
        shown = shown.get_page(self.request.GET.get("p"))
        context |= {
            "waiting": waiting,
            "shown": shown,
            "elided_page_range": shown.paginator.get_elided_page_range(shown.number),
            "lists": _lists_above(mine),
        }
        return context


def _lists_above(recommendations) -> list[dict]:
    """The lists in which these recommendations stand, each with the title of the page above it."""
    step = RecommendationPage.steplen
    paths = {path[:-step] for path in recommendations.values_list("path", flat=True)}
    lists = list(TrackerPage.objects.filter(path__in=paths).order_by("path"))
    above = Page.objects.filter(path__in=[page.branch_path for page in lists])
    titles = dict(above.values_list("path", "title"))
    return [{"pk": page.pk, "title": f"{titles[page.branch_path]}: {page.title}"} for page in lists]


class ProposalScreen(WagtailAdminTemplateMixin, FormView):
    """One proposal beside what stands now; it is accepted, or returned with a reason."""

    template_name = "recommendations/proposals/answer.html"
    form_class = ReturnForm
    page_title = gettext_lazy("Proposal")
    header_icon = "comment"

    @cached_property
    def proposal(self) -> Proposal:
        """The proposal this is about."""
        return get_object_or_404(Proposal.objects.select_related("page", "link"), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, Right.RECORD_DELIVERY, self.proposal.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        start = {"url": reverse("proposals:list"), "label": ProposalsScreen.page_title}
        return [*super().get_breadcrumbs_items(), start, {"label": str(self.proposal.page)}]

    def get_context_data(self, **kwargs):
        page = self.proposal.page
        stands = DeliveryRecord.objects.about(page).standing().newest_first().select_related("update").first()
        return super().get_context_data(proposal=self.proposal, recommendation=page, stands=stands, **kwargs)

    def post(self, request, *args, **kwargs):
        """Accept it, or go on to the form that returns it."""
        if request.POST.get("do") != "accept":
            return super().post(request, *args, **kwargs)
        try:
            accept(self.proposal, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(request.path)
        messages.success(request, _("It is on record."))
        return redirect("proposals:list")

    def form_valid(self, form):
        try:
            give_back(self.proposal, by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("It is returned. The officer sees your reason behind the link."))
        return redirect("proposals:list")


class LinkScreen(WagtailAdminTemplateMixin, FormView):
    """Make a link for recommendations of one list. Its address is shown once."""

    template_name = "wagtailadmin/generic/form.html"
    form_class = LinkForm
    page_title = gettext_lazy("Make a link")
    header_icon = "link"

    @cached_property
    def tracker(self) -> TrackerPage:
        """The list whose recommendations are offered."""
        return get_object_or_404(Page.objects.type(TrackerPage), pk=self.kwargs["tracker"]).specific

    @cached_property
    def pages(self):
        """The recommendations that this editor may choose."""
        return _recommendations_of(self.request.user).live().child_of(self.tracker).in_report_order()

    def dispatch(self, request, *args, **kwargs):
        if not self.pages.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        start = {"url": reverse("proposals:list"), "label": ProposalsScreen.page_title}
        return [*super().get_breadcrumbs_items(), start, {"label": self.page_title}]

    def get_initial(self):
        return {"ends_on": timezone.localdate() + dt.timedelta(days=DAYS)}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "pages": self.pages}

    def form_valid(self, form):
        try:
            link, token = make_link(by=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        address = address_of(token, form.cleaned_data["recommendations"][0])
        context = self.get_context_data(form=form) | {"link": link, "address": address}
        answer = render(self.request, "recommendations/proposals/made.html", context)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    def form_invalid(self, form):
        messages.validation_error(self.request, _("No link was made: see below."), form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        words = {"submit_button_label": self.page_title, "submit_button_active_label": self.page_title}
        media = self.get_form().media
        return super().get_context_data(action_url=self.request.path, media=media, **words, **kwargs)


def revoke_link(request, pk):
    """End a link at once."""
    link = get_object_or_404(ProposalLink, pk=pk)
    if not may_handle(request.user, link):
        raise PermissionDenied
    if request.method == "POST":
        revoke(link, by=request.user)
        messages.success(request, _("The link does not work any more."))
    return redirect("proposals:list")


class ProposalMenuItem(MenuItem):
    """Shown to those who may record delivery somewhere."""

    def is_shown(self, request):
        return bool(branches(request.user, Right.RECORD_DELIVERY))


class ProposalViewSet(ViewSet):
    """Proposals of lead services, in the admin."""

    name = "proposals"
    icon = "comment"
    menu_label = gettext_lazy("Proposals")
    menu_order = 310
    add_to_admin_menu = True
    menu_item_class = ProposalMenuItem

    def get_urlpatterns(self):
        return [
            path("", ProposalsScreen.as_view(), name="list"),
            path("<int:pk>/", ProposalScreen.as_view(), name="answer"),
            path("link/<int:tracker>/", LinkScreen.as_view(), name="link"),
            path("revoke/<int:pk>/", revoke_link, name="revoke"),
        ]
