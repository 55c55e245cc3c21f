"""For the public: nothing here starts without its secrets, and nothing is sent in the open."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import env


def required(name: str, sentence: str) -> str:
    """Returns a setting that has no safe default, or says in one sentence what is missing."""
    value = env.ENVIRON.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {sentence}")
    return value


SECRET_KEY = required("SECRET_KEY", "give at least 50 random characters, and keep them secret.")
ALLOWED_HOSTS = [
    host.strip()
    for host in required("ALLOWED_HOSTS", "give the site's host names, with commas between them.").split(",")
    if host.strip()
]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS may not be *: name the hosts, or links in mails can be forged.")
WAGTAILADMIN_BASE_URL = required(
    "WAGTAILADMIN_BASE_URL", "give the address editors use, such as https://www.example.gov.uk."
)
if not WAGTAILADMIN_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("WAGTAILADMIN_BASE_URL must begin with https://.")

SECURE_SSL_REDIRECT = True
# Only behind a proxy that always sets X-Forwarded-Proto itself: anybody could send that header otherwise.
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Other addresses whose forms are trusted. Needed only when the admin has a host name of its own.
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Browsers remember for a year that the site is https only.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
# Names below the site's own are https only as well. Turn off if one of them is not.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=True)
# The browsers' preload list is hard to leave and binds the whole domain: the council's choice, not ours.
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
# W019: previews of our own pages stand in a frame of the admin, so frames of our own are allowed.
SILENCED_SYSTEM_CHECKS = ["security.W021", "security.W019"]
