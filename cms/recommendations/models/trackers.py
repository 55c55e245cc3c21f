from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.furniture import furniture_for
from cms.core.models import BasePage

from ..exports import PARTS, Export
from ..listing import Listing
from .ballots import BallotPage
from .pages import RecommendationPage


class TrackerPage(BasePage):
    """Every recommendation of an assembly, or of the whole site, and what became of it."""

    label = _("Recommendations")
    followable = True
    parts = tuple(PARTS)
    parent_page_types = ["home.HomePage", "assemblies.AssemblyPage"]
    subpage_types = [
        "recommendations.RecommendationPage",
        "recommendations.BallotPage",
        "recommendations.StatementPage",
    ]

    PER_PAGE = 50

    class Meta:
        verbose_name = _("tracker")

    def recommendations(self):
        """The recommendations of the branch this tracker stands in."""
        return RecommendationPage.objects.live().open_to_all().in_branch(self.branch_path)

    def listing(self, request) -> Listing:
        """The recommendations as this request asks for them."""
        nation = furniture_for(request)["nation"]
        return Listing(self.recommendations(), request.GET, today=timezone.localdate(), nation=nation)

    def serve(self, request, part="", **kwargs):
        """The page, or what it shows as a file to take away."""
        if part:
            return PARTS[part](Export(self, request, self.listing(request)))
        return super().serve(request, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = listing = self.listing(request)
        context["recommendations"] = listing.page(request.GET.get("page"), self.PER_PAGE)
        context["ballots"] = (
            BallotPage.objects.live().open_to_all().in_branch(self.branch_path).order_by("path")
        )
        return context
