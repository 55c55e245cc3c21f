"""What readers see of an assembly and its programme: what is known, and "Not published" where nothing is."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.assemblies.models import AssemblyPage
from tests import factories
from tests.factories import date


def read(reader, page) -> str:
    return reader.get(page.get_url()).content.decode()


def test_every_question_is_shown_word_for_word(site, reader):
    page = factories.assembly(questions="How do we reduce traffic?\n\n  Who pays?  ")
    assert page.question_list == ["How do we reduce traffic?", "Who pays?"]
    html = read(reader, page)
    assert "<q>How do we reduce traffic?</q>" in html
    assert "<q>Who pays?</q>" in html


def test_what_nobody_published_says_so_and_nothing_is_made_up(site, reader):
    page = factories.assembly()
    html = read(reader, page)
    assert html.count("Not published") >= 5
    assert page.figures == []
    assert "None" not in html


@pytest.mark.parametrize(
    ("fields", "members"),
    [
        ({}, None),
        ({"members_selected": 50}, 50),
        ({"members_selected": 50, "members_completed": 40}, 40),
        ({"members_target": 60}, None),
    ],
)
def test_the_number_of_members_is_those_who_stayed_else_those_chosen(fields, members, site, reader):
    page = factories.assembly(**fields)
    assert page.members == members
    html = read(reader, page)
    assert (f'aria-label="{members} members"' in html) is bool(members)


def test_no_more_members_can_have_stayed_than_were_chosen(site):
    with pytest.raises(ValidationError, match="More members stayed to the end than were chosen"):
        factories.assembly(members_selected=40, members_completed=50)
    page = factories.assembly(members_selected=50, members_completed=40)
    with pytest.raises(IntegrityError), transaction.atomic():
        AssemblyPage.objects.filter(pk=page.pk).update(members_completed=60)


def test_figures_are_written_as_people_read_them(site):
    page = factories.assembly(
        members_completed=40, members_selected=40, hours=30, invitations_sent=10000, payment=300
    )
    assert [(fact["label"], fact["value"]) for fact in page.figures] == [
        ("members", 40),
        ("hours together", "30"),
        ("invitations sent", "10,000"),
        ("paid to each member", "£300"),
    ]


def test_the_sections_of_an_assembly_are_linked_and_drafts_are_not(site, reader):
    page = factories.assembly()
    factories.event_index(page, title="Our sessions")
    factories.evidence_library(page, title="Our plans", live=False)
    html = read(reader, page)
    assert ">Our sessions</a>" in html
    assert "Our plans" not in html


def test_a_page_says_where_its_sources_differ(furnished, reader):
    html = read(reader, furnished.assembly)
    assert "Where sources differ" in html
    assert "One source says 41." in html


def test_everything_an_editor_wrote_about_an_assembly_is_shown(furnished, reader):
    html = read(reader, furnished.assembly)
    for words in (
        *("What to do with the square.", "The government", "It is empty.", "Not the roads.", "Places"),
        *("Town Hall", "Library", "Step-free", "Six", "Partly", "A survey", "First day", "A reply in spring"),
        *("10,000", "households", "300", "By lot.", "Age", "Renters", "a third", "vouchers", "Jo Bloggs"),
        *("Met twice.", "Were you heard?", "38", "Act now", "£900", "£1,800", "without VAT", "Rounded"),
        *(
            "The report",
            "A. Writer",
            "January 2020",
            "On page 2",
            "The council&#x27;s page",
            "It ran the days.",
        ),
    ):
        assert words in html, words


def test_everything_an_editor_wrote_about_a_programme_is_shown(furnished, reader):
    html = read(reader, furnished.programme)
    for words in (
        *("To let people decide.", "£60,000", "up to", "By an open call.", "They met and compared notes."),
        *(
            "The evaluation",
            "What changed.",
            "Surveys",
            "A film was made.",
            "Six people advised.",
            "Plan 2019",
        ),
        *(
            "The handbook",
            "PDF, HTML",
            "30 pages",
            "with the cover",
            "Councils",
            "Three assemblies",
            "It paid.",
        ),
        *("https://example.org/b", "The Square Assembly", "2 May 2019"),
    ):
        assert words in html, words


def test_a_programme_lists_its_own_assemblies_only(site, reader):
    mine, other = factories.programme(), factories.programme()
    factories.assembly(mine, title="Mine")
    factories.assembly(other, title="Not mine")
    factories.assembly(mine, title="Not yet", live=False)
    assert [page.title for page in reader.get(mine.get_url()).context["assemblies"]] == ["Mine"]


def test_the_home_page_adds_up_the_members_of_all_assemblies(site, reader):
    factories.assembly(members_completed=40, members_selected=50)
    factories.assembly(members_selected=13)
    factories.assembly(announced_on=date("2019"))
    html = reader.get("/").content.decode()
    assert "53 members" in html


def test_a_new_site_invites_nobody_to_follow_nothing(site, reader):
    html = reader.get("/").content.decode()
    assert "No assembly has been published yet." in html
    assert "Nothing has been recorded yet." in html
    assert "Follow 0" not in html
