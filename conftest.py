"""Sets the tests up and clears up after them; what tests ask for is in tests/conftest.py."""

import gc
import shutil

import pytest
from coverage import Coverage
from django.conf import settings


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """Keeps the making of the database quick and out of the coverage: it is other people's migrations."""
    if fixturedef.argname != "django_db_setup" or fixturedef.func.__module__ != "pytest_django.fixtures":
        return (yield)
    # What is loaded now stays: looking through it again and again for rubbish is a third of the work.
    gc.freeze()
    measuring = Coverage.current()
    if measuring:
        measuring.stop()
    try:
        return (yield)
    finally:
        if measuring:
            measuring.start()


def pytest_sessionfinish():
    """Takes away the uploads of this process: one that works for another is ended without its farewells."""
    for folder in (settings.MEDIA_ROOT, settings.GUARDED_ROOT):
        shutil.rmtree(folder, ignore_errors=True)
