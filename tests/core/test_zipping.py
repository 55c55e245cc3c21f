"""Text travels zipped to whoever can read that, and nothing else does."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from cms.core.middleware import ZippedTextMiddleware

WORDS = "Asked, answered, done. " * 100


def sent(response, **headers):
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip, br"} | headers)
    return ZippedTextMiddleware(lambda request: response)(request)


def test_a_page_travels_zipped_and_says_so(site, reader):
    plain, zipped = reader.get("/"), reader.get("/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert len(zipped.content) < len(plain.content) / 2
    assert zipped.headers["Content-Length"] == str(len(zipped.content))
    for answer in (plain, zipped):
        assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "kind",
    [
        *("text/html; charset=utf-8", "text/csv", "text/plain", "application/json", "application/geo+json"),
        *("application/atom+xml; charset=utf-8", "application/xml", "image/svg+xml"),
    ],
)
def test_every_kind_of_text_is_zipped(kind):
    assert gzip.decompress(sent(HttpResponse(WORDS, kind)).content).decode() == WORDS


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "application/octet-stream"])
def test_what_is_no_text_is_left_as_it_is(kind):
    assert sent(HttpResponse(WORDS, kind)).content.decode() == WORDS


def test_what_is_streamed_is_left_as_it_is(db, tmp_path):
    file = tmp_path / "words.txt"
    file.write_text(WORDS)
    answer = sent(FileResponse(file.open("rb"), content_type="text/plain"))
    assert b"".join(answer.streaming_content).decode() == WORDS
    assert answer.headers["Content-Length"] == str(len(WORDS))
    answer.close()


def test_who_cannot_read_it_gets_it_plain():
    assert sent(HttpResponse(WORDS), **{"accept-encoding": "br"}).content.decode() == WORDS
