"""Runs a command beside a PostgreSQL of its own, which is gone afterwards.

    python bin/postgres.py python -m pytest

The command finds the database in DATABASE_URL. The server listens on a socket in a folder of its own and on
no port, keeps its data there, and writes nothing through to the disk: it is for tests.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
HASTE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off", "listen_addresses="]


class NoServer(Exception):
    """There is no PostgreSQL we can use, and the sentence inside says why."""


def binaries() -> Path:
    """Returns the folder of initdb and pg_ctl: that of the oldest release we support, or a newer one."""
    debian = Path("/usr/lib/postgresql")
    versions = sorted(int(each.name) for each in debian.glob("*") if each.name.isdigit())
    folders = [debian / str(version) / "bin" for version in versions if version >= OLDEST]
    on_path = shutil.which("pg_ctl")
    folders += [Path(on_path).resolve().parent] if on_path else []
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoServer(f"PostgreSQL {OLDEST} or newer is not installed")


def as_server(command: list[str]) -> list[str]:
    """PostgreSQL refuses to be run by root, so root runs it as the account its package made."""
    if os.geteuid() != 0:
        return command
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise NoServer("PostgreSQL may not be run by root, and there is no account named postgres") from None
    return ["runuser", "-u", "postgres", "--", *command]


@contextmanager
def server() -> Iterator[str]:
    """Gives the DATABASE_URL of an empty database."""
    folder = binaries()
    # Not in the checkout: the postgres account often may not look into the folders of root.
    place = Path(tempfile.mkdtemp(prefix="moothall-pg-"))
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
    data = place / "data"

    def run(*command: str) -> None:
        done = subprocess.run(
            as_server([str(folder / command[0]), *command[1:]]),
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise NoServer(f"{command[0]} failed: {done.stdout.strip()}")

    options = " ".join(f"-c {each}" for each in [*HASTE, f"unix_socket_directories={place}"])
    try:
        run(
            "initdb", "-D", str(data), "-U", "moothall", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        run("pg_ctl", "-D", str(data), "-l", str(place / "log"), "-o", options, "-w", "start")
        try:
            yield f"postgres://moothall@/postgres?host={place}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def main() -> int:
    # Told to stop, we still clear up: a server left behind would run for ever.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        with server() as url:
            return subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": url}).returncode
    except NoServer as reason:
        print(f"{reason}.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
