"""Rules are held against an independent reader of RFC 5545, dateutil."""

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr

from samsyn.timewords import Recurrence, parse, rrule


def recurrence(words: str) -> Recurrence:
    (part,) = parse(words).parts
    assert isinstance(part, Recurrence)
    return part


RULES = [
    ("en gång i månaden utom juli", "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,8,9,10,11,12", 11),
    ("varje månad", "FREQ=MONTHLY", 12),
    ("varannan månad", "FREQ=MONTHLY;INTERVAL=2", 6),
    ("kvartalsvis", "FREQ=MONTHLY;INTERVAL=3", 4),
    ("en gång per tertial", "FREQ=MONTHLY;INTERVAL=4", 3),
    ("varje halvår", "FREQ=MONTHLY;INTERVAL=6", 2),
    ("vartannat kvartal", "FREQ=MONTHLY;INTERVAL=6", 2),
    ("årligen i februari", "FREQ=YEARLY;BYMONTH=2", 1),
    ("varje år", "FREQ=YEARLY", 1),
    ("2 gånger per år i mars och oktober", "FREQ=YEARLY;BYMONTH=3,10", 2),
    ("varannan vecka", "FREQ=WEEKLY;INTERVAL=2", 27),
    ("dagligen", "FREQ=DAILY", 365),
    ("en gång per månad till och med mars 2026", "FREQ=MONTHLY;UNTIL=20260331", 3),
    ("varje månad under våren 2026", "FREQ=MONTHLY;UNTIL=20260630", 6),
]


@pytest.mark.parametrize(("words", "rule", "occasions"), RULES)
def test_recurrence_gives_a_rule_that_dateutil_reads_the_same(words: str, rule: str, occasions: int) -> None:
    assert rrule(recurrence(words)) == rule
    days = rrulestr(rule, dtstart=datetime(2026, 1, 1)).between(datetime(2026, 1, 1), datetime(2026, 12, 31), inc=True)
    if "BYMONTH" in rule and "YEARLY" in rule:
        assert {day.month for day in days} == set(recurrence(words).months)
    assert len(days) == occasions


def test_alternate_years_skip_a_year() -> None:
    rule = rrule(recurrence("vartannat år"))
    assert rule == "FREQ=YEARLY;INTERVAL=2"
    days = list(rrulestr(rule, dtstart=datetime(2026, 3, 1)).xafter(datetime(2026, 1, 1), count=2))
    assert [day.date() for day in days] == [date(2026, 3, 1), date(2028, 3, 1)]


@pytest.mark.parametrize(
    "words",
    [
        "3 gånger per år",
        "2–3 gånger per år",
        "minst en gång per månad",
        "högst 4 gånger per år",
        "varje höst",
        "2 gånger per månad",
        "2 gånger hösten 2026",
        "en gång per kvartal utom i juli",
        "varje månad under v. 10",
    ],
)
def test_what_no_rule_can_say_has_none(words: str) -> None:
    assert rrule(recurrence(words)) is None
