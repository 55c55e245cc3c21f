from django.core.management.base import BaseCommand

from home.making import make_site


class Command(BaseCommand):
    help = (
        "Makes the home page, the lists and the starter pages of an empty site. Does nothing to a full one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--hostname",
            help="The host in the addresses of the site. Left out, that of WAGTAILADMIN_BASE_URL.",
        )
        parser.add_argument(
            "--port",
            type=int,
            help="The port in the addresses of the site. Left out, that of WAGTAILADMIN_BASE_URL.",
        )

    def handle(self, *args, hostname=None, port=None, **options):
        home = make_site(hostname=hostname, port=port)
        self.stdout.write(f"The site is there: {home.title}.")
