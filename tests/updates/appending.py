"""Appends entries to the record of one assembly, from a process of its own.

Run in the settings of the tests, with DATABASE_URL: python -m tests.updates.appending NAME NUMBER
It says that it is ready, and begins when it is given a line.
"""

import sys
import time

import django

PAUSE = 0.01


def append(name: str, number: int) -> None:
    """Write so many entries, each in its own transaction and with a pause after it, as officers would."""
    from cms.assemblies.models import AssemblyPage
    from cms.core.partial_dates import PartialDate
    from cms.updates.recording import record_update
    from cms.updates.statuses import Kind

    page = AssemblyPage.objects.get()
    for step in range(number):
        record_update(page, Kind.RESPONSE, happened_on=PartialDate.of(2020), sentence=f"{name} {step}")
        # Without it, whoever has the lock of SQLite has it again before another process wakes up.
        time.sleep(PAUSE)


if __name__ == "__main__":
    django.setup()
    print("ready", flush=True)
    sys.stdin.readline()
    append(sys.argv[1], int(sys.argv[2]))
