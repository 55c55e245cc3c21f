"""Loads the whole programme in one transaction, or nothing."""

from collections.abc import Callable

from django.db import transaction

from cms.assemblies.models import ProgrammePage
from home.making import make_site

from ..validation import Data
from .answers import make_responses, record_progress
from .assemblies import make_assembly, make_document
from .evidence import make_evidence
from .front import name_the_site
from .indexing import index_everything, indexing_put_off
from .making import Made
from .organisations import make_organisations, make_topics
from .people import make_people, make_sessions
from .programme import make_programme
from .publications import make_case_studies, make_handbook
from .recommendations import draft_ballots, make_recommendations, publish_ballots
from .selection import make_selection
from .sources import make_sources_page

Tell = Callable[[str], None]


def loaded(data: Data) -> ProgrammePage | None:
    """The page of this programme if it is on the site."""
    return ProgrammePage.objects.filter(slug=data.programme["id"]).first()


def load(data: Data, tell: Tell = lambda _step: None) -> ProgrammePage:
    """Put checked data onto the site and answer the programme's page. `tell` hears of each step.

    If anything fails, the database and the stored files are as they were.
    """
    files = []
    try:
        with indexing_put_off(), transaction.atomic():
            made = Made(home=make_site())
            _load(data, made, tell, files)
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise
    tell("the index")
    index_everything(made.home)
    assert made.programme is not None
    return made.programme


def _load(data: Data, made: Made, tell: Tell, files: list) -> None:
    tell("the programme and its partners")
    make_organisations(data, made)
    make_topics(data, made)
    make_programme(data, made)
    documents = {}
    for row in data.documents:
        documents[row["register_id"]] = document = make_document(data, row, made)
        files.append(document.file)
    for assembly in data.assemblies:
        tell(assembly["name"])
        make_assembly(data, assembly, made, documents.get(assembly["register_id"]))
    tell("who was chosen")
    make_selection(data, made)
    tell("speakers")
    make_people(data, made)
    tell("sessions")
    make_sessions(data, made)
    tell("evidence")
    make_evidence(data, made)
    tell("recommendations and ballots")
    for group in data.recommendations:
        draft_ballots(group, made)
        make_recommendations(group, made)
        publish_ballots(data, group, made)
    tell("responses")
    make_responses(data, made)
    tell("progress")
    record_progress(data, made)
    tell("the handbook and the case studies")
    make_handbook(data, made)
    make_case_studies(data, made)
    make_sources_page(made)
    name_the_site(made)
