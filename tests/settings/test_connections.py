"""Engines by address: each is switched by one, and a wrong one gets a sentence that repeats no password."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from cms.settings import connections

SQLITE = "django.db.backends.sqlite3"
POSTGRES = "django.db.backends.postgresql"
BACKENDS = "django.core.mail.backends."


@pytest.fixture(autouse=True)
def everything_installed(monkeypatch):
    """As if every optional package were there."""
    versions = {"elasticsearch": "9.5.1", "opensearch-py": "3.2.0"}
    monkeypatch.setattr(connections, "version", lambda package: versions.get(package, "5.0"))


def part(setting: dict, **expected) -> dict:
    """What the setting says about the names we expect something of."""
    return {name: setting.get(name) for name in expected}


DATABASES = [
    ("sqlite://:memory:", {"ENGINE": SQLITE, "NAME": ":memory:"}),
    ("sqlite:///var/db.sqlite3", {"ENGINE": SQLITE, "NAME": "var/db.sqlite3"}),
    ("sqlite:////srv/my%20site/db.sqlite3", {"ENGINE": SQLITE, "NAME": "/srv/my site/db.sqlite3"}),
    (
        "postgres://me:p%40ss%2F@db.example:5433/moothall?sslmode=require",
        {
            **{"ENGINE": POSTGRES, "NAME": "moothall", "USER": "me", "PASSWORD": "p@ss/"},
            **{"HOST": "db.example", "PORT": "5433", "OPTIONS": {"sslmode": "require"}, "CONN_MAX_AGE": 60},
        },
    ),
    ("postgresql://me@db/moothall", {"ENGINE": POSTGRES, "PASSWORD": "", "HOST": "db", "PORT": ""}),
    ("postgres://me@/moothall?host=/run/postgresql", {"HOST": "/run/postgresql", "OPTIONS": {}}),
    ("postgres://me@[::1]/moothall", {"HOST": "::1"}),
    ("postgres://me@db/moothall?pool=1", {"OPTIONS": {"pool": True}, "CONN_MAX_AGE": 0}),
    ("postgres://me@db/moothall?pool=no", {"OPTIONS": {"pool": False}, "CONN_MAX_AGE": 60}),
]
CACHES = [
    ("locmem://", {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}),
    ("dummy://", {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}),
    (
        "redis://:secret@cache:6379/0",
        {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://:secret@cache:6379/0",
        },
    ),
    ("rediss://cache/1", {"KEY_PREFIX": "moothall", "LOCATION": "rediss://cache/1"}),
]
SEARCHES = [
    ("database://", {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": None}),
    ("database://?language=english", {"SEARCH_CONFIG": "english"}),
    (
        "elasticsearch+https://me:p%40ss@search.example/below?index=town",
        {
            "BACKEND": "wagtail.search.backends.elasticsearch9",
            "HOSTS": [{"host": "search.example", "port": 443, "scheme": "https", "path_prefix": "/below"}],
            "INDEX_PREFIX": "town_",
            "OPTIONS": {"basic_auth": ("me", "p@ss")},
        },
    ),
    (
        "opensearch+http://search:9200",
        {
            "BACKEND": "wagtail.search.backends.opensearch3",
            "HOSTS": [
                {
                    **{"host": "search", "port": 9200, "url_prefix": "", "use_ssl": False},
                    **{"verify_certs": False, "http_auth": None},
                }
            ],
        },
    ),
]
STORAGES = [
    ("file://", {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {}}),
    ("file:///srv/media", {"OPTIONS": {"location": "/srv/media"}}),
    (
        "s3://key:s%2Fcret@s3.example/bucket?region=eu-west-2",
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                **{"bucket_name": "bucket", "endpoint_url": "https://s3.example", "file_overwrite": False},
                **{"querystring_auth": False, "access_key": "key", "secret_key": "s/cret"},
                "region_name": "eu-west-2",
            },
        },
    ),
    (
        "s3+http://127.0.0.1:9000/bucket",
        {
            "OPTIONS": {
                **{"bucket_name": "bucket", "endpoint_url": "http://127.0.0.1:9000"},
                **{"file_overwrite": False, "querystring_auth": False},
            }
        },
    ),
]
MAILS = [
    ("console://", {"EMAIL_BACKEND": f"{BACKENDS}console.EmailBackend"}),
    ("memory://", {"EMAIL_BACKEND": f"{BACKENDS}locmem.EmailBackend"}),
    ("dummy://", {"EMAIL_BACKEND": f"{BACKENDS}dummy.EmailBackend"}),
    (
        "file:///srv/mail",
        {"EMAIL_BACKEND": f"{BACKENDS}filebased.EmailBackend", "EMAIL_FILE_PATH": "/srv/mail"},
    ),
    (
        "smtp://localhost",
        {"EMAIL_PORT": 25, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False, "EMAIL_TIMEOUT": 20},
    ),
    (
        "smtp+tls://me%40example.org:p%3Ass@mail.example",
        {
            **{
                "EMAIL_HOST": "mail.example",
                "EMAIL_PORT": 587,
                "EMAIL_USE_TLS": True,
                "EMAIL_USE_SSL": False,
            },
            **{"EMAIL_HOST_USER": "me@example.org", "EMAIL_HOST_PASSWORD": "p:ss"},
        },
    ),
    ("smtp+ssl://mail.example:2465", {"EMAIL_PORT": 2465, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True}),
]
GOOD = [
    *((connections.database, *row) for row in DATABASES),
    *((connections.cache, *row) for row in CACHES),
    *((connections.search, *row) for row in SEARCHES),
    *((connections.media_storage, *row) for row in STORAGES),
    *((connections.email, *row) for row in MAILS),
]


@pytest.mark.parametrize(("read", "url", "expected"), GOOD, ids=[row[1] for row in GOOD])
def test_an_address_becomes_a_setting(read, url, expected):
    assert part(read(url), **expected) == expected


SECRET = "hunter2"
BAD = [
    (connections.database, "DATABASE_URL", ["", "moothall", "mysql://a:hunter2@b/c", "sqlite://db.sqlite3"]),
    (connections.database, "DATABASE_URL", ["postgres://a:hunter2@b", "postgres://a:hunter2@b/c/d"]),
    (
        connections.database,
        "DATABASE_URL",
        ["postgres://a:hunter2@b:port/c", "postgres://a:hunter2@b:99999/c"],
    ),
    (connections.database, "DATABASE_URL", ["postgres://a:hunter2@[::1/c"]),
    (
        connections.cache,
        "CACHE_URL",
        ["redis", "redis://", "memcached://:hunter2@a", "redis://:hunter2@a:x/0"],
    ),
    (
        connections.search,
        "SEARCH_URL",
        ["elasticsearch://a:hunter2@b", "elasticsearch+https://", "solr+http://a"],
    ),
    (
        connections.search,
        "SEARCH_URL",
        ["opensearch+ftp://a:hunter2@b", "elasticsearch+http://a:hunter2@b:x"],
    ),
    (
        connections.media_storage,
        "MEDIA_STORAGE_URL",
        ["file://srv/media", "s3://key:hunter2@host", "gs://a/b"],
    ),
    (connections.media_storage, "MEDIA_STORAGE_URL", ["s3://key:hunter2@host/a/b", "s3:///bucket", "media"]),
    (
        connections.email,
        "EMAIL_URL",
        ["smtp://", "pop3://a:hunter2@b", "file://mail", "file:///", "smtp://a:x"],
    ),
]
WRONG = [(read, name, url) for read, name, urls in BAD for url in urls]


@pytest.mark.parametrize(("read", "name", "url"), WRONG, ids=[row[2] or "empty" for row in WRONG])
def test_a_wrong_address_gets_one_sentence_that_repeats_no_password(read, name, url):
    with pytest.raises(ImproperlyConfigured) as caught:
        read(url)
    sentence = str(caught.value)
    assert sentence.startswith(name)
    assert sentence.endswith((".", "`", "/name.", "seconds.")) or "for example" in sentence
    assert SECRET not in sentence
    assert "\n" not in sentence


@given(st.text(max_size=60) | st.from_regex(r"[a-z+]{1,12}://\S{0,40}", fullmatch=True))
def test_no_address_whatever_does_anything_but_be_read_or_refused(url):
    everything = (
        *(connections.database, connections.cache, connections.search),
        *(connections.media_storage, connections.email),
    )
    for read in everything:
        try:
            assert isinstance(read(url), dict)
        except ImproperlyConfigured as refusal:
            assert (
                "cannot be read" in str(refusal) or "not supported" in str(refusal) or "needs" in str(refusal)
            )


@pytest.mark.parametrize(
    ("read", "url", "package"),
    [
        (connections.cache, "redis://cache", "redis"),
        (connections.search, "elasticsearch+https://search", "elasticsearch"),
        (connections.search, "opensearch+https://search", "opensearch-py"),
        (connections.media_storage, "s3://host/bucket", "django-storages"),
    ],
)
def test_an_engine_whose_package_is_missing_says_how_to_get_it(read, url, package, monkeypatch):
    def missing(name):
        raise connections.PackageNotFoundError(name)

    monkeypatch.setattr(connections, "version", missing)
    with pytest.raises(ImproperlyConfigured, match=f"{package}.*pip install"):
        read(url)


def test_a_package_too_new_or_too_old_for_us_is_refused(monkeypatch):
    monkeypatch.setattr(connections, "version", lambda package: "7.17")
    with pytest.raises(ImproperlyConfigured, match="version 8 or 9, but version 7"):
        connections.search("elasticsearch+https://search")


def test_sqlite_lets_readers_read_while_somebody_writes():
    options = connections.database("sqlite:///db")["OPTIONS"]
    assert "journal_mode=WAL" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"
    connections.database("sqlite:///db")["OPTIONS"]["timeout"] = 0
    assert connections.database("sqlite:///db")["OPTIONS"]["timeout"] == 20
