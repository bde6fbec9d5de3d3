"""How many meetings a year a series' rule asks for."""

from __future__ import annotations

from samsyn.timewords import Deadline, Period, Yearless, parse


def quota(rule: str, year: int) -> tuple[int, int] | None:
    """The fewest and the most meetings of a year by the rule's words; None if they ask for no number.

    A recurrence counts as it says ("3 gånger per år"), and each time with an end ("våren 2026") as one meeting: in
    every year, for the plan's words are moved along year by year.
    """
    said = parse(rule, year=year)
    once = sum(isinstance(part, Period | Yearless | Deadline) for part in said.parts)
    low, high = said.per_year or (0, 0)
    return (low + once, high + once) if high + once else None
