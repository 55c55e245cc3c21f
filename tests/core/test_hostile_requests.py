"""What strangers send that is no request of a browser: an answer all the same, and nothing that is kept."""

import io

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIRequest

from cms import wsgi
from tests import factories


def asked(charset: str) -> dict:
    """What a web server hands over for a request that claims this alphabet."""
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/about/",
        "QUERY_STRING": "words=trees",
        "CONTENT_TYPE": f"text/plain; charset={charset}; x=y",
        "wsgi.input": io.BytesIO(),
    }


@pytest.mark.parametrize("charset", ["hex", "base64", "rot13", "idna", "undefined", "punycode", "latin-1"])
def test_whatever_alphabet_a_request_claims_it_is_read_as_utf_8(charset, monkeypatch):
    monkeypatch.setattr(wsgi, "answer", lambda environ, start_response: WSGIRequest(environ))
    request = wsgi.application(asked(charset), None)
    assert (request.content_type, request.content_params) == ("text/plain", {"x": "y"})
    assert request.GET["words"] == "trees"


def test_django_alone_would_stop_at_some_of_them():
    with pytest.raises(LookupError):
        WSGIRequest(asked("hex")).GET["words"]


@pytest.fixture
def kept(db):
    """Uploads that nobody may have by the address of their file, and one that anybody may."""
    for name in ("documents/secret.pdf", "original_images/secret.png", "images/open.txt"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(b"words"))


WAYS = (
    "documents",
    "/documents",
    "./documents",
    "x/../documents",
    "%2e/documents",
    "%2Fdocuments",
    "../media/documents",
)


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_writing_an_address_leads_around_the_guard(way, kept, site, reader):
    assert reader.get(f"{settings.MEDIA_URL}{way}/secret.pdf").status_code == 404
    other = way.replace("documents", "original_images")
    assert reader.get(f"{settings.MEDIA_URL}{other}/secret.png").status_code == 404


def test_an_open_upload_is_handed_out(kept, site, reader):
    answer = reader.get(f"{settings.MEDIA_URL}images/open.txt")
    assert answer.status_code == 200
    answer.close()


def test_a_character_that_xml_cannot_write_leaves_the_feed_whole(site, reader):
    from xml.etree import ElementTree

    page = factories.assembly(title="A\x0bB")
    factories.update(page, sentence="It\x0bopened\x00\uffff.".replace("\x00", "\x01"))
    feed = ElementTree.fromstring(reader.get("/updates/feed.atom").content)
    assert "A B" in "".join(feed.itertext())
