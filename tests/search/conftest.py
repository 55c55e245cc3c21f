"""What the tests of search ask for: what a reader is shown, and a Welsh site."""

import pytest

from tests import factories


@pytest.fixture
def found(reader):
    """`found("trees", kind="evidence")`: the titles a reader is shown, in order, on all pages of results."""

    def titles(words: str, address: str = "/search/", **query) -> list[str]:
        shown, number = [], 1
        while True:
            answer = reader.get(address, {"words": words, "page": number, **query})
            assert answer.status_code == 200
            shown += [result.title for result in answer.context["results"]]
            if not answer.context["page_of_hits"].has_next():
                return shown
            number += 1

    return titles


@pytest.fixture
def welsh_home(site):
    """The home page in Welsh, published."""
    copy = site.copy_for_translation(factories.locale("cy"))
    copy.save_revision().publish()
    return copy
