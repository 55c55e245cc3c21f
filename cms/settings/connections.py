"""Turns the address of an engine (database, cache, search, storage, mail) into Django settings.

Pure: an address goes in, a setting or one sentence that says what is wrong comes out. Nothing is opened.
"""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import ParseResult, parse_qsl, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

Setting = dict[str, Any]

SQLITE_OPTIONS: Setting = {
    # Readers never wait for a writer, and a power cut loses at most the last moments, never the file.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    # Take the write lock at the start: two writers then queue instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def database(url: str) -> Setting:
    """Gives DATABASES["default"] for `sqlite:///file`, `sqlite://:memory:` or `postgres://user:password@host/name`."""
    if url in {"sqlite://", "sqlite://:memory:", "sqlite:///:memory:"}:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": dict(SQLITE_OPTIONS)}
    parts = _parse("DATABASE_URL", url)
    if parts.scheme == "sqlite":
        # sqlite:///name is relative to the working directory, sqlite:////name is absolute: the usual reading.
        name = unquote(parts.path[1:])
        if parts.netloc or not name:
            raise _wrong(
                "DATABASE_URL",
                "an SQLite address needs three slashes and a file: sqlite:////srv/moothall/db.sqlite3",
            )
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(SQLITE_OPTIONS)}
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(parts)
    raise _unsupported("DATABASE_URL", parts.scheme, "sqlite or postgres")


def _postgres(parts: ParseResult) -> Setting:
    name = unquote(parts.path[1:])
    if not name or "/" in name:
        raise _wrong(
            "DATABASE_URL", "it must end in the name of one database: postgres://user:password@host/name"
        )
    options: Setting = dict(parse_qsl(parts.query))
    if "pool" in options:
        options["pool"] = options["pool"] in {"1", "true", "yes"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket is a folder: postgres:///name?host=/run/postgresql
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(_port("DATABASE_URL", parts) or ""),
        "OPTIONS": options,
        # A pooled connection is handed back after each request, so it may not be kept by the thread as well.
        "CONN_MAX_AGE": 0 if options.get("pool") else 60,
        "CONN_HEALTH_CHECKS": True,
    }


def cache(url: str) -> Setting:
    """Gives CACHES["default"] for `locmem://`, `dummy://` or `redis://host:6379/0` (`rediss` with TLS)."""
    parts = _parse("CACHE_URL", url)
    if parts.scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "moothall"}
    if parts.scheme == "dummy":
        return {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    if parts.scheme in {"redis", "rediss"}:
        _host("CACHE_URL", parts)
        _port("CACHE_URL", parts)
        _need("CACHE_URL", "redis")
        backend = "django.core.cache.backends.redis.RedisCache"
        return {"BACKEND": backend, "LOCATION": url, "KEY_PREFIX": "moothall"}
    raise _unsupported("CACHE_URL", parts.scheme, "locmem, dummy, redis or rediss")


def search(url: str) -> Setting:
    """Gives WAGTAILSEARCH_BACKENDS["default"] for `database://` or `elasticsearch+https://user:password@host`.

    `opensearch+https://` likewise; http without TLS is `+http`. `?index=name` keeps several sites apart on
    one server. `database://?language=english` is PostgreSQL's text configuration.
    """
    parts = _parse("SEARCH_URL", url)
    query = dict(parse_qsl(parts.query))
    if parts.scheme == "database":
        language = {"SEARCH_CONFIG": query["language"]} if "language" in query else {}
        return {"BACKEND": "wagtail.search.backends.database"} | language
    engine, _, transport = parts.scheme.partition("+")
    if engine not in {"elasticsearch", "opensearch"} or transport not in {"http", "https"}:
        raise _unsupported(
            "SEARCH_URL", parts.scheme, "database, or elasticsearch or opensearch with +https or +http"
        )
    host = _host("SEARCH_URL", parts)
    secure = transport == "https"
    port = _port("SEARCH_URL", parts) or (443 if secure else 80)
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    setting: Setting = {"INDEX_PREFIX": query.get("index", "moothall") + "_", "TIMEOUT": 5, "OPTIONS": {}}
    if engine == "elasticsearch":
        major = _need("SEARCH_URL", "elasticsearch", between=(8, 9))
        setting["BACKEND"] = f"wagtail.search.backends.elasticsearch{major}"
        setting["HOSTS"] = [{"host": host, "port": port, "scheme": transport, "path_prefix": parts.path}]
        if login:
            setting["OPTIONS"]["basic_auth"] = login
    else:
        major = _need("SEARCH_URL", "opensearch-py", between=(2, 3))
        setting["BACKEND"] = f"wagtail.search.backends.opensearch{major}"
        setting["HOSTS"] = [
            {
                "host": host,
                "port": port,
                "url_prefix": parts.path,
                "use_ssl": secure,
                "verify_certs": secure,
                "http_auth": login,
            }
        ]
    return setting


def media_storage(url: str, name: str = "MEDIA_STORAGE_URL") -> Setting:
    """Gives STORAGES["default"] for `file://`, `file:///folder` or `s3://key:secret@host/bucket?region=name`.

    `s3+http` is for a server without TLS on the same machine. Without key and secret the machine's own role
    is used.
    """
    parts = _parse(name, url)
    if parts.scheme == "file":
        if parts.netloc:
            raise _wrong(name, "a folder needs three slashes: file:///srv/moothall/media")
        folder = {"location": unquote(parts.path)} if parts.path else {}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    if parts.scheme not in {"s3", "s3+http"}:
        raise _unsupported(name, parts.scheme, "file, s3 or s3+http")
    host = _host(name, parts)
    port = _port(name, parts)
    bucket = parts.path.strip("/")
    if not bucket or "/" in bucket:
        raise _wrong(name, "it must name one bucket: s3://key:secret@host/bucket?region=eu-west-2")
    _need(name, "django-storages")
    _need(name, "boto3")
    transport = "http" if parts.scheme == "s3+http" else "https"
    query = dict(parse_qsl(parts.query))
    options: Setting = {
        "bucket_name": unquote(bucket),
        "endpoint_url": f"{transport}://{host}" + (f":{port}" if port else ""),
        # A second file of the same name gets a new name: an old address never shows new content.
        "file_overwrite": False,
        # Pictures have one lasting address. Private documents go through Django, which asks who is there.
        "querystring_auth": False,
    }
    if parts.username:
        options |= {"access_key": unquote(parts.username), "secret_key": unquote(parts.password or "")}
    if "region" in query:
        options["region_name"] = query["region"]
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def guarded_storage(url: str, media_url: str, folder: Path) -> Setting:
    """Gives STORAGES["guarded"]: the place that is named, else one beside the media.

    Beside the media is this folder, or for S3 the folder `guarded/` of the bucket.
    """
    setting = media_storage(url, "GUARDED_STORAGE_URL") if url else media_storage(media_url)
    if setting["BACKEND"].endswith("S3Storage"):
        setting["OPTIONS"] |= {"location": "guarded", "default_acl": "private", "querystring_auth": True}
    elif not url or not setting["OPTIONS"]:
        setting["OPTIONS"] = {"location": str(folder)}
    return setting


def email(url: str) -> Setting:
    """Gives the EMAIL_ settings for `smtp://user:password@host:587`, or console, file, memory or dummy.

    `smtp+tls` begins in the open and switches to TLS (port 587); `smtp+ssl` is TLS from the start (port 465).
    """
    parts = _parse("EMAIL_URL", url)
    backends = "django.core.mail.backends."
    if parts.scheme in {"console", "dummy"}:
        return {"EMAIL_BACKEND": f"{backends}{parts.scheme}.EmailBackend"}
    if parts.scheme == "memory":
        return {"EMAIL_BACKEND": f"{backends}locmem.EmailBackend"}
    if parts.scheme == "file":
        if parts.netloc or not parts.path.strip("/"):
            raise _wrong("EMAIL_URL", "a folder needs three slashes: file:///srv/moothall/mail")
        return {"EMAIL_BACKEND": f"{backends}filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme not in {"smtp", "smtp+tls", "smtp+ssl"}:
        known = "smtp, smtp+tls, smtp+ssl, console, file, memory or dummy"
        raise _unsupported("EMAIL_URL", parts.scheme, known)
    standard_port = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}[parts.scheme]
    return {
        "EMAIL_BACKEND": f"{backends}smtp.EmailBackend",
        "EMAIL_HOST": _host("EMAIL_URL", parts),
        "EMAIL_PORT": _port("EMAIL_URL", parts) or standard_port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
        # A mail server that does not answer must not hold a worker for ever.
        "EMAIL_TIMEOUT": 20,
    }


def _parse(name: str, url: str) -> ParseResult:
    try:
        parts = urlparse(url.strip())
    except ValueError as error:
        raise _wrong(name, "it is not a valid address") from error
    if "://" not in url:
        raise _wrong(name, "an address begins with a word and ://, for example " + _EXAMPLES[name])
    return parts


def _host(name: str, parts: ParseResult) -> str:
    if not parts.hostname:
        raise _wrong(name, "it names no server, for example " + _EXAMPLES[name])
    return parts.hostname


def _port(name: str, parts: ParseResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise _wrong(name, "the port after the server's name must be a number from 0 to 65535") from error


def _need(name: str, package: str, between: tuple[int, int] | None = None) -> int:
    """Returns the installed major version, held inside the versions we know how to speak to."""
    try:
        major = int(version(package).partition(".")[0])
    except PackageNotFoundError as error:
        raise ImproperlyConfigured(
            f"{name} needs the package {package}, which is not installed: run pip install {_EXTRAS[package]}."
        ) from error
    if between and not between[0] <= major <= between[1]:
        raise ImproperlyConfigured(
            f"{name} needs the package {package} in version {between[0]} or {between[1]}, "
            f"but version {major} is installed."
        )
    return major


# The passwords in an address are secrets, so no message ever repeats the address.
def _wrong(name: str, sentence: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} cannot be read: {sentence}.")


def _unsupported(name: str, scheme: str, known: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} begins with {scheme}://, which is not supported: use {known}.")


_EXAMPLES = {
    "DATABASE_URL": "postgres://user:password@host/name",
    "CACHE_URL": "redis://host:6379/0",
    "SEARCH_URL": "elasticsearch+https://user:password@host:9200",
    "MEDIA_STORAGE_URL": "s3://key:secret@host/bucket?region=eu-west-2",
    "EMAIL_URL": "smtp+tls://user:password@host:587",
}

_EXTRAS = {
    "redis": '"redis>=5,<9"',
    "elasticsearch": '"elasticsearch>=9.4,<10"',
    "opensearch-py": '"opensearch-py>=3.2,<4"',
    "django-storages": '"django-storages[s3]>=1.14.6"',
    "boto3": '"django-storages[s3]>=1.14.6"',
}
