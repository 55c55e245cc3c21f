from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils import translation


class LanguageFromPathMiddleware:
    """The language of an answer is the one its address names, and nothing else.

    Django's own middleware also asks the browser, and adds `Vary: Accept-Language`, which splits every cache.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ZippedTextMiddleware(GZipMiddleware):
    """Pages, feeds and tables travel zipped to whoever can read that; pictures and documents as they are.

    Django's own would also zip what is streamed: a film could then no longer be asked for in parts.
    """

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or not (kind.startswith("text/") or kind.endswith(("json", "xml"))):
            return response
        return super().process_response(request, response)
