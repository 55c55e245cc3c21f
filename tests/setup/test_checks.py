"""What Django asks of a project holds, on whichever Wagtail the tests run."""

from django.core.management import call_command


def test_the_checks_find_nothing_to_warn_of():
    call_command("check", fail_level="WARNING")


def test_every_change_of_a_model_has_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
