from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from cms.recommendations.imports.jobs import discard_old


class Command(BaseCommand):
    help = "Clears away imports that nobody has touched for a week, with their files."

    def handle(self, *args, **options):
        number = discard_old(timezone.now())
        words = ngettext(
            "%(number)s import was cleared away.", "%(number)s imports were cleared away.", number
        )
        self.stdout.write(words % {"number": number})
