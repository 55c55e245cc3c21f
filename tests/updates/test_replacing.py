"""REPLACE deletes what is in its way, and asks no trigger for deletions: the one for insertions stops it."""

import pytest
from django.db import IntegrityError, connection, transaction

from cms.updates.models import PageUpdate
from cms.updates.statuses import SAID_ONCE, Kind
from tests import factories

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite has REPLACE.")
COLUMNS = [field.column for field in PageUpdate._meta.local_concrete_fields]


def replace(entry, **values):
    """Put a copy of the entry, with other values, in the place of whatever is in its way."""
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    copied = ", ".join(values.get(name, f'"{name}"') for name in COLUMNS)
    connection.cursor().execute(
        f"INSERT OR REPLACE INTO updates_pageupdate ({columns})"
        f" SELECT {copied} FROM updates_pageupdate WHERE id = {entry.pk}"
    )


def test_what_may_be_said_once_only_is_not_replaced(site):
    factories.recommendation()
    entry = PageUpdate.objects.get()
    assert entry.kind in SAID_ONCE
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        replace(entry, id="id + 1000", number="number + 1000", sentence="'Else'")
    assert PageUpdate.objects.get() == entry


def test_what_may_be_said_twice_is_not_in_the_way(site):
    entry = factories.update(kind=Kind.DELIVERY)
    replace(entry, id="id + 1000", number="number + 1000", sentence="'Else'")
    assert PageUpdate.objects.filter(subject=entry.subject, kind=Kind.DELIVERY).count() == 2
