"""What the quality lanes look at: a site on trial, as its readers get it."""

from pathlib import Path

import pytest

from tests.trials import opened


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.quality)


@pytest.fixture(scope="session")
def trial(tmp_path_factory):
    """A site in the settings of a public one, behind the proxy that does the https: `url` and `pages`."""
    var = tmp_path_factory.mktemp("trial")
    production = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "for the quality lanes only, and long enough to be a good secret",
        "ALLOWED_HOSTS": "127.0.0.1",
        "WAGTAILADMIN_BASE_URL": "https://127.0.0.1",
        "BEHIND_PROXY": "1",
        # A web server does this in production. The pictures are part of the page all the same.
        "MOOTHALL_SERVE_MEDIA": "1",
    }
    with opened(var, **production) as site:
        yield site
