"""A member's own account: shown as agreed, refused when something is missing, a draft in any state."""

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.people.models import Consent, StoryPage
from cms.people.models.stories import PublicationRefused
from tests import factories


def test_a_story_shows_the_name_that_was_agreed(site, reader):
    named = factories.story(shown_as="Ada", title="My first day")
    unnamed = factories.story(named.get_parent(), title="My second day")
    assert "Ada" in reader.get(named.get_url()).content.decode()
    assert "A member" in reader.get(unnamed.get_url()).content.decode()
    listed = reader.get(named.get_parent().get_url()).content.decode()
    assert "My first day" in listed
    assert "My second day" in listed


def test_the_note_for_editors_is_shown_to_no_reader(site, reader):
    consent = Consent.objects.create(given_on=dt.date(2020, 1, 1), note="The form is in the safe.")
    page = factories.story(consent=consent)
    assert "in the safe" not in reader.get(page.get_url()).content.decode()
    assert "1 January 2020" not in reader.get(page.get_url()).content.decode()


def test_a_list_of_stories_without_any_says_so(site, reader):
    page = factories.story_index()
    factories.story(page, live=False, title="Not yet")
    html = reader.get(page.get_url()).content.decode()
    assert "No story is published here now." in html
    assert "Not yet" not in html


def test_a_film_elsewhere_is_a_link_until_somebody_wants_it(site, reader):
    page = factories.story(film_address="https://www.youtube.com/watch?v=abc", transcript="Hello.")
    html = reader.get(page.get_url()).content.decode()
    assert "<iframe" not in html
    assert 'href="https://www.youtube.com/watch?v=abc"' in html
    assert "Hello." in html


@pytest.mark.parametrize(("ending", "tag"), [("mp4", "<video"), ("webm", "<video"), ("mp3", "<audio")])
def test_a_film_or_recording_plays_here_with_what_is_said(ending, tag, site, reader):
    page = factories.story(film=factories.film(ending), transcript="Hello, everybody.")
    html = reader.get(page.get_url()).content.decode()
    assert f'{tag} controls preload="none" src="{page.film.url}"' in html
    assert "Hello, everybody." in html


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"consent": {}}, "consent", "Write down the member's consent first."),
        (
            {"consent": {"given_on": dt.date(2020, 1, 1), "ends_on": dt.date(2020, 2, 1)}},
            "consent",
            "has ended",
        ),
        ({"film": True}, "transcript", "needs a transcript"),
        (
            {"film_address": "https://example.org/film", "transcript": "  "},
            "transcript",
            "needs a transcript",
        ),
        (
            {"film": True, "film_address": "https://example.org/film", "transcript": "Hello."},
            "film_address",
            "not both",
        ),
        ({"body": []}, "body", "needs words"),
    ],
)
def test_a_story_that_lacks_something_is_refused_and_stays_a_draft(fields, field, sentence, site, reader):
    if "consent" in fields:
        fields = fields | {"consent": Consent.objects.create(**fields["consent"])}
    if "film" in fields:
        fields = fields | {"film": factories.film()}
    page = factories.story(live=False, **fields)
    assert list(page.objections()) == [field]
    with pytest.raises(PublicationRefused, match=sentence):
        page.save_revision().publish()
    assert not Page.objects.get(pk=page.pk).live
    assert reader.get(page.get_url()).status_code == 404


# In the admin


def form(**fields):
    data = {
        "title": "How it was",
        "slug": "how-it-was",
        "summary": "",
        "shown_as": "",
        "body": streamfield([("paragraph", rich_text("<p>I spoke.</p>"))]),
        "film_address": "",
        "transcript": "",
        "topics": "",
        "citations": streamfield([]),
        "seo_title": "",
        "search_description": "",
        "comments": inline_formset([]),
    }
    return nested_form_data(data | fields)


def edit(editor, page, **fields):
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(**fields))


def test_a_draft_may_be_empty_and_without_consent(site, editor):
    index = factories.story_index()
    address = reverse("wagtailadmin_pages:add", args=["people", "storypage", index.pk])
    answer = editor.post(address, form(body=streamfield([])))
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = StoryPage.objects.get()
    assert not page.live
    assert page.consent.given_on is None


def test_publishing_says_beside_the_field_what_is_missing(site, editor):
    page = factories.story(live=False, consent=Consent.objects.create())
    film = {"film_address": "https://example.org/film", "action-publish": "yes"}
    answer = edit(editor, page, **film)
    assert answer.status_code == 200
    words = answer.content.decode()
    assert "Write down the member&#x27;s consent first." in words
    assert "A film or a recording needs a transcript" in words
    assert not Page.objects.get(pk=page.pk).live
    assert edit(editor, page, film_address="https://example.org/film").status_code == 302, "a draft may be so"


def test_an_editor_uploads_a_film_and_publishes(site, editor, reader):
    page = factories.story(live=False)
    film = {"film": factories.film(), "transcript": "Hello.", "action-publish": "yes"}
    answer = edit(editor, page, **film)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page = StoryPage.objects.get(pk=page.pk)
    assert page.live
    assert b"".join(reader.get(page.film.url).streaming_content) == b"film" * 1_000


@pytest.mark.parametrize("name", ["film.exe", "film.html", "film.svg", "film"])
def test_a_file_that_is_no_film_is_refused(name, site, editor):
    page = factories.story(live=False)
    film = factories.film()
    film.name = name
    answer = edit(editor, page, film=film)
    assert answer.status_code == 200
    assert "film" in answer.context["form"].errors
    broken = factories.film("jpg")
    assert "portrait" in edit(editor, page, portrait=broken).context["form"].errors


def test_many_stories_are_published_at_once_only_if_each_may_be(site, editor):
    page = factories.story(live=False, consent=Consent.objects.create())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = editor.post(f"{address}?id={page.pk}", follow=True)
    assert "Write down the member&#x27;s consent first." in answer.content.decode()
    assert not Page.objects.get(pk=page.pk).live


def test_the_form_says_how_the_consent_stands_and_leads_to_it(site, editor):
    page = factories.story(live=False, ends_on=dt.date(2090, 5, 3))
    words = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Consent given on 6 January 2020." in words
    assert "Its last day is 3 May 2090" in words
    assert reverse("story_consent", args=[page.pk]) in words
    assert reverse("story_withdraw", args=[page.pk]) in words


def test_an_editor_writes_a_consent_down_and_is_told_what_is_wrong(site, editor):
    page = factories.story(live=False, consent=Consent.objects.create())
    address = reverse("story_consent", args=[page.pk])
    assert editor.get(address).status_code == 200
    answer = editor.post(address, {"given_on": "2026-05-03", "ends_on": "2026-05-02", "note": ""})
    assert "The last day cannot lie before the day the consent was given." in answer.content.decode()
    answer = editor.post(address, {"given_on": "2026-05-03", "ends_on": "2026-05-02\0", "note": "\0"})
    assert answer.status_code == 200
    answer = editor.post(address, {"given_on": "2026-05-03", "ends_on": "", "note": "In the safe"})
    assert answer.status_code == 302
    consent = page.standing_consent
    assert (consent.given_on, consent.ends_on, consent.note) == (dt.date(2026, 5, 3), None, "In the safe")
    assert edit(editor, page, **{"action-publish": "yes"}).status_code == 302
    assert Page.objects.get(pk=page.pk).live


def test_the_screens_of_a_consent_are_closed_to_others(site, reader, django_user_model):
    page = factories.story()
    for name in ("story_consent", "story_withdraw"):
        address = reverse(name, args=[page.pk])
        assert reader.get(address).status_code == 302
        reader.force_login(django_user_model.objects.create_user(name))
        assert reader.get(address).status_code == 302
        assert reader.post(address, {"because": "member", "sure": "on"}).status_code == 302
        reader.logout()
    assert not page.standing_consent.is_withdrawn
    assert Page.objects.get(pk=page.pk).live
