"""The first account is made once, with a password that never stands on the command line."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

PASSWORD = "a long enough password"


def made(monkeypatch, password=PASSWORD, **options) -> str:
    monkeypatch.setenv("MOOTHALL_EDITOR_PASSWORD", password)
    out = io.StringIO()
    call_command("make_editor", stdout=out, **options)
    return out.getvalue()


def test_an_administrator_is_made_and_can_sign_in(db, monkeypatch, client):
    assert made(monkeypatch, username="jo", email="jo@example.org") == "The account jo is made.\n"
    person = get_user_model().objects.get(username="jo")
    assert person.is_superuser
    assert person.email == "jo@example.org"
    assert client.login(username="jo", password=PASSWORD)
    assert client.get("/admin/").status_code == 200


def test_an_account_that_is_there_keeps_its_password(db, monkeypatch, client):
    made(monkeypatch, username="jo")
    assert (
        made(monkeypatch, password="another password", username="jo") == "The account jo is there already.\n"
    )
    assert client.login(username="jo", password=PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "elevenchars"])
def test_a_password_that_is_missing_or_short_is_refused(password, db, monkeypatch):
    with pytest.raises(CommandError, match="12 characters or more"):
        made(monkeypatch, password=password)
    assert not get_user_model().objects.exists()


def test_nobody_gets_into_the_admin_without_signing_in(site, reader):
    answer = reader.get("/admin/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/admin/login/")
