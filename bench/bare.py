"""What a page is held against: a Django view that does nothing but return the same bytes."""

from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from cms.urls import urlpatterns as site_urls

KEPT = Path(settings.VAR_DIR) / "bare"
_bytes: dict[str, bytes] = {}


def bare(request, name):
    """The bytes kept under this name, from memory."""
    if name not in _bytes:
        _bytes[name] = (KEPT / name).read_bytes()
    return HttpResponse(_bytes[name])


class CountedWhenAskedMiddleware:
    """Tells how many statements an answer cost, when asked by a header; costs nothing otherwise."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "HTTP_X_COUNT" not in request.META:
            return self.get_response(request)
        asked = []

        def count(execute, sql, params, many, context):
            asked.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
            if hasattr(response, "render"):
                response.render()
        response.headers["X-Statements"] = str(len(asked))
        return response


urlpatterns = [path("bare/<str:name>", bare), *site_urls]
