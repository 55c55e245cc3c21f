"""The site as a proxy that does the https asks it: for a trial in the production settings on one machine."""

from cms.wsgi import application as site


def application(environ, start_response):
    """Says of every request what the proxy would say of it."""
    return site(environ | {"HTTP_X_FORWARDED_PROTO": "https"}, start_response)
