"""Measures every page type of the real programme beside a bare Django view of the same bytes, in one run.

    python bench/pages.py                      on SQLite and on PostgreSQL
    python bench/pages.py sqlite               on one of them
    python bench/pages.py --seconds 10         longer for each address (4 unless told otherwise)
    python bench/pages.py --only HomePage      only page types with this in their name

The heaviest page of each type is taken. Page and bare view are asked one after the other on the same
gunicorn, so trust the ratio: the figures themselves swing with what else the machine is doing.
"""

import argparse
import socket
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bin")]

import postgres  # noqa: E402

from bench.serving import CONNECTIONS, THREADS, WORKERS, Served, ask, load, served  # noqa: E402
from tests.budgets.weighing import loaded_by  # noqa: E402

OTHERS = {"(topics)": "/topics/", "(feed)": "/updates/feed.atom"}
HEAD = ("page", "req/s", "bare", "ratio", "CPU ms", "bare", "SQL", "kB page", "kB all", "requests")


class Row(NamedTuple):
    """What was measured of one page type."""

    name: str
    speed: float
    bare_speed: float
    cpu: float
    bare_cpu: float
    statements: int
    page_bytes: int
    all_bytes: int
    requests: int

    def cells(self) -> tuple[str, ...]:
        return (
            self.name,
            f"{self.speed:.0f}",
            f"{self.bare_speed:.0f}",
            f"{self.speed / self.bare_speed:.1%}",
            f"{self.cpu:.1f}",
            f"{self.bare_cpu:.2f}",
            str(self.statements),
            f"{self.page_bytes / 1000:.1f}",
            f"{self.all_bytes / 1000:.1f}",
            str(self.requests),
        )


def heaviest(site: Served) -> dict[str, str]:
    """The address of the page with the most bytes of each type, by the name of the type."""
    return {
        name: max(paths, key=lambda path: len(ask(site.url, path)[2])) for name, paths in site.pages.items()
    }


def measured(site: Served, name: str, path: str, seconds: int) -> Row:
    """One row: what a page costs and weighs, and what its bytes alone would cost."""
    status, _headers, content = ask(site.url, path)
    if status != 200:
        sys.exit(f"{path} answers {status}.")
    (site.var / "bare" / name).write_bytes(content)
    bare = f"/bare/{quote(name)}"
    if ask(site.url, bare)[2] != content:
        sys.exit(f"{bare} is not {path}.")
    # Everything that is looked up once is remembered by both workers before anything is measured.
    load(site, path, max(1, seconds // 2))
    speed, cpu = load(site, path, seconds)
    bare_speed, bare_cpu = load(site, bare, seconds)
    # One of them may come just when something that was remembered runs out.
    statements = min(int(ask(site.url, path, x_count="1")[1]["x-statements"]) for _time in range(3))
    loaded = loaded_by(content)
    sizes = [len(ask(site.url, each, accept_encoding="gzip")[2]) for each in [path, *loaded]]
    return Row(name, speed, bare_speed, cpu, bare_cpu, statements, sizes[0], sum(sizes), len(sizes))


def table(rows: list[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = [HEAD, ("---", *["--:"] * (len(HEAD) - 1)), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def run(database: str, seconds: int, only: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with ExitStack() as stack:
        url = stack.enter_context(postgres.server()) if database == "postgres" else ""
        site = stack.enter_context(served(port, url))
        places = heaviest(site) | OTHERS
        rows = [
            measured(site, name, path, seconds)
            for name, path in sorted(places.items())
            if only.lower() in name.lower()
        ]
    how = f"{WORKERS} workers of {THREADS} threads, {CONNECTIONS} connections, {seconds} s each"
    print(f"\n{database}: {how}\n\n{table(rows)}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "databases", nargs="*", choices=["sqlite", "postgres", []], help="both if none is named"
    )
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    for database in asked.databases or ["sqlite", "postgres"]:
        run(database, asked.seconds, asked.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
