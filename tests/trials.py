"""A site on trial: the real programme with the furnished pages beside it, behind a real web server."""

import fcntl
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "for the browser only"
# Where a run of several lanes keeps the furnished site, so that it is made once for all of them.
SHARED = "MOOTHALL_TRIALS"
SECONDS_TO_MAKE, SECONDS_TO_OPEN = 400, 60


@contextmanager
def opened(var: Path, **environment: str) -> Iterator[SimpleNamespace]:
    """Serves a site of its own from the folder: `url`, `password`, `pages`.

    The settings are those of bin/start unless the environment names those of production: then the static
    files are collected, and each request seems to come from the proxy that does the https.
    """
    port = free_port()
    own = _own(var, port) | environment
    pages = _furnished(var, port)
    application = "cms.wsgi:application"
    if own["DJANGO_SETTINGS_MODULE"] == "cms.settings.production":
        _run(own, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        application = "tests.behind_proxy:application"
    bind = ("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "8", "--log-level", "error")
    with (var / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, *bind, "--no-control-socket"],
            cwd=ROOT,
            env=own,
            stdout=log,
            stderr=log,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_open(url, server, var / "server.log")
        yield SimpleNamespace(url=url, pages=pages, password=PASSWORD)
    finally:
        server.terminate()
        server.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _own(var: Path, port: int) -> dict[str, str]:
    own = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "MOOTHALL_VAR": str(var),
        "MOOTHALL_LOG": str(var / "start.log"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "MOOTHALL_EDITOR_PASSWORD": PASSWORD,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    own.pop("DATABASE_URL", None)
    return own


def _run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_MAKE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _furnished(var: Path, port: int) -> dict:
    """Fills the folder with a furnished site, and gives the addresses of its pages."""
    shared = os.environ.get(SHARED)
    if not shared:
        return _make(var, port)
    kept = Path(shared) / "trial"
    with (Path(shared) / "trial.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (kept / "pages.json").exists():
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir()
            (kept / "pages.json").write_text(json.dumps(_make(kept, port)))
    shutil.copytree(kept, var, dirs_exist_ok=True)
    with closing(sqlite3.connect(var / "db.sqlite3")) as database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [port])
        database.commit()
    return json.loads((kept / "pages.json").read_text())


def _make(var: Path, port: int) -> dict:
    return json.loads(_run(_own(var, port), "-m", "tests.browser.furnishing").splitlines()[-1])


def _wait_until_open(url: str, server: subprocess.Popen, log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        try:
            opener.open(f"{url}/robots.txt", timeout=10).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The site did not open: {log.read_text()}")
