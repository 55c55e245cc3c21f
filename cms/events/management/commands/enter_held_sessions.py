from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.events.models import EventPage


class Command(BaseCommand):
    help = "Writes the sessions whose day has come into the public record. Run it once a day."

    def handle(self, *args, **options):
        sessions = EventPage.objects.held_unrecorded(timezone.localdate())
        for session in sessions:
            session.enter_record()
        self.stdout.write(f"{len(sessions)} sessions were entered into the record.")
