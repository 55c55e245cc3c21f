import logging
import time

from django.core.management.base import BaseCommand, CommandError

from cms.demo.loading.counting import count
from cms.demo.loading.loading import load, loaded
from cms.demo.problems import DataError
from cms.demo.validation import FOLDER, read_data


class Command(BaseCommand):
    help = "Loads the Innovation in Democracy Programme. A second run changes nothing."

    def handle(self, *args, **options):
        started = time.monotonic()
        try:
            data = read_data(FOLDER)
        except DataError as error:
            number = len(error.problems)
            many = "1 problem" if number == 1 else f"{number} problems"
            raise CommandError(f"Nothing was loaded. The data has {many}:\n{error}") from error
        programme = loaded(data)
        if programme:
            self.stdout.write(f"{programme.title} is loaded already. Nothing was changed.")
            return
        # Wagtail logs three lines a page, which would drown the steps.
        log = logging.getLogger("wagtail")
        level = log.level
        log.setLevel(logging.WARNING)
        try:
            programme = load(data, self.tell)
        finally:
            log.setLevel(level)
        seconds = time.monotonic() - started
        self.stdout.write(f"{programme.title} is loaded, in {seconds:.0f} seconds:")
        for words, number in count(programme).items():
            self.stdout.write(f"  {number} {words}")

    def tell(self, step):
        self.stdout.write(f"  Loading {step} …")
        self.stdout.flush()
