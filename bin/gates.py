"""Runs every gate in order of speed, lets none hide another, and says at the end which did not hold.

    bin/test                      everything
    bin/test format sqlite        only these
    bin/test --list               the names

After a name of one test lane, `--` hands the rest to pytest: bin/test sqlite -- tests/house -x
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import postgres

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "var" / "test.log"
BROWSER, QUALITY = ROOT / "tests" / "browser", ROOT / "tests" / "quality"
PYTHON = sys.executable
PYTEST = (PYTHON, "-m", "pytest")
NEXT = ROOT / ".venv-next" / "bin" / "python"
# A file's tests stay in one process: what they share is made once.
ALONGSIDE = ("-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile")
# Each process has a site and a browser of its own, so it does not matter which test it is given. Lighthouse
# waits more than it works, and its marks do not shake when two of it wait at the same time.
SPREAD = ("-n", ALONGSIDE[1])
# Where npm installs, and for which lanes.
USES_NPM = {BROWSER: {"browser"}, QUALITY: {"nu", "lighthouse"}}
ORDINARY = "not browser and not quality"
# Tests that never look into a database: on SQLite they are run, and that is enough.
NEEDS_NO_DATABASE = (
    *("tests/demo/test_demo_data.py", "tests/demo/test_demo_mutations.py", "tests/house/test_code.py"),
    *("tests/house/test_templates.py", "tests/setup/test_start.py"),
)
# Tests that take the real programme to say what the furnished site has said already.
NEEDS_THE_PROGRAMME = (
    *("tests/budgets/test_the_real_programme.py", "tests/demo/test_demo_load.py"),
    *("tests/demo/test_demo_command.py", "tests/links/test_links.py"),
)
MINUTES_FOR_ONE_GATE = 27
IN_CI = os.environ.get("CI", "").lower() in {"true", "1"}

# What a developer's shell may hold must not change what the gates see.
OURS = {
    *("DATABASE_URL", "CACHE_URL", "SEARCH_URL", "MEDIA_STORAGE_URL", "EMAIL_URL", "MOOTHALL_VAR"),
    *("SECRET_KEY", "ALLOWED_HOSTS", "WAGTAILADMIN_BASE_URL", "HOST", "PORT"),
}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "www.example.gov.uk",
    "WAGTAILADMIN_BASE_URL": "https://www.example.gov.uk",
}


def without(files: tuple[str, ...]) -> list[str]:
    return [f"--ignore={file}" for file in files]


def nothing_missing() -> str:
    return ""


def without_postgres() -> str:
    try:
        postgres.binaries()
        postgres.as_server([])
    except postgres.NoServer as reason:
        return str(reason)
    return ""


def without_next() -> str:
    lock = ROOT / "requirements-next.txt"
    installed = NEXT.parent.parent / "installed" / lock.name
    if installed.exists() and installed.read_bytes() == lock.read_bytes():
        return ""
    return "the packages of requirements-next.txt could not be installed"


def without_npm_package(folder: Path, file: str) -> str:
    if (folder / "node_modules" / file).exists():
        return ""
    return f"{Path(file).parts[0]} is not installed, because npm is not here or could not reach its registry"


def without_browser() -> str:
    if not shutil.which("chromium"):
        return "Chromium is not installed"
    return without_npm_package(BROWSER, "axe-core/axe.min.js")


def without_nu() -> str:
    if not shutil.which("java"):
        return "Java is not installed"
    return without_npm_package(QUALITY, "vnu-jar/build/dist/vnu.jar")


def without_lighthouse() -> str:
    if not shutil.which("chromium"):
        return "Chromium is not installed"
    return without_npm_package(QUALITY, "lighthouse/package.json")


@dataclass(frozen=True)
class Gate:
    """One thing that must hold. `missing` says why it cannot be tried here, or nothing."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    missing: Callable[[], str] = nothing_missing
    # Slow ones show what they do; quick ones speak only when they fail.
    slow: bool = False


def gates(scratch: str) -> list[Gate]:
    """Returns every gate, quick ones first. What one has to write goes into the scratch folder."""
    production = PRODUCTION | {"MOOTHALL_VAR": scratch}
    manage = (PYTHON, "manage.py")
    warnings_fail = ("--fail-level", "WARNING")
    trials = {"MOOTHALL_TRIALS": scratch}
    lint_imports = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
    return [
        Gate("lint", (PYTHON, "-m", "ruff", "check", ".")),
        Gate("format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
        Gate("floors", (PYTHON, "-c", lint_imports)),
        Gate("types", (PYTHON, "-m", "mypy")),
        Gate("indentation", (PYTHON, "-m", "djhtml", "--check", "templates")),
        Gate("templates", (PYTHON, "-m", "djlint", "--lint", "--quiet", "templates")),
        Gate("checks", (*manage, "check", *warnings_fail)),
        Gate("production", (*manage, "check", "--deploy", *warnings_fail), production),
        Gate("migrations", (*manage, "makemigrations", "--check", "--dry-run")),
        Gate("static", (*manage, "collectstatic", "--noinput", "--verbosity", "0"), production),
        Gate("sqlite", (*PYTEST, *ALONGSIDE, "-m", ORDINARY, "--cov"), slow=True),
        Gate(
            "postgres",
            (PYTHON, "bin/postgres.py", *PYTEST, *ALONGSIDE, "-m", ORDINARY, *without(NEEDS_NO_DATABASE)),
            missing=without_postgres,
            slow=True,
        ),
        Gate(
            "next",
            (
                *(str(NEXT), "-m", "pytest", *ALONGSIDE, "-m", f"{ORDINARY} and not slow"),
                *without(NEEDS_NO_DATABASE + NEEDS_THE_PROGRAMME),
            ),
            missing=without_next,
            slow=True,
        ),
        Gate("nu", (*PYTEST, "tests/quality/test_html.py"), trials, missing=without_nu, slow=True),
        Gate(
            "lighthouse",
            (*PYTEST, *SPREAD, "tests/quality/test_lighthouse.py"),
            trials,
            missing=without_lighthouse,
            slow=True,
        ),
        Gate("browser", (*PYTEST, *SPREAD, "-m", "browser"), trials, missing=without_browser, slow=True),
    ]


def furnish(chosen: list[Gate]) -> None:
    """Installs what the slow lanes need: system packages when we are root, those of npm in any case."""
    names = {gate.name for gate in chosen}
    npm = [folder for folder, lanes in USES_NPM.items() if names & lanes]
    wanted = []
    if names & {"browser", "lighthouse"}:
        wanted += ["chromium", "fonts-dejavu-core"] if not shutil.which("chromium") else []
    if npm and not shutil.which("npm"):
        wanted += ["npm"]
    if "nu" in names and not shutil.which("java"):
        wanted += ["default-jre-headless"]
    if "postgres" in names and without_postgres():
        wanted += [f"postgresql-{postgres.OLDEST}"]
    if names & {"sqlite", "postgres"} and not shutil.which("msgfmt"):
        wanted += ["gettext"]
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(wanted)}", flush=True)
        quietly("apt-get", "update")
        quietly("apt-get", "install", "--yes", "--no-install-recommends", *wanted)
    if "next" in names:
        subprocess.run(["bin/venv", "--next"], cwd=ROOT)
    for folder in npm if shutil.which("npm") else ():
        lock = folder / "package-lock.json"
        installed = folder / "node_modules" / "installed-lock.json"
        if not installed.exists() or installed.read_bytes() != lock.read_bytes():
            print(f"Installing the npm packages of {folder.relative_to(ROOT)}", flush=True)
            if quietly("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder):
                shutil.copy(lock, installed)


def quietly(*command: str, cwd: Path = ROOT) -> bool:
    """Runs a command with its words in the log, and says whether it went well."""
    with LOG.open("a") as log:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.run(command, cwd=cwd, env=environment, stdout=log, stderr=log).returncode == 0


def holds(gate: Gate, extra: tuple[str, ...]) -> bool:
    """Runs one gate and prints its name, its time and, when it does not hold, its words."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"DJANGO_SETTINGS_MODULE": "cms.settings.test"} | gate.environment
    print(f"{gate.name:<12}", end="\n" if gate.slow else " ", flush=True)
    began = time.monotonic()
    running = subprocess.Popen(
        [*gate.command, *extra],
        cwd=ROOT,
        env=environment,
        stdout=None if gate.slow else subprocess.PIPE,
        stderr=None if gate.slow else subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    try:
        words = running.communicate(timeout=60 * MINUTES_FOR_ONE_GATE)[0] or ""
        good = running.returncode == 0
    except subprocess.TimeoutExpired:
        good, words = False, f"It took longer than {MINUTES_FOR_ONE_GATE} minutes.\n"
    finally:
        stop(running)
    seconds = time.monotonic() - began
    head = f"{gate.name:<12} " if gate.slow else ""
    print(f"{head}{'holds' if good else 'FAILS'} {seconds:6.1f} s", flush=True)
    if not good and words:
        print(words.rstrip(), flush=True)
    return good


def stop(running: subprocess.Popen[str]) -> None:
    """Ends a gate that is still running, and leaves it the time to clear up after itself."""
    if running.poll() is None:
        running.terminate()
        try:
            running.wait(30)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def main(arguments: list[str], scratch: str) -> int:
    asked: list[str] = arguments
    extra: tuple[str, ...] = ()
    if "--" in arguments:
        cut = arguments.index("--")
        asked, extra = arguments[:cut], tuple(arguments[cut + 1 :])
    every = gates(scratch)
    names = [gate.name for gate in every]
    if asked in (["--help"], ["-h"]):
        print(__doc__)
        return 0
    if asked == ["--list"]:
        print("\n".join(names))
        return 0
    unknown = sorted(set(asked) - set(names))
    if unknown:
        print(f"There is no gate named {', '.join(unknown)}: use {', '.join(names)}.", file=sys.stderr)
        return 1
    chosen = [gate for gate in every if not asked or gate.name in asked]
    began = time.monotonic()
    furnish(chosen)
    failed, left_out = [], []
    for gate in chosen:
        reason = gate.missing()
        if reason:
            left_out.append(gate.name)
            print(f"{gate.name:<12} left out: {reason}.", flush=True)
        elif not holds(gate, extra):
            failed.append(gate.name)
    minutes, seconds = divmod(int(time.monotonic() - began), 60)
    taken = f"in {minutes} min {seconds} s"
    aside = f" Left out: {', '.join(left_out)}." if left_out else ""
    if failed:
        print(f"Failed {taken}: {', '.join(failed)}.{aside}")
        return 1
    if left_out and IN_CI:
        print(f"Failed {taken}: no lane may be left out here.{aside}")
        return 1
    print(f"All {len(chosen) - len(left_out)} gates hold, {taken}.{aside}")
    return 0


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="moothall-gates-") as folder:
        answer = main(sys.argv[1:], folder)
    sys.exit(answer)
