"""Keeps the making of the test database quick and out of the coverage: it is other people's migrations."""

import gc

import pytest
from coverage import Coverage


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
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
