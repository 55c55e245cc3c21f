"""Two sites of one deployment: what happens on one is told on that one alone."""

import pytest
from wagtail.models import Locale, Page, Site

from cms.updates.models import UpdatesPage
from home.making import publish
from home.models import HomePage
from tests import factories


@pytest.fixture
def other(site, settings):
    """The home page of a second site, with its list of updates."""
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    home = HomePage(title="Other", slug="other", locale=Locale.get_default())
    publish(home, Page.get_first_root_node())
    publish(UpdatesPage(title="Updates", slug="updates"), home)
    Site.objects.create(hostname="other.example", port=80, root_page=home)
    return home


@pytest.mark.parametrize("path", ["/", "/updates/", "/updates/feed.atom"])
def test_each_site_tells_what_happened_on_it(path, site, other, reader):
    factories.update(factories.assembly(site), sentence="A square was asked about.")
    factories.update(factories.assembly(other), sentence="A park was asked about.")
    for host, told, untold in (("testserver", "square", "park"), ("other.example", "park", "square")):
        html = reader.get(path, headers={"host": host}).content.decode()
        assert f"A {told} was asked about." in html
        assert f"A {untold} was asked about." not in html


def test_a_welsh_page_tells_what_happened_on_the_english_ones(site, reader):
    welsh = site.copy_for_translation(factories.locale("cy"))
    welsh.save_revision().publish()
    factories.update(factories.assembly(), sentence="A square was asked about.")
    assert "A square was asked about." in reader.get("/cy/").content.decode()
