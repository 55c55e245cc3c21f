"""The database itself refuses to edit or delete a row of the record.

Installed after every migration, because SQLite drops them when it makes a table anew. docs/ledger.md says
what they do not stop.
"""

import re

from django.apps import apps
from django.db import connections
from django.db.models import UniqueConstraint

from .append_only import REMOVED, UNCHANGEABLE, AppendOnly
from .facts import Fact

NAME = "record_is_kept"


def kept_models() -> list[type[AppendOnly]]:
    """Every model whose rows are written once."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def install(using: str = "default") -> None:
    """Put the triggers onto every table of the record that is there. Doing it again changes nothing."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in kept_models():
            if model._meta.db_table in tables:
                for statement in statements(model, connection):
                    cursor.execute(statement)


def lift(using: str = "default") -> None:
    """Take the triggers away. For tests that empty the database, and for nobody else."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in found(using):
            of_table = f" ON {connection.ops.quote_name(table)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}{of_table}")


def found(using: str = "default") -> list[tuple[str, str]]:
    """Name and table of every trigger of ours in the database."""
    asked = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
        "postgresql": (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname LIKE %s AND tgenabled IN ('O', 'A')"
        ),
    }
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor], [f"{NAME}%"])
        return [(name, table) for name, table in cursor.fetchall()]


def missing(using: str = "default") -> list[str]:
    """The tables of the record that are there and can be edited, because a trigger is not."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    guarded = [table for _name, table in found(using)]
    each = len(_names(connection.vendor))
    kept = [model._meta.db_table for model in kept_models()]
    return [table for table in kept if table in tables and guarded.count(table) < each]


def statements(model, connection) -> list[str]:
    """The SQL that guards the table of one model."""
    return {"sqlite": _for_sqlite, "postgresql": _for_postgresql}[connection.vendor](model, connection)


def _names(vendor: str) -> tuple[str, ...]:
    return {"sqlite": ("update", "delete", "insert"), "postgresql": ("row", "truncate")}[vendor]


def _removal(model, connection, same: str) -> str:
    """The condition that an edit only takes words away: every fact stays, and words give way to a mark."""
    quote = connection.ops.quote_name

    def is_same(column):
        return f"NEW.{quote(column)} {same} OLD.{quote(column)}"

    is_fact = issubclass(model, Fact)
    texts = {*model.sealed_texts, "note"} if is_fact else set(model.sealed_texts)
    marks = {"removed_on", "removed_because", "salt"}
    conditions = []
    for field in model._meta.local_concrete_fields:
        column = quote(field.column)
        if field.name == "citations":
            conditions.append(f"({is_same(field.column)} OR CAST(NEW.{column} AS text) = '[]')")
        elif field.name == "sentence":
            conditions.append(f"NEW.{column} = '{REMOVED}'")
        elif field.name in texts:
            conditions.append(f"({is_same(field.column)} OR NEW.{column} = '{REMOVED}')")
        elif field.name not in marks:
            conditions.append(is_same(field.column))
    if is_fact:
        # Only where the entry itself says that its words were removed.
        conditions.append(
            "(SELECT removed_because FROM updates_pageupdate"
            f" WHERE id = NEW.{quote(model._meta.get_field('update').column)}) <> ''"
        )
    else:
        conditions.append("OLD.removed_because = '' AND NEW.removed_because <> ''")
    return " AND ".join(conditions)


def _for_sqlite(model, connection) -> list[str]:
    quote, table = connection.ops.quote_name, model._meta.db_table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{UNCHANGEABLE}'); END"
    # REPLACE deletes what is in its way without asking the trigger for deletions.
    taken = f"EXISTS (SELECT 1 FROM {quote(table)} WHERE {_in_the_way(model, connection)})"
    conditions = {
        "update": f" WHEN NOT ({_removal(model, connection, 'IS')})",
        "delete": "",
        "insert": f" WHEN {taken}",
    }
    made = []
    for event, condition in conditions.items():
        name = quote(f"{NAME}_{event}_{table}")
        made.append(f"DROP TRIGGER IF EXISTS {name}")
        made.append(
            f"CREATE TRIGGER {name} BEFORE {event.upper()} ON {quote(table)} FOR EACH ROW{condition} {refuse}"
        )
    return made


def _in_the_way(model, connection) -> str:
    """The condition that a row has what only one row may have."""
    quote = connection.ops.quote_name
    rules = [([field.name], "") for field in model._meta.local_concrete_fields if field.unique]
    rules += [
        (rule.fields, _on_both(rule._get_condition_sql(model, connection.schema_editor())))
        for rule in model._meta.constraints
        if isinstance(rule, UniqueConstraint)
    ]
    return " OR ".join(
        " AND ".join(
            f"{quote(column)} = NEW.{quote(column)}"
            for column in (model._meta.get_field(name).column for name in names)
        )
        + condition
        for names, condition in rules
    )


def _on_both(condition: str | None) -> str:
    """That a rule with a condition holds for the row that is there and for the one that comes."""
    if condition is None:
        return ""
    coming = re.sub(r'"\w+"', lambda column: f"NEW.{column[0]}", condition)
    return f" AND ({condition}) AND ({coming})"


def _for_postgresql(model, connection) -> list[str]:
    quote, table = connection.ops.quote_name, model._meta.db_table
    function = quote(f"{NAME}_{table}")
    refuse = f"RAISE EXCEPTION '{UNCHANGEABLE}' USING ERRCODE = 'integrity_constraint_violation';"
    made = [
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP = 'UPDATE' THEN"
        f" IF {_removal(model, connection, 'IS NOT DISTINCT FROM')} THEN RETURN NEW; END IF;"
        f" END IF; {refuse} END $$"
    ]
    for event, when in (("row", "UPDATE OR DELETE"), ("truncate", "TRUNCATE")):
        name = quote(f"{NAME}_{event}")
        each = "ROW" if event == "row" else "STATEMENT"
        made.append(f"DROP TRIGGER IF EXISTS {name} ON {quote(table)}")
        made.append(
            f"CREATE TRIGGER {name} BEFORE {when} ON {quote(table)}"
            f" FOR EACH {each} EXECUTE FUNCTION {function}()"
        )
    return made
