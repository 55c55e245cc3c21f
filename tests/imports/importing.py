"""Imports a file of steps from a process of its own, as a second worker would.

Run in the settings of the tests, with DATABASE_URL: python -m tests.imports.importing
It says that it is ready, and begins when it is given a line.
"""

import datetime as dt
import sys

import django

NUMBER = 30
REFERENCES = [f"R{number}" for number in range(NUMBER)]


def bring() -> None:
    """Write what the file says into the record of the last tracker: all of it, or nothing."""
    from django.db import transaction

    from cms.recommendations.imports.running import go_through
    from cms.recommendations.models import TrackerPage
    from cms.recommendations.statuses import SheetKind
    from cms.updates.rights import THE_SITE
    from tests.imports.sheets import DELIVERY, csv_of

    rows = [[name, "Under way", "2021-05-12", "Work has begun.", "", ""] for name in REFERENCES]
    with transaction.atomic():
        go_through(
            csv_of(DELIVERY, *rows),
            SheetKind.DELIVERY,
            TrackerPage.objects.order_by("pk").last(),
            by=THE_SITE,
            today=dt.date(2026, 5, 1),
            is_trial=False,
        )


if __name__ == "__main__":
    django.setup()
    print("ready", flush=True)
    sys.stdin.readline()
    bring()
