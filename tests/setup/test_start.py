"""bin/start before anything is installed: what it says when it cannot go on."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELL = ["sh", "dirname", "mkdir", "cmp", "cp", "rm", "sleep", "cat"]


@pytest.fixture
def copy(tmp_path):
    """A checkout with nothing installed, on a path with no Python unless the test puts one there."""
    shutil.copytree(ROOT / "bin", tmp_path / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    for lock in ROOT.glob("requirements*.txt"):
        shutil.copy(lock, tmp_path)
    path = tmp_path / "path"
    path.mkdir()
    for name in SHELL:
        (path / name).symlink_to(shutil.which(name))
    return tmp_path


def python(copy, script, name="python3"):
    """Puts a Python on the path that does what the shell script says."""
    file = copy / "path" / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def start(copy, *arguments, **environment):
    done = subprocess.run(
        ["bin/start", *arguments],
        cwd=copy,
        env={"PATH": str(copy / "path"), "PORT": str(free_port())} | environment,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    return done


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_no_python_gets_one_sentence(copy):
    done = start(copy)
    assert done.returncode == 1
    assert done.stderr.startswith("Moothall needs Python 3.11 or newer, and none was found")
    assert done.stderr.count("\n") == 1


def test_a_python_that_is_too_old_is_named(copy):
    python(copy, 'echo "old 3.8.10" >&2; exit 1')
    done = start(copy)
    assert done.returncode == 1
    assert "the one found here is 3.8.10" in done.stderr


def test_a_python_that_cannot_make_an_environment_says_what_to_install(copy):
    python(copy, 'echo "lacks ensurepip" >&2; exit 1')
    done = start(copy)
    assert done.returncode == 1
    assert "python3-venv" in done.stderr


def test_a_shim_with_no_python_behind_it_is_passed_over(copy):
    python(copy, "echo 'command not found' >&2; exit 127", name="python3.13")
    python(copy, f'exec "{sys.executable}" "$@"')
    done = subprocess.run(
        ["bin/venv", "--which"], cwd=copy, env={"PATH": str(copy / "path")}, capture_output=True, text=True
    )
    assert done.stdout.strip() == str(copy / "path" / "python3")


def test_a_taken_port_is_noticed_before_anything_is_installed(copy):
    python(copy, f'exec "{sys.executable}" "$@"')
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = start(copy, PORT=port)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} of 127.0.0.1 is taken")
    assert not (copy / ".venv").exists()


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "eight"}, "PORT must be a number from 1 to 65535"),
        ({"PORT": "0"}, "PORT must be a number from 1 to 65535"),
        ({"PORT": "65536"}, "PORT must be a number from 1 to 65535"),
        ({"HOST": "no such host"}, "HOST must be a name or address of this machine"),
        ({"HOST": "203.0.113.7"}, "HOST must be a name or address of this machine"),
    ],
)
def test_a_place_that_cannot_be_served_gets_one_sentence(copy, environment, sentence):
    python(copy, f'exec "{sys.executable}" "$@"')
    done = start(copy, **environment)
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_failed_install_gets_one_sentence(copy):
    python(copy, f'exec "{sys.executable}" "$@"')
    nowhere = {
        "PIP_INDEX_URL": f"http://127.0.0.1:{free_port()}/",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "0",
    }
    done = start(copy, **nowhere)
    assert done.returncode == 1
    assert done.stderr.startswith("The packages could not be installed")
    assert (copy / "var" / "start.log").read_text()


def test_unknown_words_are_refused_and_help_is_given(copy):
    assert start(copy, "--fast").returncode == 1
    done = start(copy, "--help")
    assert done.returncode == 0
    assert "bin/start --empty" in done.stdout


def test_a_folder_that_cannot_be_written_to_gets_one_sentence(copy):
    (copy / "file").write_text("")
    done = start(copy, MOOTHALL_VAR="file/var")
    assert done.returncode == 1
    assert "cannot be written to" in done.stderr
