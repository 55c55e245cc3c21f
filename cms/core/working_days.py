"""Working days in the four nations, whose bank holidays differ. The clock is an argument."""

import datetime as dt
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from holidays import country_holidays

SATURDAY = 5
FIRST, LAST = dt.date(1872, 1, 1), dt.date(2100, 12, 31)  # beyond these, only weekends are known


class Nation(TextChoices):
    """The nation whose bank holidays count."""

    ENGLAND = "ENG", _("England")
    SCOTLAND = "SCT", _("Scotland")
    WALES = "WLS", _("Wales")
    NORTHERN_IRELAND = "NIR", _("Northern Ireland")


@lru_cache(maxsize=256)
def bank_holidays(year: int, nation: Nation) -> frozenset[dt.date]:
    """The bank holidays of one year in one nation."""
    return frozenset(country_holidays("GB", subdiv=Nation(nation).value, years=year))


def is_working_day(day: dt.date, nation: Nation) -> bool:
    """Whether offices of a council are open: neither a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and not (FIRST <= day <= LAST and day in bank_holidays(day.year, nation))


def on_or_after(day: dt.date, nation: Nation) -> dt.date:
    """The first working day from this day on: the one to which a due date counts."""
    while not is_working_day(day, nation) and day < dt.date.max:
        day += dt.timedelta(days=1)
    return day


def shifted(day: dt.date, number: int, nation: Nation) -> dt.date:
    """So many working days after this day, or before it if the number is negative."""
    step = dt.timedelta(days=1 if number > 0 else -1)
    for _each in range(abs(number)):
        day += step
        while not is_working_day(day, nation):
            day += step
    return day
