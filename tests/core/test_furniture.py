"""What stands around every page is looked up once, and a change of it shows at once."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.core.furniture import furniture_for
from cms.core.models import SiteSettings, SiteSettingsTranslation
from cms.core.remembering import VERSION_KEY, forget, remembered
from tests import factories


def asked(path="/"):
    return RequestFactory().get(path, headers={"host": "localhost"})


def details(site) -> SiteSettings:
    return SiteSettings.objects.get(site=site.get_site())


def test_what_is_remembered_is_made_once():
    made = []
    for _time in range(3):
        assert remembered("colour", lambda: made.append(1) or "green") == "green"
    assert made == [1]


def test_two_names_are_remembered_apart():
    assert remembered("one", lambda: 1) == 1
    assert remembered("two", lambda: 2) == 2


def test_nothing_is_a_thing_to_remember_too():
    made = []
    for _time in range(2):
        assert remembered("nothing", lambda: made.append(1) or []) == []
    assert made == [1]


def test_what_was_remembered_is_forgotten_when_the_transaction_is_in(saving, db):
    assert remembered("colour", lambda: "green") == "green"
    with saving():
        forget()
        assert remembered("colour", lambda: "red") == "green"
    assert remembered("colour", lambda: "red") == "red"


def test_forgetting_twice_and_with_an_empty_cache_works(saving, db):
    with saving():
        forget()
        forget()
    first = cache.get(VERSION_KEY)
    cache.clear()
    with saving():
        forget()
    assert first
    assert cache.get(VERSION_KEY)


def test_the_second_page_asks_nothing_about_its_surroundings(site):
    furniture_for(asked())
    with CaptureQueriesContext(connection) as captured:
        furniture_for(asked("/about/"))
    assert len(captured) == 0


def test_a_saved_setting_shows_at_once(site, reader, saving):
    assert "Borough of Trees" not in reader.get("/").content.decode()
    with saving():
        mine = details(site)
        mine.council_name, mine.notice = "Borough of Trees", "The answer is late."
        mine.save()
    html = reader.get("/about/").content.decode()
    assert "Borough of Trees" in html
    assert "The answer is late." in html


def test_a_setting_saved_in_the_admin_shows_at_once(site, reader, editor, saving):
    reader.get("/")
    form = {"site_name": "Our Town Decides", "nation": "SCT"}
    form |= {"translations-TOTAL_FORMS": 0, "translations-INITIAL_FORMS": 0}
    with saving():
        answer = editor.post(f"/admin/settings/core/sitesettings/{site.get_site().pk}/", form)
    assert answer.status_code == 302
    assert "Our Town Decides" in reader.get("/").content.decode()


def test_a_new_page_below_the_home_page_is_in_the_menu_or_the_footer_at_once(site, reader, saving):
    reader.get("/")
    with saving():
        factories.information(title="In the menu", show_in_menus=True)
        factories.information(title="In the footer")
    made = reader.get("/").context["furniture"]
    assert "In the menu" in [link["title"] for link in made["menu"]]
    assert "In the footer" in [link["title"] for link in made["footer"]]


def test_a_page_that_is_taken_down_or_deleted_leaves_the_menu_at_once(site, reader, editor, saving):
    page = factories.information(title="Here today", show_in_menus=True)
    other = factories.information(title="Here too", show_in_menus=True)
    assert "Here today" in reader.get("/").content.decode()
    with saving():
        page.unpublish()
    with saving():
        editor.post(reverse("wagtailadmin_pages:delete", args=[other.pk]))
    html = reader.get("/").content.decode()
    assert "Here today" not in html
    assert "Here too" not in html


def test_a_page_that_is_moved_in_the_admin_leaves_the_menu_at_once(site, reader, editor, saving):
    page = factories.information(title="Wanderer", slug="wanderer", show_in_menus=True)
    below = factories.information(slug="elsewhere")
    reader.get("/")
    with saving():
        editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, below.pk]))
    assert reader.get("/elsewhere/wanderer/").status_code == 200
    assert "Wanderer" not in [link["title"] for link in reader.get("/").context["furniture"]["menu"]]


def test_a_page_that_is_made_private_leaves_the_menu_at_once_and_comes_back_at_once(
    site, reader, editor, saving
):
    page = factories.information(title="Secret plans", show_in_menus=True)
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    for restriction, is_named in ((PageViewRestriction.LOGIN, False), (PageViewRestriction.NONE, True)):
        reader.get("/")
        with saving():
            editor.post(address, {"restriction_type": restriction, "password": "", "groups": []})
        assert ("Secret plans" in reader.get("/").content.decode()) == is_named


def test_the_menu_says_where_the_reader_is(site, reader):
    menu = reader.get("/evidence/").context["furniture"]["menu"]
    assert [link["title"] for link in menu if link["current"]] == ["Evidence"]
    assert 'aria-current="page"' in reader.get("/evidence/").content.decode()
    assert not any(link["current"] for link in reader.get("/").context["furniture"]["menu"])


def test_settings_speak_the_language_of_the_page_and_fall_back(site):
    mine = details(site)
    mine.site_name, mine.council_name, mine.notice = "Moothall", "Council", "Late"
    mine.save()
    SiteSettingsTranslation.objects.create(
        settings=mine, locale=factories.locale("cy"), council_name="Cyngor"
    )
    words = SiteSettings.objects.get(pk=mine.pk).words("cy")
    assert words == {"site_name": "Moothall", "council_name": "Cyngor", "notice": "Late"}
    assert mine.words("en")["council_name"] == "Council"
    with translation.override("cy"):
        assert furniture_for(asked("/cy/"))["council_name"] == "Cyngor"
    assert furniture_for(asked())["council_name"] == "Council"


def test_a_site_without_settings_still_has_a_name(site):
    SiteSettings.objects.all().delete()
    cache.clear()
    assert furniture_for(asked())["site_name"] == "Moothall"


@pytest.mark.parametrize("path", ["/", "/recommendations/", "/about/"])
def test_a_page_names_its_one_true_address(path, site, reader):
    html = reader.get(path, {"page": 1}).content.decode()
    assert f'<link rel="canonical" href="http://testserver{path}">' in html


def test_the_foot_names_who_holds_the_rights_and_never_the_crown(furnished, reader):
    html = reader.get("/").content.decode()
    assert "© Borough Council." in html
    assert "CC BY 4.0" in html
    assert "crown" not in html.lower()
