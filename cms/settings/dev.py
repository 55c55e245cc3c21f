"""For one machine and its owner: the trial that bin/start serves, and a developer's own copy."""

from .base import *  # noqa: F403
from .base import STORAGES, VAR_DIR, connections, env
from .kept_secrets import kept_secret

DEBUG = env.bool("MOOTHALL_DEBUG", default=False)
# Made on first use, one per installation, and git-ignored with the rest of the folder.
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_DIR / "secret_key")

HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
# Whoever serves on every address of the machine has chosen to be found under any of its names.
ALLOWED_HOSTS = (
    ["*"]
    if HOST in {"0.0.0.0", "::"}
    else ["localhost", "127.0.0.1", "[::1]", HOST, *env.list("ALLOWED_HOSTS", default=[])]
)
# An address to click on, which the wildcard is not.
_SHOWN_HOST = "localhost" if HOST in {"0.0.0.0", "::"} else HOST
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default=f"http://{_SHOWN_HOST}:{PORT}")

globals().update(connections.email(env.str("EMAIL_URL", default="console://")))

SERVE_MEDIA = env.bool("MOOTHALL_SERVE_MEDIA", default=True)
# Style sheets are served from where they lie, so there is nothing to collect first.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
