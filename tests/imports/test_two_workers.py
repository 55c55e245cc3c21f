"""Two workers that import one file at the same time: the second finds what the first wrote."""

import pytest

from tests.imports.importing import NUMBER
from tests.processes import ended, run

MAKE = """
import django; django.setup()
from tests import factories
from tests.imports.importing import REFERENCES
tracker = factories.tracker()
for name in REFERENCES: factories.recommendation(tracker, reference=name)
"""
COUNT = """
import django; django.setup()
from cms.recommendations.models import DeliveryRecord
print(DeliveryRecord.objects.count())
"""


@pytest.mark.slow
def test_one_file_imported_by_two_workers_is_written_once(beside):
    ended(run(beside, "-c", MAKE))
    workers = [run(beside, "-m", "tests.imports.importing") for _each in range(2)]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        ended(worker)
    assert ended(run(beside, "-c", COUNT)).strip() == str(NUMBER)
