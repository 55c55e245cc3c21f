import json
import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.updates import chain as arithmetic
from cms.updates.ledger import chains, first_fault, heads
from cms.updates.triggers import missing


class Command(BaseCommand):
    help = "Checks every chain of the record to its last entry, or one that was downloaded."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", type=Path, help="a chain as downloaded from this or any other site"
        )

    def handle(self, *args, file=None, **options):
        if file:
            self.of_a_file(file)
        else:
            self.of_this_site()

    def of_a_file(self, file):
        try:
            held = json.loads(file.read_text("utf-8"))
            if "chains" in held:
                raise CommandError(f"{file} is the list of chains. Download one of those it names.")
            rows, chain = held["entries"], str(uuid.UUID(held["chain"]))
            fault = arithmetic.first_fault(rows, chain=chain)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(f"{file} is not a downloaded chain: {error}") from error
        self.tell(
            chain, fault, rows[-1]["number"] if rows else 0, rows[-1]["hash"] if rows else arithmetic.FIRST
        )

    def of_this_site(self):
        tables = missing()
        if tables:
            raise CommandError(
                f"The database would let somebody edit {', '.join(tables)}. Run: manage.py migrate"
            )
        known = {head.chain: head for head in heads()}
        for chain in chains():
            fault, head = first_fault(chain), known.get(chain)
            if not fault and head is None:
                raise CommandError(f"Chain {chain} has no lock, so two entries could take one place.")
            self.tell(chain, fault, head and head.number, head and head.hash)
        if not known:
            self.stdout.write("The record is empty.")

    def tell(self, chain, fault, number, head):
        if fault:
            raise CommandError(f"Chain {chain}: entry {fault.number} is wrong: {fault.reason}.")
        self.stdout.write(f"Chain {chain}: {number} entries hold. Its head is {head}")
