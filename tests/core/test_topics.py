"""Topics: one page for each, in the reader's language, with public pages only."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.core.models import Topic
from tests import factories


@pytest.fixture
def trees(site):
    return factories.topic("Trees", slug="trees", description="All about trees.")


def with_topic(page, topic):
    page.topics.add(topic)
    page.save()
    return page


def test_a_topic_lists_the_public_pages_that_have_it(trees, reader):
    shown = with_topic(factories.evidence(title="Shown"), trees)
    with_topic(factories.evidence(title="Draft", live=False), trees)
    private = with_topic(factories.evidence(title="Private"), trees)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    factories.evidence(title="Other")
    answer = reader.get("/topics/trees/")
    assert [page.title for page in answer.context["pages"]] == ["Shown"]
    html = answer.content.decode()
    assert "All about trees." in html
    assert shown.get_url() in html


def test_an_editor_need_not_think_of_the_address_of_a_topic(site, editor, reader):
    editor.post(reverse("wagtailsnippets_core_topic:add"), {"name": "Street trees", "slug": ""})
    [made] = Topic.objects.filter(name="Street trees")
    assert made.get_absolute_url() == "/topics/street-trees/"
    assert reader.get("/topics/street-trees/").status_code == 200


def test_the_list_of_topics_says_how_many_pages_each_has_and_leaves_out_empty_ones(trees, reader):
    for _number in range(3):
        with_topic(factories.evidence(), trees)
    with_topic(factories.evidence(live=False), factories.topic("Secret"))
    factories.topic("Empty")
    html = reader.get("/topics/").content.decode()
    assert "Trees</a> (3)" in html
    assert "Secret" not in html
    assert "Empty" not in html


def test_a_page_leads_to_its_topics(trees, reader):
    page = with_topic(factories.evidence(), trees)
    assert 'href="/topics/trees/"' in reader.get(page.get_url()).content.decode()


def test_a_topic_that_is_not_there_is_not_found(trees, reader):
    assert reader.get("/topics/nowhere/").status_code == 404
    assert reader.get("/cy/topics/trees/").status_code == 404


def test_a_topic_without_pages_says_so(trees, reader):
    assert "No page has this topic yet." in reader.get("/topics/trees/").content.decode()


def test_no_two_topics_of_a_language_share_a_name_or_an_address(trees):
    for same in ({"name": "Trees"}, {"slug": "trees"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.topic(**{"name": "Other", "slug": "other"} | same)
        with pytest.raises(ValidationError):
            type(trees)(locale=trees.locale, **{"name": "Other", "slug": "other"} | same).full_clean()
    assert factories.topic("Trees", slug="trees", locale=factories.locale("cy"))


def test_an_editor_cannot_make_up_a_topic_while_writing_a_page(site):
    page = factories.evidence()
    field = page.get_edit_handler().get_form_class().base_fields["topics"]
    factories.topic("Trees")
    assert field.clean("Trees, No Such Topic") == ["Trees"]
