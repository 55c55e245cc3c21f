"""Counts what a page asks of the database, and lays many pages below one quickly."""

import re
import uuid
from collections import Counter

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

TEXT = re.compile(r"'(?:[^']|'')*'")
NUMBER = re.compile(r"\b\d+\b|%s|\?")
KIND = re.compile(r"::\w+")
LIST = re.compile(r"\(\s*#(?:\s*,\s*#)*\s*\)")


def shape_of(statement: str) -> str:
    """The statement without its values: two that differ in values only have the same shape."""
    return LIST.sub("(#)", KIND.sub("", NUMBER.sub("#", TEXT.sub("#", statement))))


def asked_by(client, url: str) -> list[str]:
    """What one request for this address asks the database."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code in {200, 404}, (url, answer.status_code)
    return [query["sql"] for query in captured]


def statements_of(client, url: str) -> list[str]:
    """What the second request for this address asks the database, when everything is remembered."""
    client.get(url)
    return asked_by(client, url)


def repeated(statements: list[str]) -> list[str]:
    """The shapes that were asked more than once."""
    return [shape for shape, number in Counter(map(shape_of, statements)).items() if number > 1]


def copies_of(page, number: int) -> list[int]:
    """Lays so many copies of a page beside it: the same but for address and title. Gives their ids.

    Six statements, however many; neither the search index nor anything else that saving does is touched.
    """
    parent = Page.objects.get(pk=page.get_parent().pk)
    first = parent.numchild + 1
    values = {field.attname: getattr(page.page_ptr, field.attname) for field in Page._meta.concrete_fields}
    own = {"id": None, "latest_revision_id": None, "live_revision_id": None, "alias_of_id": None}
    rows = []
    for step in range(first, first + number):
        slug = f"{page.slug}-{step}"
        different = {
            "path": Page._get_path(parent.path, page.depth, step),
            "slug": slug,
            "url_path": f"{parent.url_path}{slug}/",
            "title": f"{page.title} {step}",
            "draft_title": f"{page.title} {step}",
            "translation_key": uuid.uuid4(),
            "numchild": 0,
        }
        rows.append(Page(**values | own | different))
    Page.objects.bulk_create(rows)
    made = Page.objects.filter(path__in=[row.path for row in rows])
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
    _copy_rest(type(page), page.pk, made)
    return list(made.values_list("pk", flat=True))


def _copy_rest(model, original: int, made) -> None:
    """Copies what the page's own table holds to every one of the new pages."""
    quote = connection.ops.quote_name
    link = model._meta.get_field("page_ptr").column
    columns = [field.column for field in model._meta.local_concrete_fields if field.column != link]
    named = ", ".join(quote(column) for column in [link, *columns])
    copied = ", ".join(["p.id", *(f"c.{quote(column)}" for column in columns)])
    table = quote(model._meta.db_table)
    ids, parameters = made.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({named}) SELECT {copied} FROM wagtailcore_page p, {table} c"
            f" WHERE c.{quote(link)} = %s AND p.id IN ({ids})",
            [original, *parameters],
        )
