import uuid

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.updates.models import PageUpdate
from cms.updates.removing import remove_words


class Command(BaseCommand):
    help = (
        "Takes the words of one entry out of the record, because the law demands it. They cannot come back."
    )

    def add_arguments(self, parser):
        parser.add_argument("chain", type=uuid.UUID)
        parser.add_argument("number", type=int)
        parser.add_argument("--reason", required=True, help="readers see it")

    def handle(self, *args, chain, number, reason, **options):
        entry = PageUpdate.objects.in_chain(chain).filter(number=number).first()
        if entry is None:
            raise CommandError(f"There is no entry {number} in the chain {chain}.")
        try:
            remove_words(entry, reason=reason)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"The words of entry {number} are gone. The page it is about may still hold them.")
