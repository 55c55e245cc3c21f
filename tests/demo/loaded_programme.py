"""The real programme in the test database: loaded once, put there for each module that asks for it.

A conftest takes the fixture with `from tests.demo.loaded_programme import programme`. When a module
is done with it the database is empty again, so modules may run in any order.
"""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from wagtail.models import Site

from cms.assemblies.models import ProgrammePage
from cms.demo.loading.loading import load
from cms.demo.validation import read_data

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
        load(read_data())
        rows = {table: _rows(table) for table in _tables()}
        transaction.set_rollback(True)
    return rows


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
        from django.apps import apps
        from django.core.management.color import no_style

        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
