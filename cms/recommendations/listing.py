"""What a reader asked a tracker for: its page and everything taken away from it show the same."""

import datetime as dt
from functools import cached_property

from django.core.paginator import Paginator

from cms.core.sanitising import plain_words
from cms.core.working_days import Nation

from .filters import TrackerFilter
from .narrowing import narrowed
from .positions import Position, positions_of
from .sorting import Order, in_order
from .totals import Totals, totals_in


class Listing:
    """The recommendations of a branch as one request narrowed them down and put them in order.

    `recommendations` are all of the branch, `data` is the query of the request: nothing in it can fail.
    `nation` is the one whose bank holidays count.
    """

    def __init__(self, recommendations, data, *, today: dt.date, nation: Nation):
        self._recommendations = recommendations
        self.today, self.nation = today, nation
        by_support = plain_words(data.get("sort", "")) == Order.SUPPORT
        self.positions = positions_of(recommendations, today, nation, with_support=by_support)
        self.form = TrackerFilter(data, self.positions)
        chosen = self.form.chosen()
        if "words" in chosen:
            holding = set(recommendations.with_words(chosen["words"]).values_list("pk", flat=True))
            for position in self.positions:
                position.holds_words = position.pk in holding
        fitting, numbers = narrowed(self.positions, chosen)
        self.form.tell(numbers)
        self.fitting = in_order(fitting, self.form.order)

    @cached_property
    def totals(self) -> Totals:
        """Where all recommendations of the branch stand, whatever the list was narrowed down to."""
        return totals_in(self.positions)

    @property
    def query(self):
        """What was asked for, as the query of an address that can be shared."""
        return self.form.query

    def page(self, number, per_page: int):
        """One page of the list, its recommendations each with where it stands. One query.

        Which they are is known before they are fetched, so the last page costs what the first does.
        """
        page = Paginator(self.fitting, per_page).get_page(number)
        page.object_list = self.pages_of(page.object_list)
        return page

    def pages_of(self, positions: list[Position]) -> list:
        """The pages of these recommendations in the same order, each with its `position`. One query."""
        found = self._recommendations.filter(pk__in=[position.pk for position in positions]).with_support()
        pages = {page.pk: page for page in found}
        for position in positions:
            pages[position.pk].position = position
        return [pages[position.pk] for position in positions]
