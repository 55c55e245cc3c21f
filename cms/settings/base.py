"""What every installation shares: the one place that reads the environment. See docs/settings.md."""

from pathlib import Path
from urllib.parse import quote

import environ

from . import connections

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
# The folder for everything that is written: database, uploads, collected static files, secrets of a trial.
VAR_DIR = Path(env.str("MOOTHALL_VAR", default=str(BASE_DIR / "var"))).resolve()

# A trial may turn this on to see tracebacks in the browser. Only the dev settings listen to it.
DEBUG = False

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "home",
    "search",
    "participation",
    "cms.demo",
    "cms.recommendations",
    "cms.events",
    "cms.evidence",
    "cms.publications",
    "cms.selection",
    "cms.assemblies",
    "cms.people",
    "cms.updates",
    "cms.outbox",
    "cms.assets",
    "cms.users",
    "cms.core",
    "wagtail_localize",
    # Takes the place of wagtail.locales: a language can also be kept in step with another.
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.middleware.ZippedTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Not Django's LocaleMiddleware: that one adds Vary: Accept-Language, which splits every cache.
    "cms.core.middleware.LanguageFromPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.core.middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.core.context_processors.furniture",
            ],
        },
    },
]

# The engines: each is embedded by default and switched by one address.
DATABASES = {
    "default": connections.database(
        env.str("DATABASE_URL", default=f"sqlite:///{quote(str(VAR_DIR / 'db.sqlite3'))}")
    ),
}
CACHES = {"default": connections.cache(env.str("CACHE_URL", default="locmem://"))}
WAGTAILSEARCH_BACKENDS = {"default": connections.search(env.str("SEARCH_URL", default="database://"))}
MEDIA_STORAGE_URL = env.str("MEDIA_STORAGE_URL", default="file://")
STORAGES = {
    "default": connections.media_storage(MEDIA_STORAGE_URL),
    # Files that only the site itself hands out, after asking who may have them. No web server looks there.
    "guarded": connections.guarded_storage(
        env.str("GUARDED_STORAGE_URL", default=""), MEDIA_STORAGE_URL, VAR_DIR / "guarded"
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
globals().update(connections.email(env.str("EMAIL_URL", default="smtp://localhost")))
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="moothall@localhost")
SERVER_EMAIL = env.str("SERVER_EMAIL", default=DEFAULT_FROM_EMAIL)

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Let Django hand out uploaded pictures itself. Only for a trial: a web server does it better.
SERVE_MEDIA = env.bool("MOOTHALL_SERVE_MEDIA", default=False)

# English at /, Welsh at /cy/. The language is in the address and nowhere else.
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# An editor's preview is shown in a frame of our own pages, so not DENY.
X_FRAME_OPTIONS = "SAMEORIGIN"
# A long page sends several thousand fields from the editor.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Moothall"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default="http://localhost:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
# The admin asks no other host for anything: no news of releases, no portraits.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# A translation is published by a person, never because its source was.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

WAGTAILIMAGES_IMAGE_MODEL = "assets.CreditedImage"
WAGTAILDOCS_DOCUMENT_MODEL = "assets.CreditedDocument"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "assets.CreditedMedia",
    # What today's browsers play without an add-on.
    "AUDIO_EXTENSIONS": ["m4a", "mp3", "ogg", "wav"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
# Always through Django, wherever the file is kept: it asks whether the reader may have the document.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Kinds of file an editor may attach. A web page or a program is not among them.
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "epub", "ics", "md", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip",
]  # fmt: skip

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "cms.core.logs.WithoutKeys"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Django's own set-up is silent about errors unless DEBUG is on.
    "loggers": {
        "django": {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False},
        # Robots ask for hosts that are not ours all day long. They get their 400, and we keep a readable log.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
