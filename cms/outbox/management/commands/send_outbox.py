import signal
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from cms.outbox.sending import forget, send_due


class Command(BaseCommand):
    help = (
        "Sends the e-mails that wait in the outbox. What fails is tried again after a pause, and given up "
        "after seven attempts. Any number of these may run at once."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--forever", action="store_true", help="Look again and again, until told to stop."
        )
        parser.add_argument(
            "--limit", type=int, default=100, help="How many messages to send over one connection."
        )
        parser.add_argument(
            "--pause", type=float, default=10, help="Seconds to wait when there is nothing to do."
        )

    def handle(self, *args, **options):
        self.stopped = False
        if not options["forever"]:
            sent = 0
            while number := send_due(options["limit"]):
                sent += number
            forget(timezone.now())
            self.stdout.write(f"{sent} sent.")
            return
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self.stop)
        while not self.stopped:
            if not self.once(options["limit"]):
                self.rest(options["pause"])

    def once(self, limit: int) -> int:
        """One round. A database that is away for a moment is waited for."""
        close_old_connections()
        try:
            sent = send_due(limit, stopping=lambda: self.stopped)
            if not sent:
                forget(timezone.now())
            return sent
        except DatabaseError as error:
            self.stderr.write(f"The database does not answer ({type(error).__name__}).")
            return 0

    def rest(self, seconds: float) -> None:
        """Wait, but not longer than until somebody asks for the end."""
        until = time.monotonic() + seconds
        while not self.stopped and time.monotonic() < until:
            time.sleep(min(0.2, seconds))

    def stop(self, *_signal) -> None:
        """Finish the message in hand, then end."""
        self.stopped = True
