from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cms.assemblies.models import AssemblyPage, ProgrammePage
from cms.assemblies.querysets import with_stage
from cms.core.blocks.story import StoryBlock
from cms.core.fields import QuietStreamField
from cms.core.headings import contents_of, headings_of
from cms.core.models import BasePage
from cms.core.models.pages import page_tabs
from cms.core.remembering import remembered_of_pages
from cms.recommendations.models import RecommendationPage, TrackerPage
from cms.recommendations.totals import totals_of
from cms.updates.gathering import MOST_PAGES, gather
from cms.updates.models import PageUpdate


class HomePage(BasePage):
    """The front door: the assemblies with their stage, where recommendations stand, what happened last."""

    label = _("Home")
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "assemblies.ProgrammePage",
        "assemblies.AssemblyPage",
        "recommendations.TrackerPage",
        "evidence.EvidenceLibraryPage",
        "people.PersonIndexPage",
        "events.EventIndexPage",
        "updates.UpdatesPage",
        "publications.PublicationPage",
        "publications.CaseStudyIndexPage",
        "home.InformationPage",
    ]

    LATEST = 6

    headline = models.CharField(
        _("headline"),
        max_length=200,
        blank=True,
        help_text=_("The largest words on the site. Short and plain."),
    )
    body = QuietStreamField(
        StoryBlock(),
        blank=True,
        verbose_name=_("more text"),
        help_text=_("Shown below the assemblies. You can leave it empty."),
    )

    search_fields = [*BasePage.search_fields, index.SearchField("headline"), index.SearchField("body")]

    edit_handler = page_tabs((_("The page"), ["headline", "body"]))

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def tracker_url(self) -> str:
        """Address of the tracker of the whole site, or nothing."""
        tracker = TrackerPage.objects.live().open_to_all().child_of(self).first()
        return tracker.get_url() if tracker else ""

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        assemblies = AssemblyPage.objects.live().open_to_all().in_branch(self.path).order_by("path")
        context["assemblies"] = with_stage(assemblies.select_related("commissioner"))
        context["members"] = sum(page.members or 0 for page in context["assemblies"])
        context["tracker_url"] = remembered_of_pages(f"tracker-url:{self.pk}", self.tracker_url)
        context["programmes"] = ProgrammePage.objects.live().open_to_all().child_of(self).order_by("path")
        context["totals"] = totals_of(RecommendationPage.objects.live().open_to_all().in_branch(self.path))
        updates = PageUpdate.objects.on_site_of(request).public().until(timezone.localdate()).newest_first()
        context["updates"] = gather(updates.for_telling()[: self.LATEST * MOST_PAGES], self.LATEST)
        return context


class InformationPage(BasePage):
    """A page of text: about, accessibility, privacy, contact."""

    label = _("Information")
    parent_page_types = [
        "home.HomePage",
        "home.InformationPage",
        "assemblies.ProgrammePage",
        "assemblies.AssemblyPage",
    ]
    subpage_types = ["home.InformationPage"]

    body = QuietStreamField(
        StoryBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("Press the plus sign to add a piece. Each shows what it looks like."),
    )
    show_contents = models.BooleanField(
        _("show a list of the headings"), default=False, help_text=_("Useful on a long page.")
    )

    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    edit_handler = page_tabs((_("The page"), ["body", "show_contents"]))

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    @property
    def contents(self) -> list[dict]:
        """The headings of the text, if the page lists them."""
        return contents_of(headings_of(self.body).values()) if self.show_contents else []
