"""bin/postgres.py: a database of one's own that leaves nothing behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))

import postgres  # noqa: E402

pytestmark = pytest.mark.slow


@pytest.fixture
def beside():
    """Starts a command beside a server whose folder we can look for afterwards."""
    try:
        postgres.binaries()
        postgres.as_server([])
    except postgres.NoServer as reason:
        pytest.skip(str(reason))

    def run(script):
        command = [sys.executable, ROOT / "bin" / "postgres.py", sys.executable, "-c", script]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    return run


def folder_in(url):
    return Path(url.strip().partition("?host=")[2])


TELL = "import os; print(os.environ['DATABASE_URL'], flush=True)"


def test_the_command_finds_its_database_and_its_answer_is_ours(beside):
    running = beside(f"{TELL}; raise SystemExit(7)")
    url, _ = running.communicate()
    assert url.startswith("postgres://")
    assert running.returncode == 7
    assert not folder_in(url).exists()


def test_a_run_that_is_stopped_leaves_no_server_behind(beside):
    running = beside(f"{TELL}; import time; time.sleep(60)")
    folder = folder_in(running.stdout.readline())
    assert (folder / "data" / "postmaster.pid").exists()
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)
    for _ in range(50):
        if not folder.exists():
            break
        time.sleep(0.1)
    assert not folder.exists()
