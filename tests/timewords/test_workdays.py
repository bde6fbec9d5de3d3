from datetime import date, timedelta

import pytest

from samsyn.timewords import free_days, holiday_name, is_squeeze_day, is_workday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 6), "Trettondedag jul"),
        (date(2026, 4, 3), "Långfredagen"),
        (date(2026, 5, 14), "Kristi himmelsfärdsdag"),
        (date(2026, 6, 19), "Midsommarafton"),
        (date(2026, 12, 24), "Julafton"),
        (date(2026, 12, 31), "Nyårsafton"),
    ],
)
def test_holiday_has_its_swedish_name_and_is_no_workday(day: date, name: str) -> None:
    assert holiday_name(day) == name
    assert not is_workday(day)


def test_weekend_is_no_workday_and_has_no_name() -> None:
    assert not is_workday(date(2026, 3, 7))
    assert not is_workday(date(2026, 3, 8))
    assert holiday_name(date(2026, 3, 8)) is None
    assert is_workday(date(2026, 3, 9))


def test_squeeze_day_stands_alone_between_days_off() -> None:
    assert is_squeeze_day(date(2026, 1, 5))  # Monday before Epiphany
    assert is_squeeze_day(date(2026, 5, 15))  # Friday after Ascension Day
    assert is_squeeze_day(date(2026, 1, 2))  # Friday after New Year's Day
    assert not is_squeeze_day(date(2026, 1, 7))
    assert not is_squeeze_day(date(2026, 5, 14))


def test_free_days_leave_out_july_squeeze_days_and_taken_days() -> None:
    assert free_days(date(2026, 1, 1), date(2026, 1, 9), {date(2026, 1, 8)}) == [date(2026, 1, 7), date(2026, 1, 9)]
    assert free_days(date(2026, 6, 29), date(2026, 8, 3)) == [date(2026, 6, 29), date(2026, 6, 30), date(2026, 8, 3)]
    assert len(free_days(date(2026, 7, 1), date(2026, 7, 31), july=True)) == 23


def test_a_year_has_about_250_workdays() -> None:
    days = [date(2026, 1, 1) + timedelta(days=step) for step in range(365)]
    assert sum(map(is_workday, days)) == 251
