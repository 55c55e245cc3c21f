"""The handbook and the case study of the made-up programme."""

from cms.publications.models import CaseStudyPage, PublicationPage
from tests import factories
from tests.factories import citation, date


def furnish_publications(made, text):
    """Adds a handbook of two chapters and a case study. `text` is one block of each kind."""
    made.publication = factories.publication(
        made.home,
        title="The handbook",
        slug="the-handbook",
        short_title="Our handbook",
        kind="handbook",
        summary="How to run an assembly.",
        authors="A. Writer\nB. Painter",
        publisher="Borough Council",
        rights_holder="The authors",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        version="2",
        published_on=date("2020-06"),
        note="This is a draft for councils.",
        introduction=text,
        show_in_menus=True,
        citations=[citation()],
        change_notes=[factories.change(PublicationPage, words="All chapters were read again.")],
    )
    made.chapter = factories.chapter(
        made.publication,
        title="Choosing members",
        slug="choosing-members",
        summary="By lot.",
        number=1,
        body=[
            *text,
            ("heading", {"text": "What happens next", "level": "2"}),
            ("paragraph", "<p>People are drawn by lot[^lottery], twice[^lottery].</p>"),
            ("paragraph", f'<p>See <a linktype="page" id="{made.assembly.pk}">the square</a>[^law].</p>'),
        ],
        footnotes=[factories.note(), factories.note("law", "<p>It is <b>allowed</b>.</p>")],
        key_facts=[("fact", {"text": "10,000 letters were sent.", "sources": [citation()[1]]})],
        checklist="Ask for the register\nWrite the letter",
        citations=[citation()],
        change_notes=[factories.change(happened_on=date("2021")), factories.change(is_major=False)],
    )
    made.last_chapter = factories.chapter(made.publication, title="Paying members", slug="paying-members")
    made.case_studies = factories.case_study_index()
    made.case_studies.note = "These are our own."
    made.case_studies.licence = "CC BY 4.0"
    made.case_studies.save()
    made.case_study = factories.case_study(
        made.case_studies,
        title="The square, told",
        slug="the-square",
        summary="What became of it.",
        assembly=made.assembly,
        place="Borough",
        began_on=date("2019-11-02"),
        ended_on=date("2019-12-01"),
        members=40,
        recruitment="By lot.",
        cost=129500,
        cost_note="without VAT",
        method="Talks, then a vote.",
        decision="The council said yes.",
        outcome="Trees were planted.",
        body=text,
        numbers=[("number", {"label": "Backed trees", "value": 36, "of": 40, "sources": [citation()[1]]})],
        lessons="Ask early\nAnswer soon",
        citations=[citation()],
        change_notes=[factories.change(CaseStudyPage, words="The outcome was added.")],
    )
