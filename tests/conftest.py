"""What every test may ask for: the site, a reader, an editor."""

import copy
from collections import defaultdict

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from home.making import make_site
from tests import factories
from tests.furnishing import furnish
from tests.processes import beside  # noqa: F401  a fixture


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The empty site stands in the database before the first test, so that no test has to wait for it."""
    with django_db_blocker.unblock():
        make_site()


@pytest.fixture(autouse=True)
def nothing_remembered():
    """No test sees what another one left in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def site(db):
    """The home page of a new site, with its lists and starter pages."""
    return make_site()


@pytest.fixture
def reader(client) -> Client:
    """Somebody who reads the site and is not signed in."""
    return client


@pytest.fixture
def editor(db) -> Client:
    """Somebody who is signed in and may do everything."""
    client = Client()
    client.force_login(factories.administrator())
    return client


@pytest.fixture
def saving(django_capture_on_commit_callbacks):
    """`with saving():` does what is inside and then what waits for the end of the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(scope="module")
def furnished_once(django_db_setup, django_db_blocker):
    """The furnished site, made once for all tests of a module that ask for it, and gone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield furnish()
        transaction.set_rollback(True)


@pytest.fixture
def furnished(furnished_once, db):
    """A site with a small made-up programme and everything in it, by the names of `tests/furnishing.py`."""
    return copy.deepcopy(furnished_once)


def pytest_configure(config):
    # Wagtail leaves the temporary file of a new picture size to the garbage collector.
    for message in (
        "Unclosed file <tempfile.SpooledTemporaryFile",
        "unclosed file <_io.BufferedRandom name=\\d",
    ):
        config.addinivalue_line("filterwarnings", f"ignore:{message}:ResourceWarning")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """In each module the tests with the furnished site come last, so that the others find it empty."""
    by_module = defaultdict(list)
    for place, item in enumerate(items):
        if "django_db_setup" in getattr(item, "fixturenames", ()):
            by_module[item.path].append(place)
    for places in by_module.values():
        last = sorted((items[place] for place in places), key=lambda item: "furnished" in item.fixturenames)
        for place, item in zip(places, last, strict=True):
            items[place] = item
