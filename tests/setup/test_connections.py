"""Addresses of engines: what they become, and the one sentence a wrong one gets."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from cms.settings import connections


@pytest.fixture
def installed(monkeypatch):
    """Packages that are said to be installed, in the versions given."""

    def pretend(**versions):
        def version(package):
            try:
                return versions[package.replace("-", "_")]
            except KeyError:
                raise PackageNotFoundError(package) from None

        monkeypatch.setattr(connections, "version", version)

    return pretend


GUARDED = Path("/srv/moothall/guarded")


@pytest.mark.parametrize(
    ("url", "media", "folder"),
    [
        ("", "file://", "/srv/moothall/guarded"),
        ("", "file:///srv/media", "/srv/moothall/guarded"),
        ("file://", "file:///srv/media", "/srv/moothall/guarded"),
        ("file:///srv/secret", "file:///srv/media", "/srv/secret"),
    ],
)
def test_guarded_files_never_lie_among_the_uploads(url, media, folder):
    setting = connections.guarded_storage(url, media, GUARDED)
    assert setting["OPTIONS"] == {"location": folder}


def test_guarded_files_of_a_bucket_have_a_private_folder(installed):
    installed(django_storages="1.14.6", boto3="1.40")
    bucket = "s3://key:secret@s3.example/uploads"
    options = connections.guarded_storage("", bucket, GUARDED)["OPTIONS"]
    assert (options["bucket_name"], options["location"]) == ("uploads", "guarded")
    assert (options["default_acl"], options["querystring_auth"]) == ("private", True)
    other = connections.guarded_storage("s3://key:secret@s3.example/secret", "file://", GUARDED)["OPTIONS"]
    assert other["bucket_name"] == "secret"
    with pytest.raises(ImproperlyConfigured, match="GUARDED_STORAGE_URL begins with ftp://"):
        connections.guarded_storage("ftp://host/a", "file://", GUARDED)


def test_sqlite_waits_for_other_writers_and_never_blocks_readers():
    setting = connections.database("sqlite:////srv/moothall/db.sqlite3")
    assert setting["NAME"] == "/srv/moothall/db.sqlite3"
    assert setting["OPTIONS"] == {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }


@pytest.mark.parametrize("url", ["sqlite://", "sqlite://:memory:", "sqlite:///:memory:"])
def test_sqlite_may_be_in_memory(url):
    assert connections.database(url)["NAME"] == ":memory:"


def test_postgres_takes_every_part_of_its_address():
    setting = connections.database("postgres://me%40here:p%2Fw@db.example:6543/moot?sslmode=require")
    assert setting["ENGINE"] == "django.db.backends.postgresql"
    assert (setting["USER"], setting["PASSWORD"]) == ("me@here", "p/w")
    assert (setting["HOST"], setting["PORT"], setting["NAME"]) == ("db.example", "6543", "moot")
    assert setting["OPTIONS"] == {"sslmode": "require"}
    assert setting["CONN_HEALTH_CHECKS"] is True


def test_postgres_can_be_reached_by_socket():
    setting = connections.database("postgres:///moot?host=/run/postgresql")
    assert setting["HOST"] == "/run/postgresql"
    assert setting["OPTIONS"] == {}


def test_a_pooled_connection_is_not_kept_by_the_thread_as_well():
    setting = connections.database("postgres://host/moot?pool=1")
    assert setting["OPTIONS"]["pool"] is True
    assert setting["CONN_MAX_AGE"] == 0


def test_the_cache_can_be_shared_by_redis(installed):
    installed(redis="8.1.0")
    setting = connections.cache("rediss://:secret@cache.example:6380/1")
    assert setting["BACKEND"].endswith("RedisCache")
    assert setting["LOCATION"] == "rediss://:secret@cache.example:6380/1"


@pytest.mark.parametrize(("package", "major"), [("8.19.0", 8), ("9.5.1", 9)])
def test_the_search_backend_is_that_of_the_installed_client(installed, package, major):
    installed(elasticsearch=package)
    setting = connections.search("elasticsearch+https://me:p%40ss@search.example/prefix?index=west")
    assert setting["BACKEND"] == f"wagtail.search.backends.elasticsearch{major}"
    assert setting["HOSTS"] == [
        {"host": "search.example", "port": 443, "scheme": "https", "path_prefix": "/prefix"}
    ]
    assert setting["OPTIONS"] == {"basic_auth": ("me", "p@ss")}
    assert setting["INDEX_PREFIX"] == "west_"


def test_opensearch_can_be_used_without_tls_or_password(installed):
    installed(opensearch_py="3.2.0")
    setting = connections.search("opensearch+http://localhost:9200")
    assert setting["BACKEND"] == "wagtail.search.backends.opensearch3"
    assert setting["HOSTS"][0]["use_ssl"] is False
    assert setting["HOSTS"][0]["http_auth"] is None


def test_the_database_searches_by_default_and_may_know_a_language():
    assert connections.search("database://") == {"BACKEND": "wagtail.search.backends.database"}
    assert connections.search("database://?language=english")["SEARCH_CONFIG"] == "english"


def test_uploads_can_live_in_a_bucket(installed):
    installed(django_storages="1.14.6", boto3="1.40")
    setting = connections.media_storage("s3://key:se%2Fcret@s3.example/uploads?region=eu-west-2")
    assert setting["BACKEND"] == "storages.backends.s3.S3Storage"
    options = setting["OPTIONS"]
    assert (options["access_key"], options["secret_key"]) == ("key", "se/cret")
    assert (options["bucket_name"], options["region_name"]) == ("uploads", "eu-west-2")
    assert options["endpoint_url"] == "https://s3.example"
    assert options["file_overwrite"] is False


def test_a_bucket_without_a_key_uses_the_machines_own_role(installed):
    installed(django_storages="1.14.6", boto3="1.40")
    options = connections.media_storage("s3+http://localhost:9000/uploads")["OPTIONS"]
    assert "access_key" not in options
    assert options["endpoint_url"] == "http://localhost:9000"


def test_uploads_can_live_in_another_folder():
    setting = connections.media_storage("file:///srv/my%20uploads")
    assert setting["OPTIONS"] == {"location": "/srv/my uploads"}
    assert connections.media_storage("file://")["OPTIONS"] == {}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtp+ssl://mail.example", 465, False, True),
        ("smtp+tls://mail.example:2525", 2525, True, False),
    ],
)
def test_mail_is_sent_in_the_way_its_address_says(url, port, tls, ssl):
    setting = connections.email(url)
    assert setting["EMAIL_HOST"] == "mail.example"
    assert (setting["EMAIL_PORT"], setting["EMAIL_USE_TLS"], setting["EMAIL_USE_SSL"]) == (port, tls, ssl)


def test_mail_can_be_kept_instead_of_sent():
    assert connections.email("file:///srv/mail")["EMAIL_FILE_PATH"] == "/srv/mail"
    assert connections.email("memory://")["EMAIL_BACKEND"].endswith("locmem.EmailBackend")


@pytest.mark.parametrize(
    ("reader", "url", "sentence"),
    [
        ("database", "mysql://host/name", "DATABASE_URL begins with mysql://, which is not supported"),
        ("database", "postgres://host", "must end in the name of one database"),
        ("database", "postgres://host/a/b", "must end in the name of one database"),
        ("database", "postgres://host:99999/name", "port"),
        ("database", "sqlite://db.sqlite3", "three slashes"),
        ("database", "", "begins with a word and ://"),
        ("cache", "memcached://host", "CACHE_URL begins with memcached://"),
        ("cache", "redis://", "names no server"),
        ("cache", "redis://host:port/0", "port"),
        ("search", "elasticsearch://host", "SEARCH_URL begins with elasticsearch://"),
        ("search", "solr+http://host", "SEARCH_URL begins with solr+http://"),
        ("search", "opensearch+https://", "names no server"),
        ("media_storage", "ftp://host/folder", "MEDIA_STORAGE_URL begins with ftp://"),
        ("media_storage", "s3://key:secret@host", "must name one bucket"),
        ("media_storage", "file://media", "three slashes"),
        ("email", "mailto://me", "EMAIL_URL begins with mailto://"),
        ("email", "smtp://", "names no server"),
        ("email", "file://", "three slashes"),
        ("email", "smtp://[host", "not a valid address"),
    ],
)
def test_a_wrong_address_gets_one_sentence(reader, url, sentence):
    with pytest.raises(ImproperlyConfigured) as caught:
        getattr(connections, reader)(url)
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("reader", "url", "package"),
    [
        ("cache", "redis://host", "redis"),
        ("search", "elasticsearch+https://host", "elasticsearch"),
        ("search", "opensearch+https://host", "opensearch-py"),
        ("media_storage", "s3://host/bucket", "django-storages"),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(installed, reader, url, package):
    installed()
    with pytest.raises(ImproperlyConfigured) as caught:
        getattr(connections, reader)(url)
    assert f"needs the package {package}, which is not installed: run pip install" in str(caught.value)


def test_a_client_we_cannot_speak_through_is_refused(installed):
    installed(elasticsearch="7.17.0")
    with pytest.raises(ImproperlyConfigured, match="version 8 or 9, but version 7"):
        connections.search("elasticsearch+https://host")


READERS = ["database", "cache", "search", "media_storage", "email"]


@pytest.mark.parametrize("reader", READERS)
@given(
    rest=st.text(max_size=40),
    scheme=st.sampled_from(["", "x://", "s3://", "redis://", "smtp://", "postgres://"]),
)
def test_any_text_is_read_or_refused_and_no_secret_is_repeated(reader, scheme, rest):
    try:
        assert isinstance(getattr(connections, reader)(scheme + "me:hunter2@" + rest), dict)
    except ImproperlyConfigured as refusal:
        assert "hunter2" not in str(refusal)
