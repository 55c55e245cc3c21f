"""Other processes that work on a database like the one of a test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def beside(tmp_path, django_db_setup, django_db_blocker):
    """The address of a database like this one, that other processes may open too."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            file = tmp_path / "beside.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(file)])
            yield f"sqlite:///{file}"
            return
        held = connection.settings_dict
        name = f"{held['NAME']}_beside"
        quoted, template = connection.ops.quote_name(name), connection.ops.quote_name(held["NAME"])
        connection.close()  # nobody may be in a database while it is copied
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE {template}")
        login = held["USER"] + (f":{held['PASSWORD']}" if held["PASSWORD"] else "")
        port = f":{held['PORT']}" if held["PORT"] else ""
        yield f"postgres://{login}@localhost{port}/{name}?host={held['HOST'] or 'localhost'}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted}")


def run(address: str, *command: str, **environment: str) -> subprocess.Popen:
    """Starts Python with these arguments, on the database with this address."""
    named = {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": address}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | named | environment,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process: subprocess.Popen) -> str:
    """What a process said, once it has come to a good end."""
    words, _none = process.communicate(timeout=300)
    assert process.returncode == 0, words
    return words
