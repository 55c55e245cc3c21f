"""What of the programme is on the site: counted in the database, not in the files."""

from cms.assemblies.models import AssemblyPage, ProgrammePage, PromiseRecord
from cms.assets.models import CreditedDocument
from cms.events.formats import EventKind
from cms.events.models import AgendaItem, Appearance, EventPage
from cms.evidence.models import EvidencePage
from cms.people.models import PersonPage
from cms.publications.models import CaseStudyPage, ChapterPage
from cms.recommendations.models import (
    BallotOption,
    BallotPage,
    DecisionRecord,
    DeliveryRecord,
    RecommendationPage,
    ResponsePage,
)
from cms.selection.models import SelectionRow


def count(programme: ProgrammePage) -> dict[str, int]:
    """How many of each kind lie below the programme, by the word for it."""

    def below(model):
        return model.objects.live().descendant_of(programme)

    def rows(model):
        return model.objects.filter(page__path__startswith=programme.path)

    assemblies = AssemblyPage.objects.live().child_of(programme)
    events = below(EventPage)
    steps = rows(DeliveryRecord)
    reports = CreditedDocument.objects.filter(pk__in=assemblies.values("report_document"))
    return {
        "assemblies": assemblies.count(),
        "session days": events.filter(kind=EventKind.SESSION).count(),
        "agenda items": rows(AgendaItem).count(),
        "workshops and conferences": events.exclude(kind=EventKind.SESSION).count(),
        "speakers": PersonPage.objects.live().filter(appearances__page__in=events).distinct().count(),
        "appearances": rows(Appearance).count(),
        "groups of people": rows(SelectionRow).count(),
        "evidence items": below(EvidencePage).count(),
        "recommendations": below(RecommendationPage).count(),
        "ballots": below(BallotPage).count(),
        "ballot options": rows(BallotOption).count(),
        "responses": below(ResponsePage).count(),
        "decisions": rows(DecisionRecord).count(),
        "promises": rows(PromiseRecord).values("promise").distinct().count(),
        "progress entries": steps.values("reference").distinct().count(),
        "rows of progress": steps.count(),
        "reports as files": reports.count(),
        "chapters of the handbook": ChapterPage.objects.live().descendant_of(programme.get_parent()).count(),
        "case studies": CaseStudyPage.objects.live().filter(assembly__in=assemblies).count(),
    }
