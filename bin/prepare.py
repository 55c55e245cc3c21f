"""Brings the database up to date, in one process, and does only what has not been done.

Says what it is doing on standard output; details, and the traceback of a failure, go to var/start.log.
"""

import argparse
import os
import sys
import traceback
from pathlib import Path
from typing import Any, TextIO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


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
    """The steps, in order. `now` is what a failure's sentence names."""

    def __init__(self, log: TextIO) -> None:
        self.log = log
        self.now = "The settings could not be read"

    def run(self, empty: bool) -> None:
        import django

        django.setup()
        self.migrate()
        self.now = "The home page could not be made"
        self.quietly("make_site", port=int(os.environ.get("PORT") or 8000))
        if not empty:
            self.load()
        self.now = "The editor's account could not be made"
        self.make_editor()

    def quietly(self, command: str, *arguments: str, **options: Any) -> None:
        from django.core.management import call_command

        call_command(command, *arguments, stdout=self.log, stderr=self.log, **options)

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
        elif kept.exists() and not admin.check_password(kept.read_text().strip()):
            # The editor has chosen another: a stale secret would only mislead.
            kept.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--empty", action="store_true", help="leave the programme out")
    empty = parser.parse_args().empty
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    path = Path(os.environ.get("MOOTHALL_VAR") or "var") / "start.log"
    terminal = os.fdopen(os.dup(2), "w")
    with path.open("a") as log:
        # Warnings and log lines of any library belong in the log as well.
        os.dup2(log.fileno(), 2)
        preparation = Preparation(log)
        try:
            preparation.run(empty)
        except Exception as error:
            traceback.print_exc(file=log)
            from django.core.exceptions import ImproperlyConfigured
            from django.core.management.base import CommandError

            # These two were written for people; any other belongs in the log.
            reason = f": {error}" if isinstance(error, (CommandError, ImproperlyConfigured)) else "."
            print(f"\n{preparation.now}{reason}\nThe details are in {path}.", file=terminal)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
