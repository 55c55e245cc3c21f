"""Lighthouse, asked from Python, and how its noise is dealt with."""

import json
import statistics
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MOST_RUNS = 3


class NothingMeasured(Exception):
    """Lighthouse could not measure a page; why, run by run."""


@contextmanager
def lighthouse(chrome: str, flags: list[str]) -> Iterator[Callable[[str, str], dict]]:
    """Gives a function that runs Lighthouse on an address for a form: mobile or desktop."""
    running = subprocess.Popen(
        ["node", FOLDER / "lighthouse.mjs"],
        cwd=FOLDER,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdin and running.stdout

    def say(words: dict) -> None:
        running.stdin.write(f"{json.dumps(words)}\n")
        running.stdin.flush()

    def run(url: str, form: str) -> dict:
        say({"url": url, "form": form})
        line = running.stdout.readline()
        assert line, "Lighthouse ended by itself."
        return json.loads(line)

    try:
        say({"chrome": chrome, "flags": ["--headless=new", *flags]})
        yield run
    finally:
        running.stdin.close()
        running.stdout.close()
        running.wait(30)


def scored(run: Callable[[], dict]) -> tuple[dict[str, int], list[str]]:
    """The scores of a page by category, from 0 to 100, and what cost it points.

    A first run that is perfect counts as it is. When it is not, the page may be slow, or the machine may be
    busy with something else: so the page is run three times in all and the median counts, category by
    category. A run in which nothing could be measured says nothing about the page, and is one of the three.
    """
    good, failed = [], []
    for _number in range(MOST_RUNS):
        answer = run()
        if "failed" in answer:
            failed.append(answer["failed"])
            continue
        good.append(answer)
        if len(good) == 1 and perfect(answer["scores"]):
            break
    if not good:
        raise NothingMeasured(failed)
    # Of two, the worse: nobody's noise makes a page better.
    scores = {name: statistics.median_low(each["scores"][name] for each in good) for name in CATEGORIES}
    return scores, sorted({words for each in good for words in each["short"]})


def perfect(scores: dict[str, int]) -> bool:
    return all(scores[name] == 100 for name in CATEGORIES)
