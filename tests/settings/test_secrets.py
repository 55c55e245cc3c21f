"""A trial makes its own secret and keeps it, and shows no traceback to strangers unless its owner asks."""

import os
import subprocess
import sys
import threading

from django.conf import settings

from cms.settings.kept_secrets import kept_secret

PRODUCTION = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "www.example.gov.uk",
    "WAGTAILADMIN_BASE_URL": "https://www.example.gov.uk",
}


def said_by(module: str, tmp_path, name: str, **environment) -> str:
    """A setting, as a process of its own reads it."""
    clean = {each: os.environ[each] for each in ("PATH", "HOME", "LANG") if each in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", f"import cms.settings.{module} as s; print(s.{name})"],
        cwd=settings.BASE_DIR,
        env=clean | {"MOOTHALL_VAR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_debugging_is_off_unless_the_owner_of_a_trial_turns_it_on(tmp_path):
    assert said_by("dev", tmp_path, "DEBUG") == "False"
    assert said_by("dev", tmp_path, "DEBUG", MOOTHALL_DEBUG="1") == "True"
    assert said_by("production", tmp_path, "DEBUG", MOOTHALL_DEBUG="1", **PRODUCTION) == "False"


def test_a_trial_keeps_the_secret_it_made_and_no_two_have_the_same(tmp_path):
    first = said_by("dev", tmp_path, "SECRET_KEY")
    assert len(first) >= 50
    assert said_by("dev", tmp_path, "SECRET_KEY") == first
    assert said_by("dev", tmp_path / "other", "SECRET_KEY") != first


def test_two_who_ask_at_once_get_the_same_secret(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getpid", threading.get_ident)
    found: list[str] = []
    file = tmp_path / "secret"
    threads = [threading.Thread(target=lambda: found.append(kept_secret(file))) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert set(found) == {file.read_text()}
