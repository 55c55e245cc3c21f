"""The command that makes the first account."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_the_first_account_may_do_everything(monkeypatch):
    monkeypatch.setenv("MOOTHALL_EDITOR_PASSWORD", "a long enough one")
    call_command("make_editor", verbosity=0)
    admin = get_user_model().objects.get(username="admin")
    assert admin.is_superuser
    assert admin.check_password("a long enough one")


def test_an_account_that_exists_keeps_its_password(monkeypatch):
    get_user_model().objects.create_superuser("admin", password="chosen by its owner")
    monkeypatch.setenv("MOOTHALL_EDITOR_PASSWORD", "a long enough one")
    call_command("make_editor", verbosity=0)
    assert get_user_model().objects.get().check_password("chosen by its owner")


@pytest.mark.parametrize("password", ["", "too short"])
def test_no_account_is_made_with_a_weak_password(monkeypatch, password):
    monkeypatch.setenv("MOOTHALL_EDITOR_PASSWORD", password)
    with pytest.raises(CommandError):
        call_command("make_editor", verbosity=0)
    assert not get_user_model().objects.exists()
