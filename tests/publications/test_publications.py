"""Publications and case studies say whose they are, on what terms, and nothing that nobody told."""

import pytest

from cms.publications.models import CaseStudyIndexPage
from tests import factories
from tests.factories import date
from tests.publications.test_chapters import words
from tests.reading import seen


def test_a_publication_stands_in_the_menu_by_its_short_title(site, reader, saving):
    with saving():
        page = factories.publication(
            title="Running an assembly: a short handbook", short_title="Handbook", show_in_menus=True
        )
    html = reader.get("/about/").content.decode()
    assert f'<a href="{page.get_url()}">Handbook</a>' in html


def test_a_publication_tells_its_authors_and_terms_and_leaves_out_what_it_does_not_know(site, reader):
    page = factories.publication(
        authors="A. Writer",
        publisher="Borough Council",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        published_on=date("2020-06"),
        kind="evaluation",
    )
    answer = reader.get(page.get_url())
    text = words(answer)
    assert "Evaluation" in text
    assert "Written by A. Writer" in text
    assert "Rights holder Borough Council" in text
    assert "First came out June 2020" in text
    assert "Version" not in text
    links = seen(answer.content).all("a")
    assert {"rel": "license", "href": page.licence_url} in links
    assert "Licence Not published" in words(reader.get(factories.publication().get_url()))


def test_a_new_site_has_an_empty_list_of_case_studies_in_its_menu(site, reader):
    page = CaseStudyIndexPage.objects.get()
    assert page.get_url() == "/case-studies/"
    assert "No case study has been published yet." in words(reader.get("/case-studies/"))
    assert "/case-studies/" in {attrs["href"] for attrs in seen(reader.get("/").content).all("a")}


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "%00", "9" * 400])
def test_a_page_of_the_list_that_is_not_there_is_a_page_all_the_same(page, site, reader):
    factories.case_study()
    assert reader.get(f"/case-studies/?page={page}").status_code == 200


def test_a_case_study_says_what_is_not_published_and_leaves_out_the_rest(site, reader):
    text = words(reader.get(factories.case_study().get_url()))
    for label in ("Place", "Dates", "Members", "How members were found", "Cost"):
        assert f"{label} Not published" in text
    for label in ("Method", "Decision", "Outcome", "Lessons"):
        assert label not in text


def test_a_case_study_tells_its_facts_and_numbers(site, reader):
    page = factories.case_study(
        began_on=date("2019-09-07"),
        ended_on=date("2019-10-06"),
        members=53,
        cost=129500,
        cost_note="including VAT",
        outcome="Buses were franchised.",
        lessons="Ask early\n\nAnswer soon",
        numbers=[
            ("number", {"label": "Backed it", "value": 48, "of": 53}),
            ("number", {"label": "Letters", "value": 10000, "of": None}),
            ("number", {"label": "Days", "value": 2.5, "of": None}),
        ],
    )
    text = words(reader.get(page.get_url()))
    assert "7 September 2019 to 6 October 2019" in text
    assert "£129,500 including VAT" in text
    assert "Outcome Buses were franchised." in text
    for figure in ("48 of 53", "10,000", "2.50"):
        assert figure in text
    assert text.count("Ask early") == 1


def test_a_case_study_held_on_one_day_names_it_once(site):
    day = date("2019-09-07")
    assert factories.case_study(began_on=day, ended_on=day).dates == "7 September 2019"


def test_a_case_study_and_its_assembly_lead_to_each_other_while_both_are_public(site, reader, saving):
    assembly = factories.assembly(title="The Assembly")
    study = factories.case_study(assembly=assembly)
    assert assembly.get_url() in reader.get(study.get_url()).content.decode()
    assert study.get_url() in reader.get(assembly.get_url()).content.decode()
    with saving():
        study.unpublish()
    assert study.get_url() not in reader.get(assembly.get_url()).content.decode()
    other = factories.case_study(assembly=assembly)
    with saving():
        assembly.unpublish()
    assert "The Assembly" not in reader.get(other.get_url()).content.decode()


def test_a_programme_and_an_assembly_lead_to_their_publications(site, reader):
    programme = factories.programme()
    assembly = factories.assembly(programme)
    for above in (programme, assembly):
        report = factories.publication(above, title="The report")
        assert report.get_url() in reader.get(above.get_url()).content.decode()
