"""A topic has one address in every language, and a Welsh page is found by a topic that is only in English."""

import re

import pytest
from django.utils import translation
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields

from cms.core.models import Topic
from cms.evidence.models import EvidenceLibraryPage, EvidencePage
from tests import factories


@pytest.fixture
def trees(site):
    return factories.topic("Trees", slug="trees")


@pytest.fixture
def welsh_page(trees, site):
    """The Welsh page of an English page: its row in the list of topics is the English one."""
    library = EvidenceLibraryPage.objects.child_of(site).get()
    page = factories.evidence(library, title="Ash")
    page.topics.add(trees)
    page.save()
    for each in (site, library, page):
        translated = each.copy_for_translation(factories.locale("cy"))
        translated.title = "Onnen" if each is page else each.title
        translated.save_revision().publish()
    return translated


def in_welsh(topic, **fields):
    row = topic.copy_for_translation(factories.locale("cy"))
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def test_a_welsh_page_has_a_topic_that_opens(trees, welsh_page, reader):
    with translation.override("cy"):
        assert trees.get_absolute_url() == "/cy/topics/trees/"
    assert 'href="/cy/topics/trees/"' in reader.get(welsh_page.get_url()).content.decode()
    answer = reader.get("/cy/topics/trees/")
    assert [page.title for page in answer.context["pages"]] == ["Onnen"]
    assert "Trees</a> (1)" in reader.get("/cy/topics/").content.decode()
    assert "Trees</a> (1)" in reader.get("/topics/").content.decode()


def test_a_topic_is_named_in_the_reader_s_language_when_it_can_be(trees, welsh_page, reader):
    in_welsh(trees, name="Coed")
    assert reader.get("/cy/topics/trees/").context["topic"].name == "Coed"
    assert reader.get("/topics/trees/").context["topic"].name == "Trees"
    assert [topic.name for topic in reader.get("/cy/topics/").context["topics"]] == ["Coed"]


def test_a_page_names_its_topics_in_the_language_it_is_read_in(trees, welsh_page, reader):
    ash = factories.topic("Ash trees", slug="ash-trees")
    page = welsh_page.get_translation(factories.locale("en"))
    for each in EvidencePage.objects.filter(pk__in=[welsh_page.pk, page.pk]):
        each.topics.add(ash)
        each.save()
    in_welsh(trees, name="Coed")
    assert chips(reader, welsh_page) == {"Ash trees": "/cy/topics/ash-trees/", "Coed": "/cy/topics/trees/"}
    assert chips(reader, page) == {"Ash trees": "/topics/ash-trees/", "Trees": "/topics/trees/"}


def chips(reader, page) -> dict[str, str]:
    """The words and the address of each topic that a page shows."""
    html = reader.get(page.get_url()).content.decode()
    return {words: url for url, words in re.findall(r'class="chip" href="([^"]+)" rel="tag">([^<]+)<', html)}


def test_an_address_that_was_translated_once_still_leads_to_its_topic(trees, welsh_page, reader):
    in_welsh(trees, name="Coed", slug="coed")
    for slug in ("trees", "coed"):
        assert reader.get(f"/cy/topics/{slug}/").context["topic"].name == "Coed"
    assert reader.get("/topics/coed/").status_code == 404


def test_the_address_of_a_topic_is_kept_in_step_and_never_translated(trees):
    slug = next(field for field in get_translatable_fields(Topic) if field.field_name == "slug")
    assert not slug.is_translated(trees)
    assert not slug.is_overridable(trees)
    other = in_welsh(trees, name="Coed", slug="coed")
    copy_synchronised_fields(trees, other)
    assert (other.slug, other.name) == ("trees", "Coed")
