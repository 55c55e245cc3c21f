"""The files of a story have one address, which asks each time whether the story is public."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image
from wagtail.models import PageViewRestriction

from cms.core.guarded import guarded
from cms.core.ranges import CannotBeSatisfied, part_asked_for
from cms.people.files import LARGEST, folder_of
from cms.people.models import Consent, StoryPage
from tests import factories

FILM = bytes(range(256)) * 1_000


@pytest.fixture
def story(site):
    return factories.story(film=factories.film(content=FILM), portrait=factories.picture(), transcript="Hi.")


def whole(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_film_of_a_public_story_is_handed_out_with_its_kind(story, reader):
    answer = reader.get(story.film.url)
    assert (answer.status_code, whole(answer)) == (200, FILM)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Content-Length"] == str(len(FILM))
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    assert reader.get(story.portrait.url).headers["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, 255_999),
        ("bytes=100-199", 100, 199),
        ("bytes=255999-", 255_999, 255_999),
        ("bytes=-10", 255_990, 255_999),
        ("bytes=-999999999", 0, 255_999),
        ("bytes=10-999999999", 10, 255_999),
        (" bytes = 5 - 6 ", 5, 6),
    ],
)
def test_a_player_gets_the_part_it_asks_for(asked, first, last, story, reader):
    answer = reader.get(story.film.url, headers={"range": asked})
    assert answer.status_code == 206
    assert whole(answer) == FILM[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert answer.headers["Content-Length"] == str(last + 1 - first)


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=999999-1000000", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(asked, story, reader):
    answer = reader.get(story.film.url, headers={"range": asked})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{len(FILM)}"


@pytest.mark.parametrize(
    "asked",
    ["", "bytes=", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=9-3", "bytes=" + "9" * 99],
)
def test_what_is_no_part_gets_the_whole(asked, story, reader):
    answer = reader.get(story.film.url, headers={"range": asked})
    assert (answer.status_code, whole(answer)) == (200, FILM)


def test_a_part_of_another_version_gets_the_whole(story, reader):
    answer = reader.get(story.film.url, headers={"range": "bytes=0-1", "if-range": '"abc"'})
    assert (answer.status_code, whole(answer)) == (200, FILM)


def test_head_tells_the_same_without_the_film(story, reader):
    answer = reader.head(story.film.url)
    assert (answer.status_code, answer.headers["Content-Length"]) == (200, str(len(FILM)))
    assert reader.post(story.film.url).status_code == 405


def test_an_empty_file_has_no_part():
    with pytest.raises(CannotBeSatisfied):
        part_asked_for("bytes=0-", 0)


def test_nothing_of_it_lies_where_a_web_server_looks(story, reader):
    path = Path(guarded().path(story.film.name))
    assert path.exists()
    assert Path(settings.MEDIA_ROOT) not in path.parents
    for name in (story.film.name, story.portrait.name):
        for prefix in ("/media/", "/static/", "/documents/", "/media/../guarded/", "/"):
            assert reader.get(f"{prefix}{name}", follow=True).status_code in {400, 404}


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.unpublish(),
        lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
        lambda page: PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password"),
    ],
    ids=["unpublished", "private", "below a private page"],
)
def test_a_story_that_is_not_public_hands_out_no_file(change, story, reader):
    change(story)
    for url in (story.film.url, story.portrait.url):
        assert reader.get(url).status_code == 404
        assert reader.get(url, headers={"range": "bytes=0-9"}).status_code == 404


def test_a_draft_hands_its_files_to_its_editors_only(site, reader, editor, django_user_model):
    page = factories.story(live=False, film=factories.film(), consent=Consent.objects.create())
    assert reader.get(page.film.url).status_code == 404
    reader.force_login(django_user_model.objects.create_user("somebody"))
    assert reader.get(page.film.url).status_code == 404
    assert editor.get(page.film.url).status_code == 200


def test_a_film_that_was_replaced_is_public_no_more(story, reader, editor):
    old = story.film.url
    story.film = factories.film(content=b"new")
    story.save()
    assert reader.get(old).status_code == 404
    assert whole(reader.get(StoryPage.objects.get(pk=story.pk).film.url)) == b"new"


def test_a_film_of_another_story_is_not_found_under_this_one(story, reader, editor):
    other = factories.story(film=factories.film(), transcript="Hi.")
    name = other.film.url.rpartition("/")[2]
    address = reverse("story_file", args=[story.pk, name])
    assert reader.get(address).status_code == 404
    assert editor.get(address).status_code == 404


@pytest.mark.parametrize(
    "tail",
    ["1/", "0/0123456789abcdef.mp4", "999999999/0123456789abcdef.mp4", "1/..%2f..%2fdb", "1/%00.mp4", "x/y/"],
)
def test_an_address_that_is_none_is_not_found(tail, site, reader):
    assert reader.get(f"/story-files/{tail}").status_code == 404


def test_a_file_costs_one_question(story, reader, django_assert_num_queries):
    with django_assert_num_queries(1):
        reader.get(story.film.url)


def test_a_file_that_is_lost_is_not_found(story, reader):
    guarded().delete(story.film.name)
    assert reader.get(story.film.url).status_code == 404


def test_a_file_keeps_no_name_that_was_given_to_it(story):
    assert story.film.name.startswith(folder_of(story.consent))
    assert "film" not in story.film.name.removeprefix(folder_of(story.consent))


def photo(**saved) -> object:
    picture = Image.new("RGB", (3_000, 1_500), "seagreen")
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    exif[0x010F] = "Camera of Ada"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"Ada at home", **saved)
    made = factories.picture()
    made.file = io.BytesIO(out.getvalue())
    return made


def test_a_portrait_is_made_small_upright_and_forgets_place_and_camera(site):
    page = factories.story(portrait=photo())
    with guarded().open(page.portrait.name) as file:
        kept = file.read()
    assert b"Ada" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (LARGEST // 2, LARGEST)
        assert dict(picture.getexif()) == {}
