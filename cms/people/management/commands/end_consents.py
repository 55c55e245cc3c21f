from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.people.models.consents import Ending
from cms.people.withdrawing import due, erase_left_over_files, left_over_files, withdraw_consent


class Command(BaseCommand):
    help = (
        "Deletes the stories whose consent has ended, with their files and old versions, and files that no "
        "story names any more. Readers have not seen them since the end; this also deletes them."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be deleted, delete nothing."
        )

    def handle(self, *args, **options):
        ended = list(due(timezone.localdate()))
        for consent in ended:
            pages = ", ".join(str(pk) for pk in consent.stories.values_list("pk", flat=True)) or "none left"
            self.stdout.write(f"Consent {consent.pk}, ended on {consent.ends_on}, pages: {pages}.")
        if options["dry_run"]:
            number = len(left_over_files())
            self.stdout.write(f"{len(ended)} stories and {number} left-over files would be deleted.")
            return
        for consent in ended:
            withdraw_consent(consent, because=Ending.DATE)
        self.stdout.write(f"{len(ended)} stories and {erase_left_over_files()} left-over files are deleted.")
