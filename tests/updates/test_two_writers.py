"""Two processes that write to one chain at the same time: it never forks, and nothing is lost."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from tests import factories

ROOT = Path(__file__).resolve().parents[2]
EACH = 200


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


def run(address: str, *command: str) -> subprocess.Popen:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": address}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(process: subprocess.Popen) -> str:
    words, _none = process.communicate(timeout=300)
    assert process.returncode == 0, words
    return words


MAKE = "import django; django.setup(); from tests import factories; factories.assembly()"
READ = """
import django; django.setup()
from cms.updates.models import PageUpdate
for entry in PageUpdate.objects.order_by("number"): print(entry.number, entry.sentence)
"""


@pytest.mark.slow
def test_two_processes_at_once_never_fork_a_chain(beside):
    ended(run(beside, "-c", MAKE))
    writers = [run(beside, "-m", "tests.updates.appending", name, str(EACH)) for name in ("A", "B")]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        ended(writer)
    told = ended(run(beside, "manage.py", "verify_ledger"))
    assert f"{2 * EACH} entries hold." in told
    rows = [line.split() for line in ended(run(beside, "-c", READ)).splitlines()]
    assert [int(number) for number, _name, _step in rows] == list(range(1, 2 * EACH + 1))
    assert Counter(name for _number, name, _step in rows) == {"A": EACH, "B": EACH}
    # They really wrote at the same time: one after the other would be one turn.
    turns = sum(first[1] != second[1] for first, second in zip(rows, rows[1:], strict=False))
    assert turns > EACH


def test_a_chain_that_has_no_entry_yet_begins_with_the_first(site):
    assert factories.update(factories.assembly()).number == 1
