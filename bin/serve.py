"""Prepares the site, then runs web server, background worker and sender of e-mails until told to stop.

Needs the standard library only, so that any Python can ask `--check` before a package is installed.
"""

import argparse
import errno
import os
import signal
import socket
import sys
import time
import traceback
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from prepare import CannotPrepare, prepare

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("MOOTHALL_VAR") or ROOT / "var").resolve()
LOG = VAR / "start.log"
SECONDS_TO_BEGIN = 60
SECONDS_TO_END = 10
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked for the end: Ctrl-C, a signal, or a closed terminal."""


class Failed(Exception):
    """Something went wrong, and the sentence inside says what."""


def place() -> tuple[str, str, int]:
    """Returns the host, its address and the port to serve on, or says in one sentence why not."""
    host = os.environ.get("HOST") or "127.0.0.1"
    said = os.environ.get("PORT") or "8000"
    if not said.isascii() or not said.isdigit() or not 1 <= int(said) <= 65535:
        raise Failed(f"PORT must be a number from 1 to 65535, and it is {said!r}.")
    port = int(said)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Failed(f"HOST must be a name or address of this machine, and {host!r} is not.") from None
    # localhost has two addresses: the older one is the one every program knows.
    family, *_, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the web server does: a port whose last connection is still fading away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            raise Failed(_why_not(error, host, port)) from None
    return host, str(address[0]), port


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return f"Port {port} of {host} is taken: stop what uses it, or choose another: PORT={other} bin/start"
    if error.errno == errno.EACCES:
        return f"This account may not serve on port {port}: choose one above 1023, for example PORT=8000."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"HOST must be a name or address of this machine, and {host!r} is not."
    return f"It is not possible to serve on port {port} of {host}: {error.strerror}."


def in_brackets(host: str) -> str:
    """Writes an IPv6 address as addresses of pages want it."""
    return f"[{host}]" if ":" in host else host


def begin(work: Callable[[], object]) -> int:
    """Starts a process for the work, out of the terminal's reach: Ctrl-C comes to us, and we end it in order.

    It is a copy of this process, in which everything is read already: that halves the time a start takes.
    """
    sys.stdout.flush()  # or the copy would say it again
    process = os.fork()
    if process:
        return process
    failed = 1
    try:
        os.setsid()
        for each in STOPPING:
            signal.signal(each, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        work()
        failed = 0
    except SystemExit as leaving:
        failed = leaving.code if isinstance(leaving.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        # Never back into the copy's callers.
        os._exit(failed)


def serve_pages(bind: str) -> None:
    """Runs the web server: one process and many threads, because the built-in cache lives in the process."""
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", "cms.wsgi:application", "--bind", bind, "--workers", "1", "--threads", "8"]
    sys.argv += ["--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning"]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]").run()


def do_jobs() -> None:
    """Runs the background worker."""
    from django.core.management import call_command

    call_command("db_worker", reload=False)


def send_mail() -> None:
    """Sends what waits in the outbox."""
    from django.core.management import call_command

    call_command("send_outbox", forever=True)


def has_ended(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


def end(processes: list[int]) -> None:
    """Asks every process to finish, and insists after a while."""
    left = [each for each in processes if not has_ended(each)]
    for process in left:
        os.kill(process, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END
    while left := [each for each in left if not has_ended(each)]:
        if time.monotonic() > deadline:
            for process in left:
                os.killpg(process, signal.SIGKILL)
        time.sleep(0.05)


def wait_until_it_answers(url: str, server: int) -> None:
    """Returns when the home page has been served, which also warms the first visitor's way."""
    deadline = time.monotonic() + SECONDS_TO_BEGIN
    # Never through a proxy: the site is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline:
        if has_ended(server):
            raise Failed(f"The web server could not start. The details are in {LOG}.")
        try:
            opener.open(url, timeout=SECONDS_TO_BEGIN).close()
            return
        except urllib.error.HTTPError as error:
            raise Failed(
                f"The home page answers with an error ({error.code}). The details are in {LOG}."
            ) from None
        except OSError:
            time.sleep(0.1)
    raise Failed(f"The site did not answer within {SECONDS_TO_BEGIN} seconds. The details are in {LOG}.")


def serve(host: str, address: str, port: int, empty: bool) -> None:
    """Prepares, serves and watches; comes back only with an exception."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    os.environ.update(HOST=host, PORT=str(port))
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    processes: list[int] = []
    with LOG.open("a", buffering=1) as log:
        # Warnings and log lines of any library belong in the log, not between our sentences.
        os.dup2(log.fileno(), 2)
        try:
            prepare(empty, log)
        except CannotPrepare as reason:
            raise Failed(f"{reason}\nThe details are in {LOG}.") from None
        try:
            server = begin(lambda: serve_pages(f"{in_brackets(address)}:{port}"))
            processes.append(server)
            worker = begin(do_jobs)
            processes.append(worker)
            postman = begin(send_mail)
            processes.append(postman)
            wildcard = {"0.0.0.0": "127.0.0.1", "::": "::1"}
            wait_until_it_answers(f"http://{in_brackets(wildcard.get(address, address))}:{port}/", server)
            shown = "localhost" if address in wildcard else in_brackets(host)
            print(_welcome(f"http://{shown}:{port}/"), flush=True)
            while True:
                for process, name in (
                    (server, "web server"),
                    (worker, "background worker"),
                    (postman, "sender of e-mails"),
                ):
                    if has_ended(process):
                        raise Failed(f"The {name} stopped by itself. The details are in {LOG}.")
                time.sleep(0.5)
        finally:
            end(processes)


def _welcome(url: str) -> str:
    password = VAR / "admin_password"
    known = password.read_text().strip() if password.exists() else "the one you chose"
    return (
        "\nMoothall is open.\n"
        f"  The site   {url}\n"
        f"  The admin  {url}admin/\n"
        "  Name       admin\n"
        f"  Password   {known}\n"
        "Stop with Ctrl-C."
    )


def _stop(number: int, frame: FrameType | None) -> None:
    # Once is enough: an impatient second Ctrl-C must not interrupt the tidying up.
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether there is a place to serve")
    parser.add_argument("--empty", action="store_true", help="leave the programme out")
    asked = parser.parse_args()
    for each in STOPPING:
        signal.signal(each, _stop)
    with os.fdopen(os.dup(2), "w") as terminal:
        try:
            host, address, port = place()
            if not asked.check:
                serve(host, address, port, asked.empty)
        except Stopped:
            print("\nStopped.")
        except Failed as failure:
            print(failure, file=terminal)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
