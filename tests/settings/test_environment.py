"""Production starts only with what it needs; a trial makes its own secrets and keeps them."""

import os
import stat
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from cms.settings.kept_secrets import kept_secret

GOOD = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "www.example.gov.uk, example.gov.uk",
    "WAGTAILADMIN_BASE_URL": "https://www.example.gov.uk",
}
OURS = {
    *GOOD,
    "DATABASE_URL",
    "CACHE_URL",
    "SEARCH_URL",
    "MEDIA_STORAGE_URL",
    "EMAIL_URL",
    "DJANGO_SETTINGS_MODULE",
}


def started(module: str, tmp_path, code: str = "", **environment):
    """Reads the settings in a process of its own and runs a line with them as `s`."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import cms.settings.{module} as s\n{code}"],
        cwd=settings.BASE_DIR,
        env=clean | {"MOOTHALL_VAR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_production_starts_with_what_it_needs_and_is_safe(tmp_path):
    names = (
        "DEBUG ALLOWED_HOSTS SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS"
    )
    code = f"print(*[getattr(s, name) for name in '{names}'.split()], hasattr(s, 'SECURE_PROXY_SSL_HEADER'))"
    done = started("production", tmp_path, code, **GOOD)
    assert done.returncode == 0, done.stderr
    hosts = ["www.example.gov.uk", "example.gov.uk"]
    assert done.stdout.strip() == f"False {hosts} True True True 31536000 False"


WRONG = [
    *(({name: ""}, name) for name in GOOD),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS may not be"),
    ({"WAGTAILADMIN_BASE_URL": "http://www.example.gov.uk"}, "must begin with https://"),
    ({"DATABASE_URL": "postgres://me:hunter2@db"}, "DATABASE_URL cannot be read"),
    ({"CACHE_URL": "carrier-pigeon://loft"}, "CACHE_URL begins with carrier-pigeon://"),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG, ids=[row[1] for row in WRONG])
def test_production_does_not_start_without_and_says_why(change, sentence, tmp_path):
    done = started("production", tmp_path, **GOOD | change)
    assert done.returncode
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert sentence in last
    assert "hunter2" not in done.stderr


def test_a_header_of_a_proxy_is_believed_only_when_told_so(tmp_path):
    done = started("production", tmp_path, "print(s.SECURE_PROXY_SSL_HEADER)", BEHIND_PROXY="1", **GOOD)
    assert done.stdout.strip() == "('HTTP_X_FORWARDED_PROTO', 'https')"


def test_debugging_is_off_unless_the_owner_of_a_trial_turns_it_on(tmp_path):
    assert started("dev", tmp_path, "print(s.DEBUG)").stdout.strip() == "False"
    assert started("dev", tmp_path, "print(s.DEBUG)", MOOTHALL_DEBUG="1").stdout.strip() == "True"
    assert (
        started("production", tmp_path, "print(s.DEBUG)", MOOTHALL_DEBUG="1", **GOOD).stdout.strip()
        == "False"
    )


def test_a_trial_makes_a_secret_of_its_own_and_keeps_it(tmp_path):
    first = started("dev", tmp_path, "print(s.SECRET_KEY)").stdout.strip()
    assert len(first) >= 50
    assert started("dev", tmp_path, "print(s.SECRET_KEY)").stdout.strip() == first
    assert started("dev", tmp_path / "other", "print(s.SECRET_KEY)").stdout.strip() != first


def test_a_kept_secret_is_for_its_owner_only(tmp_path):
    file = tmp_path / "deep" / "secret"
    secret = kept_secret(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert kept_secret(file) == secret
    assert kept_secret(tmp_path / "other") != secret
    assert [each.name for each in file.parent.iterdir()] == ["secret"]


def test_two_who_ask_at_once_get_the_same_secret(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getpid", threading.get_ident)
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(kept_secret(tmp_path / "s"))) for _each in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
