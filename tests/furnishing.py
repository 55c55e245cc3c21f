"""A small made-up programme with everything in it: each page type filled in, all rows, all states."""

from types import SimpleNamespace

from django.utils import timezone

from cms.assemblies.models import AssemblyPage, ProgrammePage
from cms.core.models import SiteSettings
from cms.evidence.models import EvidenceLibraryPage, EvidencePage
from cms.people.models import PersonIndexPage, PersonPage
from cms.recommendations.models import RecommendationEvidence, RecommendationPage
from cms.recommendations.statuses import Decision, Delivery
from cms.updates.statuses import Basis
from home.models import InformationPage
from tests import factories
from tests.blocks import FILM, LINK, story
from tests.factories import citation, date
from tests.furnishing_promises import make_promises
from tests.furnishing_publications import furnish_publications
from tests.furnishing_selection import choose_members
from tests.furnishing_statements import freeze_statements
from tests.furnishing_stories import tell_stories

SOURCE = citation(pages="9, 30 to 31", printed_pages="7", part="Table 6", note="Rounded")[1]


def council_details(home):
    """Everything an editor can say about the site."""
    SiteSettings.objects.update_or_create(
        site=home.get_site(),
        defaults={
            "site_name": "Moothall",
            "council_name": "Borough Council",
            "notice": "The answer is due on 3 May.",
            "contact_email": "write@example.org",
            "contact_phone": "01234 567890",
            "contact_address": "Town Hall",
            "licence_holder": "Borough Council",
            "licence_name": "CC BY 4.0",
            "licence_url": "https://creativecommons.org/licenses/by/4.0/",
            "alternative_format_email": "formats@example.org",
        },
    )


def furnish() -> SimpleNamespace:
    """Fills the empty site. Gives the pages by their names."""
    made = SimpleNamespace(home=factories.home(), people=PersonIndexPage.objects.get())
    council_details(made.home)
    made.topic = factories.topic("Public squares", description="Squares, shops and streets.")
    made.image = factories.image(credit="A. Painter", licence="CC BY 4.0")
    made.document = factories.document(
        credit="A. Writer",
        rights_holder="Borough Council",
        licence="CC BY 4.0",
        changes="Names taken out.",
        alternative_format_contact="formats@example.org",
    )
    made.recording = factories.media(credit="A. Sound", licence="CC BY 4.0", transcript="Good evening.")
    made.body = factories.organisation(
        name="Borough Council", short_name="BC", website="https://example.org", members="One\nTwo"
    )
    made.information = factories.information(
        title="How it works",
        summary="In short.",
        body=story(made.document, made.image, made.recording, made.people),
        show_contents=True,
        citations=[citation()],
    )
    made.home = factories.home()
    made.home.body = story(made.document, made.image, made.recording, made.people)[:4]
    made.home.save()
    _programme(made)
    _assembly(made)
    _sessions(made)
    choose_members(made)
    tell_stories(made)
    _recommendations(made)
    _answers(made)
    freeze_statements(made)
    make_promises(made)
    text = story(made.document, made.image, made.recording, made.people)
    furnish_publications(made, text)
    _topics(made)
    made.updates = factories.updates_page()
    made.site_tracker = _child(made.home, "recommendations")
    made.site_evidence = _child(made.home, "evidence")
    made.site_events = _child(made.home, "events")
    return made


def _child(page, slug):
    return page.get_children().get(slug=slug).specific


def _programme(made):
    point = ("point", {"text": "To let people decide.", "sources": [SOURCE]})
    money = ("sum", {"item": "Running it", "amount": 60000, "qualifier": "up to", "sources": [SOURCE]})
    key_date = {"date": date("2019-09"), "until": date("2020"), "what": "It ran", "note": "Two years"}
    output = {
        "title": "The handbook",
        "kind": "handbook",
        "formats": ["PDF", "HTML"],
        "links": ["https://example.org/a", "https://example.org/b"],
        "authors": "A. Writer",
        "published": date("2020-06-25"),
        "pages": 30,
        "pages_note": "with the cover",
        "audience": "Councils",
        "based_on": ["Three assemblies"],
        "sources": [SOURCE],
    }
    made.programme = factories.programme(
        title="Deciding Together",
        summary="Three assemblies in three places.",
        short_name="DT",
        dates=[("date", {**key_date, "sources": [SOURCE]})],
        aims=[point],
        support=[point],
        funding=[money],
        selection_method="By an open call.",
        places_planned="8",
        places_filled=3,
        network_summary="They met and compared notes.",
        network_host=made.body,
        evaluation_title="The evaluation",
        evaluation_published=date("2020-06"),
        evaluation_summary="What changed.",
        evaluation_methods="Talks\nSurveys",
        evaluation_url="https://example.org/evaluation",
        film_summary="A film was made.",
        advisory_group="Six people advised.",
        commitment_reference="4",
        commitment_plan="Plan 2019",
        outputs=[("output", output)],
        links=[("link", LINK)],
        citations=[citation()],
        organisations=[factories.programme_part(made.body, role="It paid.", note="All of it.")],
    )
    made.programme_events = factories.event_index(made.programme, title="Workshops")
    made.workshop = factories.event(made.programme_events, kind="workshop", date=date("2019-05-02"))


def _assembly(made):
    person = ("person", {"name": "Jo Bloggs", "role": "Chair", "organisation": "A charity"})
    cost = {"item": "Hall", "amount": 900, "qualifier": "", "sources": []}
    survey = {
        "question": "Were you heard?",
        "base": 40,
        "answers": [{"answer": "Yes", "count": 38}, {"answer": "No", "count": 2}],
        "note": "On paper",
        "sources": [SOURCE],
    }
    key_date = {"date": date("2019-11-02"), "until": None, "what": "First day", "note": "", "sources": []}
    made.assembly = factories.assembly(
        made.programme,
        title="The Square Assembly",
        slug="square",
        summary="What to do with the square.",
        commissioner=made.body,
        funder="The government",
        questions="What should become of the square?\nWho should pay?",
        problem="It is empty.",
        scope="Not the roads.",
        theme="Places",
        area="Borough",
        announced_on=date("2019-06"),
        hours=30,
        hours_qualifier="over",
        venues="Town Hall\nLibrary",
        venue_note="Step-free",
        observers="Six",
        livestream="Partly",
        wider_engagement="A survey",
        key_dates=[("date", key_date)],
        next_steps="A reply in spring\nA report each year",
        invitations_sent=10000,
        invitations_unit="households",
        invited_on=date("about 2019-08"),
        replies_received=300,
        members_target=50,
        members_selected=48,
        members_completed=40,
        selection_method="By lot.",
        selection_criteria="Age\nSex",
        other_targets=[("target", {"criterion": "Renters", "target": "a third", "note": "about"})],
        payment=300,
        payment_unit="whole assembly",
        payment_form="vouchers",
        lead_facilitators=[person],
        advisory_group=[person],
        advisory_group_note="Met twice.",
        feedback=[("question", survey)],
        key_messages=[("message", {"title": "Act now", "text": "Soon.", "sources": [SOURCE]})],
        costs=[("direct", cost), ("support", cost)],
        costs_direct_total=900,
        costs_support_total=900,
        costs_total=1800,
        costs_vat="without VAT",
        costs_note="Rounded",
        costs_sources=[citation()],
        report_title="The report",
        report_author="A. Writer",
        report_published=date("2020-01"),
        report_pages=30,
        report_url="https://example.org/report",
        report_web_edition="https://example.org/web",
        report_licence="CC BY 4.0",
        report_licence_note="On page 2",
        report_document=made.document,
        official_pages=[("link", LINK)],
        discrepancies=[("point", {"text": "One source says 41.", "sources": [SOURCE]})],
        citations=[citation()],
        organisations=[factories.assembly_part(made.body, role="It ran the days.")],
    )


def _sessions(made):
    made.speaker = factories.person(
        made.people,
        title="Ann Lee",
        role="Planner",
        organisation="A university",
        interests="None declared",
        other_names="Anne Lee",
        photo=made.image,
        website="https://example.org/ann",
        summary="She plans squares.",
        citations=[citation()],
    )
    made.sessions = factories.event_index(made.assembly, title="Sessions", slug="sessions")
    made.session = factories.event(
        made.sessions,
        title="Day 1",
        slug="day-1",
        date=date("2019-11-02"),
        starts_at=timezone.make_aware(timezone.datetime(2019, 11, 2, 10)),
        ends_at=timezone.make_aware(timezone.datetime(2019, 11, 2, 16)),
        day_number=1,
        place="Town Hall",
        summary="The first day.",
        attendance=40,
        recording_url=FILM,
        transcript="Good morning.",
        materials=[("document", made.document), ("link", LINK)],
        materials_note="Two more are lost.",
        citations=[citation()],
        agenda=[factories.agenda_item(format="presentation", summary="A talk.", citations=[citation()])],
        appearances=[factories.appearance(made.speaker, role="Planner", perspective="For", note="By phone")],
    )
    made.library = factories.evidence_library(made.assembly, title="Evidence", slug="evidence")
    made.evidence = factories.evidence(
        made.library,
        title="Squares that work",
        slug="squares",
        summary="Why some squares are full.",
        session=made.session,
        document=made.document,
        address="https://example.org/slides",
        transcript="Look at this.",
        licence="CC BY 4.0",
        rights_holder="Ann Lee",
        speakers=[made.speaker],
        citations=[citation()],
    )
    made.film = factories.evidence(made.library, kind="video", address=FILM, session=made.session)


def _recommendations(made):
    made.tracker = factories.tracker(made.assembly, title="Recommendations", slug="recommendations")
    made.recommendation = factories.recommendation(
        made.tracker,
        title="A greener square",
        slug="r1",
        reference="R1",
        wording="Plant trees in the square.\nWater them.",
        summary="Trees.",
        recommended_on=date("2019-12-01"),
        place="Borough",
        theme="Green",
        rank=1,
        rank_scope="all measures",
        rank_basis="points",
        was_presented=True,
        priority_votes=30,
        priority_base=40,
        priority_max_choices=3,
        priority_note="Two papers were lost.",
        description="More trees.",
        key_messages="Shade\nAir",
        actions="Plant\nWater",
        minority_view="Some wanted a car park.",
        within_1_year="Plant",
        within_3_years="Water",
        within_10_years="Sit below",
        other_wordings="Trees, page 3",
        note="The report has two wordings.",
        citations=[citation()],
        evidence_links=[RecommendationEvidence(evidence=made.evidence, note="Named in the report")],
    )
    made.others = [
        factories.recommendation(made.tracker, recommended_on=date("2019-12-01"), theme="Paths")
        for _number in range(len(Decision) + len(Delivery))
    ]
    counts = {"strongly_support_count": 30, "support_count": 6, "neither_count": 1, "oppose_count": 2}
    made.ballot = factories.ballot(
        made.tracker,
        title="Vote on trees",
        slug="b1",
        question="How strongly are you for it?",
        held_on=date("2019-12-01"),
        base=40,
        base_note="One was spoilt.",
        options=[
            factories.option(made.recommendation, total_support_percent=90, **counts),
            factories.option(text="A fountain", strongly_support_percent=40, support_percent=12.5),
        ],
        citations=[citation()],
    )
    made.ranked = factories.ballot(
        made.tracker,
        kind="ranked",
        options=[
            factories.option(made.recommendation, rank=1, points=300, first=20, second=10, third=3),
            factories.option(text="A fountain", rank=2, points=100, first=2, second=3, third=9),
        ],
    )
    made.choices = factories.ballot(
        made.tracker,
        kind="multi_choice",
        options=[factories.option(made.recommendation, votes=30), factories.option(text="Less", votes=3)],
    )


def _answers(made):
    made.responses = factories.response_index(made.assembly, title="Responses", slug="responses")
    made.response = factories.response(
        made.responses,
        title="What the council says",
        slug="council",
        summary="Mostly yes.",
        foreword=story(made.document, made.image, made.recording, made.people),
        note="Read out in the meeting.",
        stance="accepted_in_part",
        basis=Basis.MATCHED,
        citations=[citation()],
        entries=[factories.answer(made.recommendation, Decision.IN_PART, reason="Not all at once.")],
    )
    made.plain_response = factories.response(made.responses, summary="We will think.")
    facts = {"reason": "Too dear.", "due_on": date("2030")}
    entries = [
        factories.answer(page, decision, **facts)
        for page, decision in zip(made.others, Decision, strict=False)
    ]
    factories.response(made.responses, entries=entries)
    for page, delivery in zip(reversed(made.others), Delivery, strict=False):
        factories.delivery(page, delivery, reason="No money.", sentence="It is so.", citations=[citation()])
    factories.delivery(made.recommendation, sentence="Trees are ordered.", happened_on=date("2020-11"))
    factories.delivery(
        made.recommendation,
        Delivery.STOPPED,
        reason="No water.",
        sentence="Stopped.",
        happened_on=date("2021"),
        basis=Basis.MATCHED,
        note="A newspaper says so.",
    )


def _topics(made):
    tagged = (made.assembly, made.speaker, made.story, made.session, made.evidence, made.recommendation)
    for page in (*tagged, made.publication, made.chapter, made.case_study):
        # What a page in hand knows of the tree is old once something was laid below it.
        page = type(page).objects.get(pk=page.pk)
        page.topics.add(made.topic)
        page.save()


def pages(made) -> dict:
    """One furnished page of every type."""
    names = (
        *("home", "information", "updates", "programme", "assembly", "sessions", "session"),
        *("people", "speaker", "library", "evidence", "tracker", "recommendation", "ballot"),
        *("selection", "stories", "story", "responses", "response", "statement"),
        *("publication", "chapter", "case_studies", "case_study"),
    )
    found = {type(getattr(made, name)): getattr(made, name) for name in names}
    assert {AssemblyPage, ProgrammePage, PersonPage, EvidenceLibraryPage, EvidencePage} < set(found)
    assert {RecommendationPage, InformationPage} < set(found)
    return found
