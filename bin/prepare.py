"""Brings the database up to date, and does only what has not been done."""

import gc
import os
import traceback
from typing import Any, TextIO


class CannotPrepare(Exception):
    """A step went wrong; the sentence inside says which, and why when it was told in words for people."""


class Dots:
    """A stream that writes to the log and shows a dot for every so many lines."""

    def __init__(self, log: TextIO, every: int) -> None:
        self.log, self.every, self.lines = log, every, 0

    def write(self, text: str) -> int:
        for _ in range(text.count("\n")):
            self.lines += 1
            if self.lines % self.every == 0:
                print(".", end="", flush=True)
        return self.log.write(text)

    def flush(self) -> None:
        self.log.flush()


class Preparation:
    """The steps, in order. `now` is what a failure's sentence begins with."""

    def __init__(self, log: TextIO) -> None:
        self.log = log
        self.now = "The settings could not be read"

    def run(self, empty: bool) -> None:
        import django

        django.setup()
        # What is loaded now stays: looking through it again and again for rubbish is a third of the work of
        # a first migration. The two processes to come can share it, too.
        gc.freeze()
        self.migrate()
        self.now = "The home page could not be made"
        self.quietly("make_site", port=int(os.environ["PORT"]))
        if self.wants_programme(empty):
            self.load()
        self.now = "The editor's account could not be made"
        self.make_editor()
        self.now = "The pages' addresses could not be read"
        self.warm()

    def quietly(self, command: str, **options: Any) -> None:
        from django.core.management import call_command

        call_command(command, stdout=self.log, stderr=self.log, **options)

    def migrate(self) -> None:
        from django.core.management import call_command
        from django.db import connection
        from django.db.migrations.executor import MigrationExecutor

        self.now = "The database could not be opened"
        executor = MigrationExecutor(connection)
        self.now = "The database could not be prepared"
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            print("Preparing the database ", end="", flush=True)
            call_command(
                "migrate", interactive=False, no_color=True, stdout=Dots(self.log, 10), stderr=self.log
            )
            print(flush=True)

    def wants_programme(self, empty: bool) -> bool:
        """Whether this start is to load the programme: never into a site that was begun without it."""
        from django.conf import settings

        begun_empty = settings.VAR_DIR / "begun_empty"
        if empty and not (settings.VAR_DIR / "programme_loaded").exists():
            begun_empty.touch()
        if not empty and begun_empty.exists():
            print(
                "This site was begun with --empty, so the programme is not loaded into it.\n"
                "If you want it after all: .venv/bin/python manage.py load_programme",
                flush=True,
            )
        return not empty and not begun_empty.exists()

    def load(self) -> None:
        from django.apps import apps
        from django.conf import settings
        from django.core.management import call_command

        # The note says that a load came to its end; the row, that it was into this database.
        note = settings.VAR_DIR / "programme_loaded"
        if note.exists() and apps.get_model("assemblies", "ProgrammePage").objects.exists():
            return
        self.now = "The programme could not be loaded"
        print("Loading the programme", flush=True)
        call_command("load_programme", stderr=self.log)
        self.now = "The search index could not be built"
        print("Building the search index ", end="", flush=True)
        call_command("update_index", stdout=Dots(self.log, 10), stderr=self.log)
        print(flush=True)
        note.touch()

    def make_editor(self) -> None:
        from django.conf import settings
        from django.contrib.auth import get_user_model

        from cms.settings.kept_secrets import kept_secret

        kept = settings.VAR_DIR / "admin_password"
        admin = get_user_model().objects.filter(username="admin").first()
        if admin is None:
            os.environ["MOOTHALL_EDITOR_PASSWORD"] = kept_secret(kept, length=15)
            self.quietly("make_editor", username="admin")
            del os.environ["MOOTHALL_EDITOR_PASSWORD"]
        elif kept.exists() and not admin.check_password(kept.read_text().strip()):
            # The editor has chosen another: a stale secret would only mislead.
            kept.unlink()

    def warm(self) -> None:
        """Reads once what both processes need, and hands them no open connection."""
        from django.db import connections
        from django.urls import get_resolver

        get_resolver().url_patterns  # noqa: B018
        connections.close_all()


def prepare(empty: bool, log: TextIO) -> None:
    """Runs every step, or raises one sentence; the traceback goes to the log."""
    preparation = Preparation(log)
    try:
        preparation.run(empty)
    except Exception as error:
        traceback.print_exc(file=log)
        log.flush()
        try:
            from django.core.exceptions import ImproperlyConfigured
            from django.core.management.base import CommandError
        except ImportError:
            raise CannotPrepare(
                "The packages in .venv are not whole: delete that folder and try again."
            ) from None
        # These two were written for people; any other belongs in the log.
        if isinstance(error, (CommandError, ImproperlyConfigured)):
            raise CannotPrepare(f"{preparation.now}: {error}") from None
        raise CannotPrepare(f"{preparation.now}.") from None
