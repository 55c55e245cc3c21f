"""One valid thing of every kind. What a test asserts, it says itself."""

import datetime as dt
import io
import itertools

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfWriter
from wagtail.models import Locale, Page

from cms.assemblies.models import (
    AssemblyOrganisation,
    AssemblyPage,
    ProgrammeOrganisation,
    ProgrammePage,
    ServiceContact,
)
from cms.assemblies.promises import Promised
from cms.assemblies.promising import make_promise
from cms.assets.models import CreditedDocument, CreditedImage, CreditedMedia
from cms.core.models import Organisation, Topic
from cms.core.partial_dates import PartialDate
from cms.events.models import AgendaItem, Appearance, EventIndexPage, EventPage
from cms.evidence.models import EvidenceLibraryPage, EvidencePage, EvidenceSpeaker
from cms.people.models import Consent, PersonIndexPage, PersonPage, StoryIndexPage, StoryPage
from cms.publications.models import (
    CaseStudyChange,
    CaseStudyIndexPage,
    CaseStudyPage,
    ChapterChange,
    ChapterPage,
    PublicationChange,
    PublicationPage,
)
from cms.recommendations.assessments import record_assessment
from cms.recommendations.models import (
    BallotOption,
    BallotPage,
    RecommendationPage,
    ResponseEntry,
    ResponseIndexPage,
    ResponsePage,
    StatementPage,
    TrackerPage,
)
from cms.recommendations.statuses import Decision, Delivery
from cms.recommendations.transitions import record_decision, record_delivery
from cms.selection.models import SelectionPage, SelectionRow
from cms.updates.models import PageUpdate, UpdatesPage
from cms.updates.recording import record_update
from cms.updates.rights import THE_SITE, grant
from cms.updates.statuses import Kind, Speaker
from home.models import HomePage, InformationPage

_numbers = itertools.count(1)


def date(text: str) -> PartialDate:
    return PartialDate.parse(text)


def locale(code: str = "en") -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def _page(model, parent, **fields):
    """Lays a published page below its parent, as it stands in the database now."""
    number = next(_numbers)
    name = str(model._meta.verbose_name).capitalize()
    fields = {"title": f"{name} {number}", "slug": f"{model._meta.model_name}-{number}"} | fields
    page = model(**fields)
    parent = Page.objects.get(pk=parent.pk)
    parent.add_child(instance=page)
    return page


def _only(model, parent, **fields):
    """The one page of this type below its parent; it is made if there is none."""
    found = model.objects.child_of(parent).first()
    return found if found and not fields else _page(model, parent, **fields)


# Pages


def home(**fields) -> HomePage:
    """The home page of the site; with fields, another one beside it."""
    if not fields:
        return HomePage.objects.get(depth=2, locale=locale())
    return _page(HomePage, Page.get_first_root_node(), **fields)


def information(parent=None, **fields) -> InformationPage:
    return _page(InformationPage, parent or home(), **fields)


def updates_page(**fields) -> UpdatesPage:
    return _only(UpdatesPage, home(), **fields)


def programme(parent=None, **fields) -> ProgrammePage:
    return _page(ProgrammePage, parent or home(), **fields)


def assembly(parent=None, **fields) -> AssemblyPage:
    fields = {"questions": "What should happen to the town centre?"} | fields
    if "commissioner" not in fields:
        fields["commissioner"] = organisation()
    return _page(AssemblyPage, parent or home(), **fields)


def event_index(parent=None, **fields) -> EventIndexPage:
    return _page(EventIndexPage, parent or assembly(), **fields)


def event(parent=None, **fields) -> EventPage:
    return _page(EventPage, parent or event_index(), **fields)


def person_index(**fields) -> PersonIndexPage:
    return _only(PersonIndexPage, home(), **fields)


def person(parent=None, **fields) -> PersonPage:
    return _page(PersonPage, parent or person_index(), **fields)


def selection(parent=None, **fields) -> SelectionPage:
    return _page(SelectionPage, parent or assembly(), **fields)


def story_index(parent=None, **fields) -> StoryIndexPage:
    return _page(StoryIndexPage, parent or assembly(), **fields)


def story(parent=None, *, ends_on=None, **fields) -> StoryPage:
    """A story to which a member agreed, until the end of that day if one is given."""
    if "consent" not in fields:
        fields["consent"] = Consent.objects.create(given_on=dt.date(2020, 1, 6), ends_on=ends_on)
    fields = {"body": [("paragraph", "<p>I had never spoken in public.</p>")]} | fields
    return _page(StoryPage, parent or story_index(), **fields)


def evidence_library(parent=None, **fields) -> EvidenceLibraryPage:
    return _page(EvidenceLibraryPage, parent or assembly(), **fields)


def evidence(parent=None, *, speakers=(), **fields) -> EvidencePage:
    rows = [EvidenceSpeaker(person=speaker) for speaker in speakers]
    fields = {"kind": "presentation", "speakers": rows} | fields
    return _page(EvidencePage, parent or evidence_library(), **fields)


def publication(parent=None, **fields) -> PublicationPage:
    return _page(PublicationPage, parent or home(), **fields)


def chapter(parent=None, **fields) -> ChapterPage:
    return _page(ChapterPage, parent or publication(), **fields)


def case_study_index(parent=None, **fields) -> CaseStudyIndexPage:
    return _only(CaseStudyIndexPage, parent or home(), **fields)


def case_study(parent=None, **fields) -> CaseStudyPage:
    return _page(CaseStudyPage, parent or case_study_index(), **fields)


def tracker(parent=None, **fields) -> TrackerPage:
    return _page(TrackerPage, parent or assembly(), **fields)


def recommendation(parent=None, **fields) -> RecommendationPage:
    number = next(_numbers)
    fields = {"reference": f"R{number}", "wording": f"More trees, please ({number})."} | fields
    return _page(RecommendationPage, parent or tracker(), **fields)


def ballot(parent=None, **fields) -> BallotPage:
    number = next(_numbers)
    fields = {"reference": f"B{number}", "kind": "support_scale"} | fields
    return _page(BallotPage, parent or tracker(), **fields)


def statement(parent=None, **fields) -> StatementPage:
    """Where things stood in the summer of 2021; unless told otherwise, with one recommendation."""
    parent = parent or recommendation(recommended_on=date("2020-01-10")).get_parent()
    return _page(StatementPage, parent, **{"stood_on": dt.date(2021, 6, 30)} | fields)


def response_index(parent=None, **fields) -> ResponseIndexPage:
    parent = parent or assembly()
    return _only(ResponseIndexPage, parent, **fields)


def response(parent=None, **fields) -> ResponsePage:
    fields = {"body": "The council", "published_on": date("2020-03"), "stance": "accepted"} | fields
    return _page(ResponsePage, parent or response_index(), **fields)


PAGES = {
    HomePage: home,
    InformationPage: information,
    UpdatesPage: updates_page,
    ProgrammePage: programme,
    AssemblyPage: assembly,
    EventIndexPage: event_index,
    EventPage: event,
    PersonIndexPage: person_index,
    PersonPage: person,
    SelectionPage: selection,
    StoryIndexPage: story_index,
    StoryPage: story,
    EvidenceLibraryPage: evidence_library,
    EvidencePage: evidence,
    PublicationPage: publication,
    ChapterPage: chapter,
    CaseStudyIndexPage: case_study_index,
    CaseStudyPage: case_study,
    TrackerPage: tracker,
    RecommendationPage: recommendation,
    BallotPage: ballot,
    StatementPage: statement,
    ResponseIndexPage: response_index,
    ResponsePage: response,
}


# Rows inside a page: given to its factory, saved with it.


def agenda_item(**fields) -> AgendaItem:
    return AgendaItem(**{"title": "Welcome"} | fields)


def appearance(speaker=None, **fields) -> Appearance:
    return Appearance(**{"person": speaker or person(), "topic": "Traffic"} | fields)


def option(recommendation=None, **fields) -> BallotOption:
    return BallotOption(**{"text": "More trees", "recommendation": recommendation} | fields)


def answer(recommendation=None, decision=Decision.ACCEPTED, **fields) -> ResponseEntry:
    fields = {"recommendation": recommendation or globals()["recommendation"]()} | fields
    return ResponseEntry(**{"decision": decision} | fields)


def change(of=ChapterPage, **fields) -> PublicationChange | ChapterChange | CaseStudyChange:
    """A note about a change; major unless told otherwise."""
    models = {PublicationPage: PublicationChange, ChapterPage: ChapterChange, CaseStudyPage: CaseStudyChange}
    return models[of](**{"words": "A new section on costs.", "is_major": True} | fields)


def note(mark="lottery", text="<p>A lottery is fair.</p>") -> tuple[str, dict]:
    """A note below a text, as a chapter takes it."""
    return ("note", {"mark": mark, "text": text})


def group(category="Age", value="16 to 24", **fields) -> SelectionRow:
    return SelectionRow(**{"category": category, "value": value} | fields)


def programme_part(body=None, **fields) -> ProgrammeOrganisation:
    return ProgrammeOrganisation(**{"organisation": body or organisation(), "part": "funder"} | fields)


def assembly_part(body=None, **fields) -> AssemblyOrganisation:
    return AssemblyOrganisation(**{"organisation": body or organisation(), "part": "facilitator"} | fields)


def citation(title="The report", url="https://example.org/report", **parts) -> tuple[str, dict]:
    """One source, as a field of sources takes it."""
    empty = {"pages": "", "printed_pages": "", "part": "", "note": ""}
    return ("citation", {"title": title, "url": url} | empty | parts)


# Snippets, files, accounts


def organisation(**fields) -> Organisation:
    fields = {"name": f"Council {next(_numbers)}"} | fields
    return Organisation.objects.create(**{"locale": locale()} | fields)


def contact(**fields) -> ServiceContact:
    return ServiceContact.objects.create(**{"service": "Parks", "email": "parks@example.org"} | fields)


def topic(name: str = "", **fields) -> Topic:
    number = next(_numbers)
    fields = {"name": name or f"Topic {number}", "slug": f"topic-{number}"} | fields
    return Topic.objects.create(**{"locale": locale()} | fields)


def picture(width: int = 40) -> ContentFile:
    """A PNG, small unless told otherwise."""
    out = io.BytesIO()
    Image.new("RGB", (width, 30), "seagreen").save(out, "PNG")
    return ContentFile(out.getvalue(), f"picture-{next(_numbers)}.png")


def film(ending: str = "mp4", content: bytes = b"film" * 1_000) -> ContentFile:
    """A file that calls itself a film or a recording."""
    return ContentFile(content, f"film-{next(_numbers)}.{ending}")


def pdf(pages: int = 2) -> ContentFile:
    """A real PDF of so many empty pages."""
    writer = PdfWriter()
    for _page_number in range(pages):
        writer.add_blank_page(width=200, height=200)
    out = io.BytesIO()
    writer.write(out)
    return ContentFile(out.getvalue(), f"report-{next(_numbers)}.pdf")


def image(**fields) -> CreditedImage:
    return CreditedImage.objects.create(**{"title": "A tree", "file": picture()} | fields)


def document(**fields) -> CreditedDocument:
    made = CreditedDocument.objects.create(**{"title": "The report", "file": pdf()} | fields)
    made.get_file_size()  # the admin notes it when a file is uploaded
    return made


def media(**fields) -> CreditedMedia:
    sound = ContentFile(b"RIFF", f"sound-{next(_numbers)}.wav")
    fields = {"title": "A recording", "file": sound, "duration": 3, "type": "audio"} | fields
    return CreditedMedia.objects.create(**fields)


def administrator(**fields):
    name = f"administrator-{next(_numbers)}"
    return get_user_model().objects.create_superuser(
        **{"username": name, "email": "", "password": None} | fields
    )


def officer(*rights, page=None, **fields):
    """An editor of the group "Officers", with these rights to the record of the page and all below it."""
    name = f"officer-{next(_numbers)}"
    user = get_user_model().objects.create_user(**{"username": name, "email": "", "password": None} | fields)
    group, _made = Group.objects.get_or_create(name="Officers")
    user.groups.add(group)
    for right in rights:
        grant(group, right, page)
    return user


# Facts, written through the doors everybody uses


def update(page=None, kind=Kind.RESPONSE, **fields):
    fields = {"happened_on": date("2020-01-15"), "sentence": "It was announced."} | fields
    return record_update(page or assembly(), kind, **fields)


def another(entry, number=1, **fields) -> list[PageUpdate]:
    """So many unsaved entries like this one, behind it in its chain. They are sealed as it is, not anew."""
    values = {field.attname: getattr(entry, field.attname) for field in PageUpdate._meta.concrete_fields}
    return [
        PageUpdate(**values | {"id": None, "number": entry.number + step + 1} | fields)
        for step in range(number)
    ]


def decision(page=None, decision=Decision.ACCEPTED, **fields):
    fields = {"by": THE_SITE, "body": "The council", "happened_on": date("2020-02-20")} | fields
    return record_decision(page or recommendation(), decision, **fields)


def delivery(page=None, delivery=Delivery.UNDER_WAY, **fields):
    fields = {"by": THE_SITE, "happened_on": date("2021-05"), "sentence": "Work has begun."} | fields
    if delivery == Delivery.DELIVERED:
        fields = {"evidence": "https://example.org/opened"} | fields
    return record_delivery(page or recommendation(), delivery, **fields)


def assessment(page=None, said_by=Speaker.MEMBERS, **fields):
    """A verdict; of members unless told otherwise."""
    fields = {"by": THE_SITE, "judge": "28 members", "verdict": "It went too slowly."} | fields
    fields = {"happened_on": date("2022"), "citations": [citation("Notes of the workshop")]} | fields
    return record_assessment(page or recommendation(), said_by=said_by, **fields)


def promise(page=None, due_on="2020-06", what=Promised.REPLY, **fields):
    fields = {"body": "The council", "happened_on": date("2020-02-19")} | fields
    fields = {
        "citations": [citation("Minutes")],
        "every_months": 6 if what == Promised.REPORT else None,
    } | fields
    return make_promise(page or recommendation(), what, due_on=date(due_on), **{"by": THE_SITE} | fields)
