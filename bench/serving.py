"""A site to measure: the real programme, in the production settings, behind gunicorn, and a load on it."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
WORKERS, THREADS, CONNECTIONS = 2, 4, 8
COMMANDS = (
    ("migrate",),
    ("make_site",),
    ("load_programme",),
    ("update_index",),
    ("collectstatic", "--noinput"),
)


@dataclass(frozen=True)
class Served:
    """A site that is open: address, folder, the process gunicorn began with, paths of pages by type."""

    url: str
    var: Path
    master: int
    pages: dict[str, list[str]]


@contextmanager
def served(port: int, database: str = "") -> Iterator[Served]:
    """Makes the site in a folder of its own and serves it; `database` is its address; SQLite if empty."""
    with tempfile.TemporaryDirectory(prefix="moothall-bench-") as folder:
        environment = _environment(Path(folder), database)
        for command in COMMANDS:
            _run(environment, "manage.py", *command, "--verbosity", "0")
        pages = json.loads(_run(environment, "-m", "bench.addresses").splitlines()[-1])
        (Path(folder) / "bare").mkdir()
        bind = ("--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--threads", str(THREADS))
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "tests.behind_proxy:application",
                *bind,
                "--no-control-socket",
            ],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_until_open(url)
            yield Served(url, Path(folder), server.pid, pages)
        finally:
            server.terminate()
            server.wait(20)


def _environment(var: Path, database: str) -> dict[str, str]:
    ours = {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "MOOTHALL_VAR": str(var),
        "SECRET_KEY": "for measuring only, and long enough to be taken for a good secret",
        "ALLOWED_HOSTS": "127.0.0.1",
        "WAGTAILADMIN_BASE_URL": "https://127.0.0.1",
        "BEHIND_PROXY": "1",
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }
    return os.environ | ours | ({"DATABASE_URL": database} if database else {})


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def _wait_until_open(url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if ask(url, "/")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("The site did not open.")


def ask(url: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One request: status, headers by small name, and the bytes as they travelled."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def cpu_seconds(master: int) -> float:
    """What the server and its workers have used of the processors so far."""
    pids = [master, *_children(master)]
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def load(site: Served, path: str, seconds: int) -> tuple[float, float]:
    """Asks for one address over and over: requests a second, and CPU milliseconds of the server for each."""
    before = cpu_seconds(site.master)
    number, taken = _by_wrk(site, path, seconds) if shutil.which("wrk") else _by_threads(site, path, seconds)
    return number / taken, 1000 * (cpu_seconds(site.master) - before) / number


def _by_wrk(site: Served, path: str, seconds: int) -> tuple[int, float]:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"{site.url}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return read_wrk(said)


def read_wrk(said: str) -> tuple[int, float]:
    """Number of requests and seconds, out of what wrk says. Errors end the measurement: they are quick."""
    if "Non-2xx" in said or "Socket errors" in said:
        sys.exit(said)
    found = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", said)
    if not found:
        sys.exit(said)
    return int(found[1]), float(found[2]) * {"ms": 0.001, "s": 1, "m": 60}[found[3]]


def _by_threads(site: Served, path: str, seconds: int) -> tuple[int, float]:
    numbers: list[int] = []
    began = time.monotonic()
    end = began + seconds

    def work() -> None:
        number = 0
        connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=60)
        while time.monotonic() < end:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status >= 400:
                break
            number += 1
        connection.close()
        numbers.append(number)

    threads = [threading.Thread(target=work) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not all(numbers):
        sys.exit(f"{path} answers with an error.")
    return sum(numbers), time.monotonic() - began
