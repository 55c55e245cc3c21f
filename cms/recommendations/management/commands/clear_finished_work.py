from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from cms.recommendations.imports.jobs import discard_old
from cms.recommendations.proposing import forget_old


class Command(BaseCommand):
    help = "Clears away imports that nobody touched for a week, and links of lead services long over."

    def handle(self, *args, **options):
        imports = discard_old(timezone.now())
        words = ngettext("%(n)s import was cleared away.", "%(n)s imports were cleared away.", imports)
        self.stdout.write(words % {"n": imports})
        links = forget_old(timezone.localdate())
        words = ngettext("%(n)s link was cleared away.", "%(n)s links were cleared away.", links)
        self.stdout.write(words % {"n": links})
