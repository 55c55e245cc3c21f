"""The budgets, kept on every page of the real programme."""

from tests.budgets.counting import repeated, statements_of
from tests.budgets.test_queries import ceiling
from tests.budgets.weighing import too_heavy
from tests.demo.loaded_programme import programme  # noqa: F401  a fixture


def everything(programme):  # noqa: F811
    """Every public page of the site the programme stands on."""
    return list(programme.get_parent().get_descendants(inclusive=True).live().specific())


def test_every_page_of_the_real_programme_is_light(programme, reader):  # noqa: F811
    found = everything(programme)
    assert len(found) > 100
    assert too_heavy(reader, found) == {}


def test_every_page_of_the_real_programme_asks_little_and_nothing_twice(programme, reader):  # noqa: F811
    over = {}
    for page in everything(programme):
        statements = statements_of(reader, page.get_url())
        if len(statements) > ceiling(type(page)) or repeated(statements):
            over[page.get_url()] = len(statements), repeated(statements)
    assert over == {}
