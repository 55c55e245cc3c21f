from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.recommendations.reminding import remind


class Command(BaseCommand):
    help = (
        "Puts reminders of what is due into the outbox: five working days before, on the day, and one "
        "working day after. Each once, however often this runs."
    )

    def handle(self, *args, **options):
        put_in, left_out = remind(timezone.localdate())
        self.stdout.write(f"{put_in} reminders stand in the outbox, {left_out} were left out.")
