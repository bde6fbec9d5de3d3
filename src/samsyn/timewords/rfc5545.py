"""Recurrence rules of RFC 5545 (iCalendar), section 3.3.10, for the recurrences that have one."""

from __future__ import annotations

from samsyn.timewords.model import ALL_MONTHS, Ongoing, Period, Recurrence, Unit, Yearless

_FREQUENCIES = {
    Unit.YEAR: ("YEARLY", 1),
    Unit.HALF_YEAR: ("MONTHLY", 6),
    Unit.TERTIAL: ("MONTHLY", 4),
    Unit.QUARTER: ("MONTHLY", 3),
    Unit.MONTH: ("MONTHLY", 1),
    Unit.WEEK: ("WEEKLY", 1),
    Unit.DAY: ("DAILY", 1),
}


def rrule(recurrence: Recurrence) -> str | None:
    """The value of an RRULE ("FREQ=MONTHLY;BYMONTH=1,2"), without DTSTART, which the calendar must supply.

    None where no rule says the same: quotas ("3 gånger per år"), ranges, "minst", once in a span of months
    ("varje höst"), times in a period. The end of `during` becomes UNTIL, its beginning is for DTSTART.
    """
    part = recurrence
    if part.at_least != part.at_most or part.or_more or part.per is Unit.PERIOD or isinstance(part.during, Yearless):
        return None
    limited = part.months != ALL_MONTHS
    if part.per is Unit.YEAR:
        expressible = part.at_most == (len(part.months) if limited else 1)
    else:
        by_month = part.per in (Unit.MONTH, Unit.WEEK, Unit.DAY)
        expressible = part.at_most == 1 and (by_month or not limited)
    if not expressible:
        return None
    frequency, interval = _FREQUENCIES[part.per]
    fields = [f"FREQ={frequency}"]
    if interval * part.every > 1:
        fields.append(f"INTERVAL={interval * part.every}")
    if limited:
        fields.append("BYMONTH=" + ",".join(map(str, part.months)))
    if isinstance(part.during, Period | Ongoing) and part.during.ends:
        fields.append(f"UNTIL={part.during.ends:%Y%m%d}")
    return ";".join(fields)
