from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme


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


class RefusalMiddleware:
    """Tells an editor in a sentence why something could not be saved.

    Publishing a selection of pages, or approving one from a list, asks no form: what the page itself refuses
    would be an error.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        admin = reverse("wagtailadmin_home")
        if not isinstance(exception, ValidationError) or not request.path.startswith(admin):
            return None
        messages.error(request, " ".join(exception.messages))
        came_from = request.headers.get("Referer", "")
        hosts = {request.get_host()}
        return redirect(came_from if url_has_allowed_host_and_scheme(came_from, hosts) else admin)
