"""The door a web server knocks on, with the production settings unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

answer = get_wsgi_application()


def application(environ, start_response):
    """Answer a request. Whatever alphabet it claims, it is read as UTF-8: some claims would stop Django."""
    kind, _semicolon, claims = environ.get("CONTENT_TYPE", "").partition(";")
    if "charset" in claims.lower():
        kept = [claim for claim in claims.split(";") if not claim.strip().lower().startswith("charset")]
        environ["CONTENT_TYPE"] = ";".join([kind, *kept])
    return answer(environ, start_response)
