from django.core.management.base import BaseCommand

from home.making import make_site


class Command(BaseCommand):
    help = (
        "Makes the home page, the lists and the starter pages of an empty site. Does nothing to a full one."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=80, help="The port in the addresses of the site.")

    def handle(self, *args, port, **options):
        home = make_site(port=port)
        self.stdout.write(f"The site is there: {home.title}.")
