"""The real programme in the test database: loaded once, put there for each module that asks for it.

A conftest takes the fixture with `from tests.demo.loaded_programme import programme`. When a module
is done with it the database is empty again, so modules may run in any order.
"""

import dataclasses

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from wagtail.models import Site

from cms.assemblies.models import ProgrammePage
from cms.demo.loading.loading import load
from cms.demo.validation import read_data

unread: set[tuple[str, str]] = set()
"""File and key of everything in the data that the loader did not look at."""

_kept: dict[str, tuple[list[str], list[tuple]]] = {}


@pytest.fixture(scope="module")
def programme(django_db_setup, django_db_blocker):
    """The page of the programme, with everything below it."""
    with django_db_blocker.unblock():
        if not _kept:
            _kept.update(_rows_after_a_load())
        with transaction.atomic():
            _put(_kept)
            cache.clear()
            Site.clear_site_root_paths_cache()
            yield ProgrammePage.objects.get()
            transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()


def _rows_after_a_load():
    with transaction.atomic():
        data, look = watched(read_data())
        load(data)
        unread.update(look())
        rows = {table: _rows(table) for table in _tables()}
        transaction.set_rollback(True)
    return rows


class Watched(dict):
    """A record of the data that remembers which of its keys were read."""

    def __init__(self, record, place, seen):
        super().__init__({key: _watch(value, (*place, key), seen) for key, value in record.items()})
        self.place, self.seen = place, seen

    def __getitem__(self, key):
        self.seen.add((*self.place, key))
        return super().__getitem__(key)

    def get(self, key, default=None):
        self.seen.add((*self.place, key))
        return super().get(key, default)


def _watch(value, place, seen):
    if isinstance(value, dict):
        return Watched(value, place, seen)
    return [_watch(item, place, seen) for item in value] if isinstance(value, list) else value


def _places(value, place=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ({(*place, key)}, *_places(inner, (*place, key)))
    elif isinstance(value, list):
        for item in value:
            yield from _places(item, place)


def watched(data):
    """The data, watched, and a function that tells what of it has not been read so far."""
    seen = set()
    files = {field.name: getattr(data, field.name) for field in dataclasses.fields(data)}
    del files["folder"]
    everything = set().union(*_places(files))

    def look():
        unseen = everything - seen - {(file,) for file in files}
        # Where a whole record was not read, its keys need not be named one by one.
        return {(place[0], ".".join(place[1:])) for place in unseen if place[:-1] not in unseen}

    return dataclasses.replace(data, **{k: _watch(v, (k,), seen) for k, v in files.items()}), look


def _tables():
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    # SQLite keeps its full-text table in step with the index table by triggers.
    return [name for name in names if not name.endswith("_fts")]


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return [column[0] for column in cursor.description], cursor.fetchall()


def _put(kept):
    """Exchange what is in the tables for these rows. Foreign keys are checked at the end only."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, (columns, rows) in kept.items():
            now = _rows(table)[1]
            if now == rows:
                continue
            if now:
                cursor.execute(f"DELETE FROM {quote(table)}")
            names = ", ".join(quote(column) for column in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
