import os

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Makes the first account that may do everything, and leaves an account that is there alone."""

    help = (
        "Makes an administrator's account. The password is read from MOOTHALL_EDITOR_PASSWORD, never from "
        "the command line, where other users of the machine could see it. An account that exists keeps its "
        "password."
    )

    def add_arguments(self, parser):
        parser.add_argument("--username", default="admin", help="name to sign in with (default: %(default)s)")
        parser.add_argument("--email", default="", help="where the account's mail goes (default: nowhere)")

    def handle(self, *, username, email, **options):
        accounts = get_user_model().objects
        if accounts.filter(username=username).exists():
            self.stdout.write(f"The account {username} is there already.")
            return
        password = os.environ.get("MOOTHALL_EDITOR_PASSWORD", "")
        if len(password) < 12:
            raise CommandError("MOOTHALL_EDITOR_PASSWORD must hold a password of 12 characters or more.")
        accounts.create_superuser(username=username, email=email, password=password)
        self.stdout.write(f"The account {username} is made.")
