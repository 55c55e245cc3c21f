"""What became of recommendations, for display: of one, of an assembly, of the whole site. It only reads.

Everything is asked for by subject, so that it is the same in every language. The two axes are never added
together, and neither are two states of one axis.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from wagtail.models import Locale, Page

from cms.assemblies.models import AssemblyPage
from cms.core.furniture import furniture_for
from cms.core.partial_dates import PartialDate
from cms.core.querysets import in_language_of, open_to_all
from cms.core.remembering import remembered
from cms.core.routing import specific
from cms.core.sites import below_the_site, language_roots
from cms.recommendations.models import RecommendationPage, StatementPage, TrackerPage
from cms.recommendations.positions import Position, positions_of
from cms.recommendations.statuses import ANSWERED, Delivery
from cms.recommendations.totals import Totals, totals_in

# A recommendation lies two levels below its assembly, and its tracker one; a statement two as well.
BELOW_TRACKER = 2 * Page.steplen


@dataclass(frozen=True)
class Summary:
    """Where some recommendations stand: the totals of each axis, the last day, and how many are overdue.

    What is overdue is counted where a public body itself promised it.
    """

    totals: Totals
    overdue: int
    updated: PartialDate | None

    @property
    def answered(self) -> int:
        """How many have an answer that a public body itself gave."""
        return sum(segment.count for segment in self.totals.decision if segment.slug in ANSWERED)

    @property
    def delivered(self) -> int:
        """How many a public body itself says are delivered, and no others."""
        return next(part.count for part in self.totals.delivery if part.slug == Delivery.DELIVERED)


def summed(positions: Iterable[Position]) -> Summary:
    """The summary of recommendations whose positions are known. No query."""
    positions = list(positions)
    days = (position.updated for position in positions)
    overdue = sum(position.is_overdue_by_its_word for position in positions)
    return Summary(totals_in(positions), overdue, max(filter(None, days), default=None))


@dataclass(frozen=True)
class Line:
    """One assembly with where its recommendations stand, and the addresses of all that tells more."""

    title: str
    url: str
    subject: uuid.UUID | None
    summary: Summary
    tracker_url: str = ""
    statement_title: str = ""
    statement_url: str = ""

    @property
    def scorecard_url(self) -> str:
        """Where its recommendations stand on one printed side."""
        return reverse("progress_scorecard", args=[self.subject]) if self.subject else ""


class Progress:
    """What the site of one request shows, in the language in use. A language without a home page: a 404."""

    def __init__(self, request):
        self.request = request
        root_path = language_roots(request).get(translation.get_language())
        if root_path is None:
            raise Http404
        # Its language decides which pages are shown; it changes only with the pages that are remembered.
        self.home = remembered(f"home:{root_path}", lambda: [Page.objects.get(url_path=root_path)])[0]

    def page(self, subject: uuid.UUID, *models: type[Page]):
        """The page of one of these types with this subject, as its own type, or a 404. Two queries."""
        pages = Page.objects.live().filter(
            open_to_all(), below_the_site(self.request), in_language_of(self.home)
        )
        found = pages.filter(translation_key=subject).first()
        if found is None or found.specific_class not in models:
            raise Http404
        return specific(found)

    def recommendations(self):
        """Every public recommendation of the site, each in one language."""
        pages = RecommendationPage.objects.live().open_to_all().filter(below_the_site(self.request))
        return pages.in_language_of(self.home)

    def of_assembly(self, assembly: AssemblyPage):
        """The public recommendations of an assembly, in whichever language each is."""
        asked = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        same = Page.objects.filter(translation_key=assembly.translation_key).order_by().annotate(asked=asked)
        return self.recommendations().filter(Exists(same.filter(asked__startswith=F("path"))))

    def positions(self, recommendations) -> list[Position]:
        """Where each of these stands today. Four queries."""
        return positions_of(recommendations, timezone.localdate(), furniture_for(self.request)["nation"])

    @cached_property
    def _everything(self) -> list[Position]:
        return self.positions(self.recommendations())

    @cached_property
    def summary(self) -> Summary:
        """Where all recommendations of the site stand."""
        return summed(self._everything)

    def lines(self) -> list[Line]:
        """Every assembly of the site in the order of its pages. Seven queries with the summary, however many.

        What lies below no public assembly comes last, without a name.
        """
        public = Page.objects.live().filter(open_to_all(), below_the_site(self.request))
        assemblies = list(public.type(AssemblyPage).order_by("path"))
        keys = {page.path: page.translation_key for page in assemblies}
        positions = defaultdict(list)
        for position in self._everything:
            positions[keys.get(position.path[:-BELOW_TRACKER])].append(position)
        trackers, statements = self._trackers(keys), self._statements(keys)
        lines = []
        for page in self._in_this_language(assemblies):
            key = page.translation_key
            statement = statements.get(key)
            lines.append(
                Line(
                    title=page.title,
                    url=page.get_url(self.request),
                    subject=key,
                    summary=summed(positions[key]),
                    tracker_url=trackers.get(key, ""),
                    statement_title=statement.title if statement else "",
                    statement_url=statement.get_url(self.request) if statement else "",
                )
            )
        if positions[None]:
            lines.append(Line("", "", None, summed(positions[None])))
        return lines

    def _in_this_language(self, assemblies: list[Page]) -> list[Page]:
        """Each assembly once: its page in this language, or else in the first one."""
        first = remembered("first-language", lambda: [Locale.get_default().pk])[0]
        found: dict = {}
        for page in assemblies:
            known = found.get(page.translation_key)
            if page.locale_id == self.home.locale_id or (page.locale_id == first and known is None):
                found[page.translation_key] = page
        return list(found.values())

    def _below(self, model):
        return (
            model.objects.live().open_to_all().filter(below_the_site(self.request)).in_language_of(self.home)
        )

    def _trackers(self, keys) -> dict:
        found = {}
        for page in self._below(TrackerPage).only("path", "url_path").order_by("-path"):
            found[keys.get(page.path[: -Page.steplen])] = page.get_url(self.request)
        return found

    def _statements(self, keys) -> dict:
        found = {}
        for page in self._below(StatementPage).filter(stood_on__isnull=False).order_by("stood_on", "path"):
            found[keys.get(page.path[:-BELOW_TRACKER])] = page
        return found
