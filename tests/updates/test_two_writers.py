"""Two processes that write to one chain at the same time: it never forks, and nothing is lost."""

from collections import Counter

import pytest

from tests import factories
from tests.processes import ended, run

EACH = 200

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
