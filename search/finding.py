"""Asks the search index of the database: `find` is the one door, behind which another engine may stand.

Wagtail's own query is not used: on SQLite it asks the index once for every hit, and on PostgreSQL no index
serves it. See docs/adr/0023-how-search-is-asked.md.
"""

from typing import NamedTuple

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from .asking import Asked, for_postgresql, for_sqlite

MOST = 500

ENTRIES = IndexEntry._meta.db_table
WORDS = f"{ENTRIES}_fts"
# The column for completing words, which comes first, holds nothing that is not in body or title as well.
WEIGHTS = "bm25(0.0, 1.0, 1.0)"


class NoIndex(Exception):
    """The index cannot be read: its table is missing, broken, or of a database we do not know."""


class Hit(NamedTuple):
    """A thing that was found, before it is fetched: its kind, its key and, of a page, its tree path."""

    kind: int
    key: int
    path: str


class Allowed(NamedTuple):
    """Things that a reader may find: rows of `key`, `kind` and `place`, and the content types they are of."""

    rows: QuerySet
    kinds: frozenset[int]


def find(asked: Asked, allowed: list[Allowed], most: int = MOST) -> list[Hit]:
    """The hits among what is allowed, best first, and no more than `most` of them, in one statement.

    Those with all the words in their titles come before the others. What is allowed is part of the statement,
    so what nobody may see takes no place of what everybody may.
    """
    if not asked or not allowed:
        return []
    write = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}.get(connection.vendor)
    if write is None:
        raise NoIndex(connection.vendor)
    try:
        with connection.cursor() as cursor:
            cursor.execute(*write(asked, allowed, most))
            return [Hit(kind, int(key), path) for _tier, _rank, kind, key, path in cursor.fetchall()]
    except DatabaseError as reason:
        raise NoIndex(str(reason)) from reason


def is_empty() -> bool:
    """Whether nothing at all has been indexed."""
    return not IndexEntry.objects.exists()


def _joined(allowed: list[Allowed], kind: str, key: str) -> tuple[str, str, list]:
    """Joins an entry to what is allowed: the joins, the place of what was joined or NULL, the parameters."""
    joins, parameters = [], []
    for number, (rows, _kinds) in enumerate(allowed):
        inner, values = rows.query.sql_with_params()
        joins.append(f"LEFT JOIN ({inner}) a{number} ON a{number}.key = {key} AND a{number}.kind = {kind}")
        parameters += values
    places = ", ".join(f"a{number}.place" for number in range(len(allowed)))
    return "\n".join(joins), f"COALESCE({places}, NULL)", parameters


def _kinds(allowed: list[Allowed]) -> list[int]:
    return sorted(set().union(*(kinds for _rows, kinds in allowed)))


def _for_sqlite(asked: Asked, allowed: list[Allowed], most: int) -> tuple[str, list]:
    # FTS5 hands out hits in the order of their rank, so the joins go only as far as the limit needs.
    joins, place, parameters = _joined(allowed, "e.content_type_id", "CAST(e.object_id AS INTEGER)")
    kinds = _kinds(allowed)
    hits = f"""
        SELECT {{tier}} AS tier, w.rank AS rank, e.content_type_id, e.object_id, {place}
        FROM {WORDS} w CROSS JOIN {ENTRIES} e ON e.id = w.rowid {joins}
        WHERE w.{WORDS} MATCH %s AND w.rank MATCH '{WEIGHTS}'
        AND e.content_type_id IN ({", ".join(["%s"] * len(kinds))}) AND {place} IS NOT NULL"""
    statement = f"""
        SELECT * FROM ({hits.format(tier=0)} ORDER BY w.rank LIMIT %s)
        UNION ALL
        SELECT * FROM ({hits.format(tier=1)}
            AND e.id NOT IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s) ORDER BY w.rank LIMIT %s)
        ORDER BY tier, rank LIMIT %s"""
    in_title, anywhere = for_sqlite(asked, "title"), for_sqlite(asked, "title body")
    return statement, [
        *(*parameters, in_title, *kinds, most),
        *(*parameters, anywhere, *kinds, in_title, most),
        most,
    ]


def _for_postgresql(asked: Asked, allowed: list[Allowed], most: int) -> tuple[str, list]:
    # The indexes alone give every hit. Of what is allowed as many are taken as the limit says, and only these
    # are ranked: a rank costs the reading of the whole text.
    config = get_search_backend().config
    configured = "%s::regconfig, " if config else ""
    joins, place, parameters = _joined(allowed, "h.kind", "h.key")
    # Only a key of ours is sure to be a number. In WHERE this would tempt it to take the index over kinds.
    key = "CASE WHEN e.content_type_id = ANY(%s) THEN e.object_id::bigint END"
    hits = f"SELECT e.id, e.content_type_id AS kind, {key} AS key FROM {ENTRIES} e, asked"
    statement = f"""
        WITH asked AS MATERIALIZED (
            SELECT to_tsquery({configured}%s) || plainto_tsquery({configured}%s) AS words
        ), in_title AS MATERIALIZED (
            {hits} WHERE e.title @@ words
        ), anywhere AS MATERIALIZED (
            {hits} WHERE (e.title || e.body) @@ words
        ), best AS MATERIALIZED (
            (SELECT 0 AS tier, h.*, {place} AS place FROM in_title h {joins}
            WHERE {place} IS NOT NULL LIMIT %s)
            UNION ALL
            (SELECT 1 AS tier, h.*, {place} AS place FROM anywhere h {joins}
            WHERE {place} IS NOT NULL AND h.id NOT IN (SELECT id FROM in_title) LIMIT %s)
            LIMIT %s
        )
        SELECT tier, ts_rank(CASE tier WHEN 0 THEN e.title ELSE e.body END, words, 1) AS rank,
        best.kind, best.key, best.place FROM asked, best JOIN {ENTRIES} e ON e.id = best.id
        ORDER BY tier, rank DESC, e.id"""
    # What was typed as a whole finds what its parser keeps whole: addresses, numbers with a point, paths.
    words = [for_postgresql(asked), "" if asked.has_quotes else asked.text]
    configured_words = [value for word in words for value in ([config, word] if config else [word])]
    kinds = _kinds(allowed)
    return statement, [*configured_words, kinds, kinds, *parameters, most, *parameters, most, most]
