"""Prints what a search costs at 100, 1,000 and 10,000 pages on both databases. See README.md beside this.

python bench/search.py
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bin")]

import postgres  # noqa: E402  from bin

SIZES = (100, 1_000, 10_000)
TIMES = 9
SECONDS_FOR_STOCK = 60
WORDS_IN_A_PAGE = 250
# How many of a hundred pages have the word.
SHARES = {"assembly": 60, "council": 60, "library": 5}
RARE, PAGES_WITH_RARE = "hedgehog", 5
HIDDEN_OF_A_HUNDRED = 5

QUESTIONS = {
    "rare word": RARE,
    "medium word": "library",
    "common word": "assembly",
    "two common words": "assembly council",
    "common word of one kind": "assembly&kind=evidence",
    "common word, last page": "assembly&page=999",
    "beginning of many words": "bet",
    "ten beginnings": "bab bac bad baf bag bal bam ban bap bar",
    "a phrase": '"assembly council"',
    "nothing found": "zebra",
    "nothing asked": "",
    "10,000 letters": "a" * 10_000,
    "10,000 characters of words": "assembly " * 1_111,
    "only punctuation": '!"£$%^&*()',
    "operators": "AND OR NOT NEAR(a b) * ^ : -",
    "right to left": "مرحبا بالعالم",
    "emoji": "🌳🏳️‍🌈",
    "NUL": "assem\0bly",
    "a lone quote": '"',
}
STOCK = ("rare word", "common word", "two common words", "NUL", "a lone quote")


# In a process of its own for each database.


def measure() -> dict:
    """Makes the pages step by step and measures at each size: milliseconds and statements by question."""
    import django
    from django.core.management import call_command

    django.setup()
    for command in ("migrate", "make_site"):
        call_command(command, verbosity=0, stdout=sys.stderr)
    maker = Maker()
    told: dict = {"ours": {}, "stock": {}}
    for size in SIZES:
        maker.grow_to(size)
        settle()
        told["ours"][size] = {name: cost(address(asked)) for name, asked in QUESTIONS.items()}
        told["stock"][size] = {name: cost_of_stock(QUESTIONS[name]) for name in STOCK}
        print(f"  {size:,} pages measured", file=sys.stderr, flush=True)
    return told


def address(asked: str) -> str:
    from django.utils.http import urlencode

    words, *rest = asked.split("&")
    return "&".join([f"/search/?{urlencode({'words': words})}", *rest])


class Maker:
    """Lays pages quickly and always the same: half of them text, half evidence in one of two assemblies."""

    def __init__(self):
        from cms.assemblies.models import AssemblyPage
        from cms.core.models import Organisation
        from cms.evidence.models import EvidenceLibraryPage
        from home.models import HomePage, InformationPage

        self.chance = random.Random(1)
        syllables = [first + last for first in "bcdfglmnprst" for last in "aeiou"]
        words = {"".join(self.chance.choices(syllables, k=self.chance.randint(2, 5))) for _ in range(4_000)}
        self.words = sorted(words)
        self.chance.shuffle(self.words)
        # As in any language: the second word is half as frequent as the first, the third a third.
        self.weights = [1 / rank for rank in range(1, len(self.words) + 1)]
        self.home = HomePage.objects.get()
        body = Organisation.objects.create(name="Council", locale=self.home.locale)
        texts = InformationPage(title="Texts", slug="texts")
        self.home.add_child(instance=texts)
        self.parents = [texts]
        for name in ("North", "South"):
            assembly = AssemblyPage(title=name, slug=name.lower(), commissioner=body, questions="What next?")
            HomePage.objects.get().add_child(instance=assembly)
            library = EvidenceLibraryPage(title="Evidence", slug="evidence")
            assembly.add_child(instance=library)
            self.parents.append(library)
        self.made = 0

    def grow_to(self, size: int) -> None:
        from django.db import transaction

        with transaction.atomic():
            while self.made < size:
                self._lay(min(500, size - self.made))

    def _lay(self, number: int) -> None:
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import Page
        from wagtail.search.backends import get_search_backend

        from cms.evidence.models import EvidencePage
        from home.models import InformationPage

        parents = {parent.pk: Page.objects.get(pk=parent.pk) for parent in self.parents}
        rows, texts = [], {}
        for place in range(self.made, self.made + number):
            parent = parents[self.parents[(0, 1, 0, 2)[place % 4]].pk]
            model = EvidencePage if place % 2 else InformationPage
            parent.numchild += 1
            slug = f"page-{place}"
            title = " ".join(self.chance.choices(self.words, self.weights, k=5)).capitalize()
            row = Page(
                path=Page._get_path(parent.path, parent.depth + 1, parent.numchild),
                depth=parent.depth + 1,
                title=title,
                draft_title=title,
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                content_type=ContentType.objects.get_for_model(model),
                locale=self.home.locale,
                live=self.chance.randrange(100) >= HIDDEN_OF_A_HUNDRED,
                translation_key=uuid.UUID(int=self.chance.getrandbits(128), version=4),
            )
            rows.append(row)
            texts[row.path] = (model, self._text(place))
        Page.objects.bulk_create(rows)
        for parent in parents.values():
            Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
        made: dict = {InformationPage: [], EvidencePage: []}
        for row in Page.objects.filter(path__in=texts):
            model, text = texts[row.path]
            own = {"transcript": text, "kind": "presentation"} if model is EvidencePage else {"summary": text}
            page = model(page_ptr=row, **own)
            page.__dict__.update(row.__dict__)
            page.save_base(raw=True)
            made[model].append(page)
        for model, pages in made.items():
            get_search_backend().add_bulk(model, pages)
        self.made += number

    def _text(self, place: int) -> str:
        words = self.chance.choices(self.words, self.weights, k=WORDS_IN_A_PAGE)
        asked = [word for word, share in SHARES.items() if self.chance.randrange(100) < share]
        asked += [RARE] if place < PAGES_WITH_RARE * 20 and place % 20 == 7 else []
        for word in asked:
            words[self.chance.randrange(len(words))] = word
        return " ".join(words)


def settle() -> None:
    """Does what the database would do by itself within minutes. SQLite never does any of it."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def cpu_seconds() -> float:
    """What this process has used of the processor, and its own process of PostgreSQL with it."""
    from django.db import connection

    used = time.process_time()
    if connection.vendor == "postgresql":
        server = connection.connection.info.backend_pid
        used += int(Path(f"/proc/{server}/schedstat").read_text().split()[0]) / 1e9
    return used


def cost(url: str) -> dict:
    """One search through the whole site: the middle and the worst of nine, and the statements of one."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})

    def ask() -> None:
        answer = client.get(url)
        assert answer.status_code == 200, (url[:80], answer.status_code)

    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
        statements = len(captured)
    taken = []
    for _time in range(TIMES):
        began = cpu_seconds()
        ask()
        taken.append(1_000 * (cpu_seconds() - began))
    return {"median": statistics.median(taken), "worst": max(taken), "statements": statements}


def cost_of_stock(asked: str) -> str:
    """The same words put to Wagtail's own search: the middle of three, or what stopped it."""
    from django.db import DatabaseError
    from wagtail.models import Page

    taken = []
    for _time in range(3):
        began, struck = cpu_seconds(), time.monotonic()
        try:
            with stopped_after(SECONDS_FOR_STOCK):
                results = Page.objects.live().public().search(asked)
                list(results[:20])
                results.count()
        except (DatabaseError, ValueError) as error:
            stopped = time.monotonic() - struck >= SECONDS_FOR_STOCK
            return f"over {SECONDS_FOR_STOCK} s" if stopped else type(error).__name__
        taken.append(1_000 * (cpu_seconds() - began))
        if sum(taken) > 5_000:
            break
    return f"{statistics.median(taken):,.1f}"


@contextmanager
def stopped_after(seconds: int) -> Iterator[None]:
    """Breaks off what the database does inside after so many seconds."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = %s", [seconds * 1_000])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET statement_timeout = 0")
        return
    alarm = threading.Timer(seconds, connection.connection.interrupt)
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()


# For all of them together.


def run(name: str, url: str, scratch: str) -> dict:
    """Measures one database in a process of its own."""
    print(f"{name}: making the site", file=sys.stderr, flush=True)
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "MOOTHALL_VAR": scratch,
        "LOG_LEVEL": "CRITICAL",
    }
    command = [sys.executable, __file__, "--measure"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def table(rows: list[list[str]]) -> str:
    """Rows of text as Markdown; the first is the head."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def told(name: str, measured: dict) -> str:
    """What was measured on one database, for people."""
    ours = measured["ours"]
    first, middle, last = map(str, SIZES)
    rows = [["CPU ms: median (worst)", "statements", *(f"{size:,} pages" for size in SIZES), "growth"]]
    for question in QUESTIONS:
        cells = [
            f"{ours[str(size)][question]['median']:.1f} ({ours[str(size)][question]['worst']:.1f})"
            for size in SIZES
        ]
        statements = max(ours[size][question]["statements"] for size in (first, middle, last))
        growth = ours[last][question]["median"] / ours[middle][question]["median"]
        rows.append([question, str(statements), *cells, f"{growth:.2f}"])
    stock = [["Wagtail's own search, CPU ms", *(f"{size:,} pages" for size in SIZES)]]
    stock += [[name, *(measured["stock"][str(size)][name] for size in SIZES)] for name in STOCK]
    return f"{name}\n\n{table(rows)}\n\n{table(stock)}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--measure", action="store_true", help="measure the database in DATABASE_URL only")
    if parser.parse_args().measure:
        print(json.dumps(measure()))
        return
    with tempfile.TemporaryDirectory(prefix="moothall-bench-") as scratch:
        print(told("SQLite", run("SQLite", f"sqlite:///{scratch}/db.sqlite3", scratch)), flush=True)
        try:
            with postgres.server() as url:
                print(told("PostgreSQL", run("PostgreSQL", url, scratch)), flush=True)
        except postgres.NoServer as reason:
            print(f"PostgreSQL was left out: {reason}.")


if __name__ == "__main__":
    main()
