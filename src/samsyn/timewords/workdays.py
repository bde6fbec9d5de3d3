"""Swedish workdays: neither weekend, public holiday, nor one of the eves that are held as holidays."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

JULY = 7


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    import holidays  # noqa: PLC0415 - it takes a third of a second, and most readers of words never ask for a day

    # "de_facto" are Midsummer Eve, Christmas Eve and New Year's Eve: no holidays by law, and nobody works.
    return dict(holidays.country_holidays("SE", years=year, language="sv", categories=("public", "de_facto")))


def holiday_name(day: date) -> str | None:
    """The Swedish name of the holiday, None on other days. Sundays have no name."""
    return _holidays(day.year).get(day)


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)


def is_squeeze_day(day: date) -> bool:
    """A lone workday between two days off ("klämdag")."""
    return is_workday(day) and not is_workday(day - timedelta(days=1)) and not is_workday(day + timedelta(days=1))


def free_days(starts: date, ends: date, taken: Collection[date] = (), *, july: bool = False) -> list[date]:
    """The days from `starts` to `ends` on which people can be called: workdays, no squeeze days, none in `taken`.

    July is left out unless asked for.
    """
    days = (starts + timedelta(days=step) for step in range((ends - starts).days + 1))
    return [
        day
        for day in days
        if (july or day.month != JULY) and day not in taken and is_workday(day) and not is_squeeze_day(day)
    ]
