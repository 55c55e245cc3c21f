"""For the tests: quick, quiet, and nothing leaves the process."""

import atexit
import shutil
import tempfile

from .base import *  # noqa: F403
from .base import STORAGES, connections, env

SECRET_KEY = "for the tests only"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

DATABASES = {"default": connections.database(env.str("DATABASE_URL", default="sqlite://:memory:"))}
CACHES = {"default": connections.cache("locmem://")}
WAGTAILSEARCH_BACKENDS = {"default": connections.search("database://")}
globals().update(connections.email("memory://"))
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

MEDIA_ROOT = tempfile.mkdtemp(prefix="moothall-media-")
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
GUARDED_ROOT = tempfile.mkdtemp(prefix="moothall-guarded-")
atexit.register(shutil.rmtree, GUARDED_ROOT, ignore_errors=True)
SERVE_MEDIA = True
STORAGES = STORAGES | {
    "default": connections.media_storage("file://"),
    "guarded": connections.media_storage(f"file://{GUARDED_ROOT}"),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = LOGGING["loggers"]["django"]["level"] = "ERROR"  # noqa: F405
