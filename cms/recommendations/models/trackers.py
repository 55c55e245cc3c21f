from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from cms.core.models import BasePage
from cms.core.remembering import remembered_of_pages

from ..filters import TrackerFilter
from ..totals import totals_of
from .ballots import BallotPage
from .pages import RecommendationPage


class TrackerPage(BasePage):
    """Every recommendation of an assembly, or of the whole site, and what became of it."""

    label = _("Recommendations")
    followable = True
    parent_page_types = ["home.HomePage", "assemblies.AssemblyPage"]
    subpage_types = ["recommendations.RecommendationPage", "recommendations.BallotPage"]

    PER_PAGE = 50

    class Meta:
        verbose_name = _("tracker")

    def recommendations(self):
        """The recommendations of the branch this tracker stands in."""
        return RecommendationPage.objects.live().open_to_all().in_branch(self.branch_path)

    def choices(self) -> dict:
        """What the filter offers: only what some recommendation has."""
        rows = self.recommendations().order_by().values_list("theme", "place").distinct()
        return {
            "themes": sorted({theme for theme, _place in rows if theme}),
            "places": sorted({place for _theme, place in rows if place}),
        }

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        everything = self.recommendations()
        form = TrackerFilter(request.GET, **remembered_of_pages(f"tracker-choices:{self.pk}", self.choices))
        found = everything.with_decision().with_delivery().with_support().in_report_order()
        chosen = form.chosen()
        counted = chosen.get("counted", False)
        if "decision" in chosen:
            found = found.decided(chosen["decision"], counted=counted)
        if "delivery" in chosen:
            found = found.delivered_as(chosen["delivery"], counted=counted)
        if "theme" in chosen:
            found = found.filter(theme=chosen["theme"])
        if "place" in chosen:
            found = found.filter(place=chosen["place"])
        if "words" in chosen:
            found = found.with_words(chosen["words"])
        context["filter"] = form
        context["totals"] = totals_of(everything)
        context["recommendations"] = Paginator(found, self.PER_PAGE).get_page(request.GET.get("page"))
        context["ballots"] = (
            BallotPage.objects.live().open_to_all().in_branch(self.branch_path).order_by("path")
        )
        return context
