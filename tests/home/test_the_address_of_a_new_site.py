"""A new site knows its own address, so that its sitemap and its feed are right from the first day."""

import io

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from home.making import public_address


@pytest.fixture
def nothing_yet(site):
    """The database as a first `migrate` leaves it."""
    only = Site.objects.get()
    only.root_page = Page.get_first_root_node()
    only.hostname, only.port = "localhost", 80
    only.save()
    Page.objects.get(pk=site.pk).delete()


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("https://www.example.gov.uk", "www.example.gov.uk", 443),
        ("http://www.example.gov.uk/", "www.example.gov.uk", 80),
        ("http://127.0.0.1:8001", "127.0.0.1", 8001),
        ("", "localhost", 80),
    ],
)
def test_the_address_is_read_from_the_setting(address, host, port, settings):
    settings.WAGTAILADMIN_BASE_URL = address
    assert public_address() == (host, port)


@pytest.mark.parametrize(
    ("options", "address"),
    [
        ({}, "https://www.example.gov.uk"),
        ({"port": 8001}, "http://www.example.gov.uk:8001"),
        ({"hostname": "assembly.example.org"}, "https://assembly.example.org"),
        ({"hostname": "assembly.example.org", "port": 80}, "http://assembly.example.org"),
    ],
)
def test_a_new_site_s_sitemap_has_its_address(options, address, nothing_yet, settings, reader):
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.gov.uk"
    call_command("make_site", stdout=io.StringIO(), **options)
    assert Site.objects.get().root_url == address
    assert f"<loc>{address}/about/</loc>" in reader.get("/sitemap.xml").content.decode()


def test_a_second_call_leaves_the_address_alone(site):
    before = Site.objects.get().root_url
    call_command("make_site", "--hostname", "other.example.org", "--port", "8001", stdout=io.StringIO())
    assert Site.objects.get().root_url == before
