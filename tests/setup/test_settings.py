"""The three sets of settings, each read by a process of its own, as a server would."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cms.settings.kept_secrets import kept_secret

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "www.example.gov.uk, example.gov.uk",
    "WAGTAILADMIN_BASE_URL": "https://www.example.gov.uk",
}


def read(name, expression, **environment):
    """Returns what the expression prints with the settings named, or the last line of the failure."""
    done = subprocess.run(
        [sys.executable, "-c", f"from django.conf import settings; print({expression})"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": f"cms.settings.{name}"} | environment,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("missing", GOOD)
def test_production_does_not_start_without(missing):
    environment = {name: value for name, value in GOOD.items() if name != missing}
    assert f"{missing} is not set" in read("production", "settings.DEBUG", **environment)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ALLOWED_HOSTS": "*"}, "may not be *"),
        ({"WAGTAILADMIN_BASE_URL": "http://www.example.gov.uk"}, "must begin with https://"),
    ],
)
def test_production_refuses_what_is_not_safe(wrong, sentence):
    assert sentence in read("production", "settings.DEBUG", **GOOD | wrong)


def test_nothing_unsafe_can_be_switched_on_in_production():
    names = ["DEBUG", "SERVE_MEDIA", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    values = ", ".join(f"settings.{name}" for name in names)
    assert read("production", values, MOOTHALL_DEBUG="1", **GOOD) == "False False True True True"


def test_hosts_are_read_with_or_without_spaces():
    assert read("production", "settings.ALLOWED_HOSTS", **GOOD) == "['www.example.gov.uk', 'example.gov.uk']"


def test_a_proxy_is_believed_only_when_told():
    expression = "settings.SECURE_PROXY_SSL_HEADER"
    assert read("production", expression, **GOOD) == "None"
    assert "X_FORWARDED_PROTO" in read("production", expression, BEHIND_PROXY="1", **GOOD)


def test_a_trial_keeps_its_files_in_one_folder(tmp_path):
    var = tmp_path / "with a space # and %"
    expression = "settings.DATABASES['default']['NAME'], settings.MEDIA_ROOT, sep='\\n'"
    database, media = read("dev", expression, MOOTHALL_VAR=str(var)).splitlines()
    assert database == str(var / "db.sqlite3")
    assert media == str(var / "media")
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600


def test_a_trial_answers_to_its_host_and_to_any_name_when_served_to_all(tmp_path):
    var = {"MOOTHALL_VAR": str(tmp_path)}
    assert "'moot.example'" in read("dev", "settings.ALLOWED_HOSTS", HOST="moot.example", **var)
    assert read("dev", "settings.ALLOWED_HOSTS", HOST="0.0.0.0", **var) == "['*']"
    base = "settings.WAGTAILADMIN_BASE_URL"
    assert read("dev", base, HOST="0.0.0.0", PORT="81", **var) == "http://localhost:81"


def test_a_secret_is_made_once(tmp_path):
    first = kept_secret(tmp_path / "new" / "secret")
    assert len(first) >= 50
    assert kept_secret(tmp_path / "new" / "secret") == first
    assert kept_secret(tmp_path / "other") != first
    assert [each.name for each in (tmp_path / "new").iterdir()] == ["secret"]


def test_every_setting_the_environment_can_change_is_documented():
    documented = (ROOT / "docs" / "settings.md").read_text()
    for file in (ROOT / "cms" / "settings").glob("*.py"):
        for name in re.findall(r'(?:env\.\w+|required)\(\s*"([A-Z_]+)"', file.read_text()):
            assert f"`{name}`" in documented, f"{name} of {file.name} is not in docs/settings.md"
