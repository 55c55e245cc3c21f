"""The screens of an import in the admin: choose a file, look at what it would change, decide."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.updates.rights import branches, pages_below
from cms.updates.statuses import Right

from ..models import ImportJob, TrackerPage
from ..models.imports import ImportState
from ..statuses import SheetKind
from . import jobs
from .columns import COLUMNS
from .lines import Outcome
from .reading import MOST_BYTES
from .samples import sample_csv, sample_workbook, told_of
from .sheets import MOST_ROWS

PER_PAGE = 100
SAMPLES = {
    "csv": (sample_csv, "text/csv; charset=utf-8"),
    "xlsx": (sample_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def lists_open_to(user):
    """The trackers into which this editor may import something: what exactly is asked row by row."""
    granted = branches(user, Right.RECORD_DECISION, Right.RECORD_DELIVERY)
    may_add = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    condition = Q(pk__in=may_add.values("pk")) | pages_below(granted)
    # A list further up shows what stands in such a branch as well.
    above = {branch[:end] for branch in granted for end in range(Page.steplen, len(branch) + 1, Page.steplen)}
    lists = TrackerPage.objects.filter(alias_of__isnull=True).order_by("path")
    wider = [page.pk for page in lists if page.branch_path in above]
    return lists.filter(condition | Q(pk__in=wider))


class TrackerChoice(forms.ModelChoiceField):
    """A choice of lists, each with the page it stands below."""

    def label_from_instance(self, obj):
        return f"{obj.get_parent().title}: {obj.title}"


class ImportForm(forms.Form):
    """A file, what its rows are, and where they belong."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What the rows are"), choices=SheetKind.choices, widget=forms.RadioSelect
    )
    tracker = TrackerChoice(
        label=gettext_lazy("List of recommendations"),
        queryset=TrackerPage.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("The list that holds these recommendations, or is to hold them."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A CSV or XLSX file with the headings below, up to 5,000 rows and 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish new recommendations at once"),
        required=False,
        help_text=gettext_lazy("Only for recommendations. Without it they come as drafts."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["tracker"].queryset = lists_open_to(user)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. Split it in two."))
        return file

    def clean(self):
        cleaned = super().clean()
        tracker = cleaned.get("tracker")
        if tracker and cleaned.get("kind") == SheetKind.RECOMMENDATIONS:
            may = tracker.permissions_for_user(self.user)
            if not may.can_add_subpage():
                self.add_error("tracker", _("You have no right to put pages into this list."))
            elif cleaned.get("publish") and not may.can_publish_subpage():
                self.add_error("publish", _("You have no right to publish here. Import them as drafts."))
        return cleaned


class StartScreen(WagtailAdminTemplateMixin, FormView):
    """Choose a file. Below it, what belongs into one, and the imports of this editor."""

    template_name = "recommendations/imports/start.html"
    form_class = ImportForm
    page_title = gettext_lazy("Import")
    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        if not lists_open_to(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"label": self.page_title}]

    def form_valid(self, form):
        chosen = form.cleaned_data
        job = jobs.start(
            chosen["file"].read(),
            SheetKind(chosen["kind"]),
            chosen["tracker"],
            by=self.request.user,
            publish=chosen["publish"],
        )
        return redirect("imports:job", job.key)

    def form_invalid(self, form):
        messages.validation_error(self.request, _("Nothing was imported: see below."), form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        button = _("Check the file")
        context = super().get_context_data(
            action_url=self.request.path,
            form_is_multipart=True,
            submit_button_label=button,
            submit_button_active_label=button,
            **kwargs,
        )
        context["kinds"] = [
            {"kind": kind, "label": kind.label, "columns": [told_of(each) for each in COLUMNS[kind]]}
            for kind in SheetKind
        ]
        context["most_rows"] = MOST_ROWS
        context["jobs"] = ImportJob.objects.of(self.request.user).newest_first().select_related("tracker")
        return context


class JobScreen(WagtailAdminTemplateMixin, TemplateView):
    """One import: how far it is, what it would change, and the buttons that decide."""

    template_name = "recommendations/imports/job.html"
    header_icon = "upload"
    page_title = gettext_lazy("Import")

    @cached_property
    def job(self) -> ImportJob:
        """The import this is about. Another editor's is none of this one's business."""
        mine = ImportJob.objects.of(self.request.user).select_related("tracker")
        return get_object_or_404(mine, key=self.kwargs["key"])

    def get_breadcrumbs_items(self):
        start = {"url": reverse("imports:start"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), start, {"label": self.job.get_kind_display()}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        job, report = self.job, self.job.report
        lines, slips = report.get("lines", []), report.get("slips", [])
        for line in lines:
            line["outcome_label"] = Outcome(line["outcome"]).label
        done, of = jobs.progress_of(job) if job.is_running else (0, 0)
        shown = Paginator(slips or lines, PER_PAGE).get_page(self.request.GET.get("p"))
        context |= {
            "job": job,
            "done": done,
            "of": of,
            "is_silent": jobs.is_silent(job),
            "is_ready": job.state == ImportState.READY,
            "is_wrong": job.state == ImportState.WRONG,
            "new": sum(line["outcome"] == Outcome.NEW for line in lines),
            "same": sum(line["outcome"] == Outcome.SAME for line in lines),
            "slip_count": len(slips),
            "shown": shown,
            "elided_page_range": shown.paginator.get_elided_page_range(shown.number),
        }
        return context

    def post(self, request, *args, **kwargs):
        """Go on, run it again, or throw it away."""
        chosen = request.POST.get("do")
        if chosen == "discard":
            jobs.discard(self.job)
            messages.success(request, _("The file is thrown away."))
            return redirect("imports:start")
        if chosen == "write" and not jobs.go_on(self.job):
            messages.warning(request, _("This import has gone on already."))
        if chosen == "again" and not jobs.run_again(self.job):
            messages.warning(request, _("It is still at work."))
        return redirect(request.path)


def sample(request, kind, ending):
    """A file to start from, with the headings and one row."""
    if kind not in SheetKind.values or ending not in SAMPLES:
        raise Http404
    make, content_type = SAMPLES[ending]
    answer = HttpResponse(make(SheetKind(kind)), content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind}.{ending}"'
    return answer


class ImportMenuItem(MenuItem):
    """Shown to those who may import something."""

    def is_shown(self, request):
        return lists_open_to(request.user).exists()


class ImportViewSet(ViewSet):
    """Import from CSV and XLSX, in the admin."""

    name = "imports"
    icon = "upload"
    menu_label = gettext_lazy("Import")
    menu_order = 320
    add_to_admin_menu = True
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self):
        return [
            path("", StartScreen.as_view(), name="start"),
            path("<uuid:key>/", JobScreen.as_view(), name="job"),
            path("sample/<slug:kind>.<slug:ending>", sample, name="sample"),
        ]
