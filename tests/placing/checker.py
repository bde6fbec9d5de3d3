"""Says what is wrong with a proposal. Written from the rules and sharing no code with the search: the calendar, the
spans of time and the rules are reckoned anew here, from the parts of the words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from samsyn.placing import Meeting, Proposal, Series, Year
from samsyn.timewords import Deadline, Mode, Ongoing, Period, Recurrence, Relation, Relative, Unit, Yearless

DAY = timedelta(days=1)


def faults(proposal: Proposal) -> list[str]:
    """Every fault that no explanation admits; an empty list is a good proposal."""
    return [
        *_calendar(proposal), *_clashes(proposal), *_fixed(proposal), *_numbers(proposal), *_windows(proposal),
        *_following(proposal), *_order(proposal), *_spread(proposal), *_turns(proposal),
    ]  # fmt: skip


# the calendar, from the Act on public holidays (SFS 1989:253) and the three eves that are held as holidays


def easter(year: int) -> date:
    """Gauss and Butcher: the Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    (i, k), m = divmod(c, 4), (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def red_days(year: int) -> set[date]:
    sunday = easter(year)
    midsummer = next(date(year, 6, n) for n in range(20, 27) if date(year, 6, n).weekday() == 5)
    all_saints = next(d for n in range(7) if (d := date(year, 10, 31) + n * DAY).weekday() == 5)
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    moving = {sunday + n * DAY for n in (-2, 0, 1, 39, 49)}
    return {date(year, *day) for day in fixed} | moving | {midsummer, midsummer - DAY, all_saints}


def off(day: date) -> bool:
    return day.weekday() >= 5 or day in red_days(day.year)


def resting(day: date) -> bool:
    """July and the days from Monday of the week with Christmas Day to New Year's Eve."""
    christmas = date(day.year, 12, 25)
    return day.month == 7 or day >= christmas - christmas.weekday() * DAY


def span(year: int, part: object) -> tuple[date, date]:
    """The first and last day in the year that a part of the words leaves."""
    during = getattr(part, "during", None) or part
    if isinstance(during, Yearless):
        during = during.in_year(year)
    starts, ends = date(year, 1, 1), date(year, 12, 31)
    if isinstance(during, Period):
        return max(starts, during.starts), min(ends, during.ends)
    if isinstance(during, Deadline):
        return starts, during.on
    if isinstance(during, Ongoing):
        return max(starts, during.starts or starts), min(ends, during.ends or ends)
    return starts, ends


def part_of(year: Year, meeting: Meeting) -> object:
    return None if meeting.part is None else series_of(year, meeting.series).rule.parts[meeting.part]


def series_of(year: Year, key: str) -> Series:
    return next(series for series in year.series if series.key == key)


def admitted(proposal: Proposal, code: str, series: str, *days: date) -> bool:
    return any(
        found.code == code and found.series == series and (not days or set(days) <= set(found.days))
        for found in proposal.explanations
    )


def _calendar(proposal: Proposal) -> Iterator[str]:
    year = proposal.year
    for meeting in proposal.meetings:
        on, key = meeting.on, meeting.series
        shut = [block for block in year.blocked if block.starts <= on <= block.ends]
        if off(on) and not (meeting.fixed and admitted(proposal, "day_off", key, on)):
            yield f"{key} {on}: a day off"
        if shut and not (meeting.fixed and admitted(proposal, "blocked", key, on)):
            yield f"{key} {on}: blocked"
        if year.today and on <= year.today and not meeting.fixed:
            yield f"{key} {on}: in the past"
        lone = not off(on) and off(on - DAY) and off(on + DAY)
        if lone and not admitted(proposal, "squeeze_day", key, on):
            yield f"{key} {on}: between two days off, and not said"
        if resting(on) and not off(on) and not meeting.fixed:
            part = part_of(year, meeting)
            low, high = span(year.year, part)
            days = [low + n * DAY for n in range((high - low).days + 1)]
            months = getattr(part, "months", range(1, 13))
            alongside = isinstance(part, Relative) and part.relation is Relation.ALONGSIDE
            asked = all(resting(day) for day in days if not off(day) and day.month in months)
            if not asked and not alongside:
                yield f"{key} {on}: in the time that is kept free"


def who(year: Year, meeting: Meeting) -> frozenset[str]:
    if not meeting.minutes:
        return frozenset()
    series = series_of(year, meeting.series)
    return series.people.union(*(host.people for host in series.hosts if host.key == meeting.host))


def _clashes(proposal: Proposal) -> Iterator[str]:
    for one, other in combinations(proposal.meetings, 2):
        shared = who(proposal.year, one) & who(proposal.year, other)
        if one.on != other.on or not shared:
            continue
        first, second = (m.at.hour * 60 + m.at.minute for m in (one, other))
        overlap = first < second + other.minutes and second < first + one.minutes
        if overlap and not (one.fixed and other.fixed):
            yield f"{one.series} and {other.series} {one.on}: {len(shared)} people are in two places"
        beside = any(
            isinstance(part := part_of(proposal.year, m), Relative) and part.relation is Relation.ALONGSIDE
            for m in (one, other)
        )
        code = "clash" if overlap else "same_day"
        if not beside and not any(admitted(proposal, code, m.series, m.on) for m in (one, other)):
            yield f"{one.series} and {other.series} {one.on}: {code} is not said"


def _fixed(proposal: Proposal) -> Iterator[str]:
    for series in proposal.year.series:
        wanted = Counter((one.on, one.at or series.times[0]) for one in series.fixed)
        there = Counter((m.on, m.at) for m in proposal.of(series.key) if m.fixed)
        if wanted != there:
            yield f"{series.key}: what is fixed is not as it was"


def missing(proposal: Proposal, key: str) -> int:
    return sum(found.missing for found in proposal.explanations if found.series == key)


def units(year: int, part: Recurrence) -> Counter[tuple[int, ...]]:
    """How many working days each unit (month, ISO week ...) of the recurrence has, without regard to `every`."""
    low, high = span(year, part)
    found: Counter[tuple[int, ...]] = Counter()
    for n in range((high - low).days + 1):
        day = low + n * DAY
        if day.month in part.months:
            found[unit(part, day)] += 1
    return found


def unit(part: Recurrence, day: date) -> tuple[int, ...]:
    match part.per:
        case Unit.WEEK:
            return day.isocalendar()[:2]
        case Unit.DAY:
            return (day.toordinal(),)
        case Unit.PERIOD | Unit.YEAR:
            return ()
    months = {Unit.HALF_YEAR: 6, Unit.TERTIAL: 4, Unit.QUARTER: 3, Unit.MONTH: 1}[part.per]
    return ((day.month - 1) // months,)


def _numbers(proposal: Proposal) -> Iterator[str]:
    """The quotas: never too many, and what is too few is said with its number."""
    year = proposal.year
    for series in year.series:
        for index, part in enumerate(series.rule.parts):
            mine = [m for m in proposal.of(series.key) if m.part == index]
            lacking = missing(proposal, series.key)
            if isinstance(part, Ongoing) and mine:
                yield f"{series.key}: what goes on all the time has a day"
            if isinstance(part, Period | Deadline | Yearless) and len(mine) != 1 and not (not mine and lacking):
                yield f"{series.key}: {len(mine)} days for one occasion"
            if isinstance(part, Recurrence) and not isinstance(part.during, Yearless) and part.every == 1:
                counted = Counter(unit(part, m.on) for m in mine)
                asked = units(year.year, part)
                if part.per is Unit.WEEK:  # a week belongs to the year of its Thursday
                    asked = Counter({u: n for u, n in asked.items() if u[0] == year.year})
                if part.per is Unit.DAY:
                    asked = Counter({u: n for u, n in asked.items() if not off(date.fromordinal(u[0]))})
                if any(count > part.at_most for count in counted.values()):
                    yield f"{series.key}: more than {part.at_most} in a unit"
                least = max(1, part.at_least)
                short = sum(max(0, least - counted[u]) for u in asked)
                if short > lacking:
                    yield f"{series.key}: {short} too few, {lacking} explained"
        if not any(isinstance(part, Recurrence) and part.or_more for part in series.rule.parts):
            extra = [m for m in proposal.of(series.key) if m.part is None]
            if any(not m.fixed for m in extra):
                yield f"{series.key}: a day that no rule asks for"


def _windows(proposal: Proposal) -> Iterator[str]:
    for meeting in proposal.meetings:
        part = part_of(proposal.year, meeting)
        if part is None or isinstance(part, Relative):
            continue
        low, high = span(proposal.year.year, part)
        if not low <= meeting.on <= high or meeting.on.month not in getattr(part, "months", range(1, 13)):
            yield f"{meeting.series} {meeting.on}: outside its time"
        if meeting.mode is not getattr(part, "mode", Mode.ANY):
            yield f"{meeting.series} {meeting.on}: {meeting.mode} is not what the words say"


def _following(proposal: Proposal) -> Iterator[str]:
    for meeting in proposal.meetings:
        part = part_of(proposal.year, meeting)
        if not isinstance(part, Relative):
            continue
        if meeting.follows is None and meeting.fixed:  # what it would follow is explained as missing
            continue
        if meeting.follows is None:
            yield f"{meeting.series} {meeting.on}: follows nothing"
            continue
        leader = next(m for m in proposal.of(meeting.follows[0]) if m.number == meeting.follows[1])
        count, per = part.offset or ((14 if part.relation is Relation.BEFORE else 7), Unit.DAY)
        days = count * {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30}[per]
        apart = (leader.on - meeting.on).days
        right = {
            Relation.BEFORE: apart >= days,
            Relation.AFTER: -apart >= days,
            Relation.ALONGSIDE: apart == 0,
        }[part.relation]
        if not right and not (meeting.fixed and admitted(proposal, "lead", meeting.series, meeting.on)):
            yield f"{meeting.series} {meeting.on}: {apart} days before {leader.series} {leader.on}"


def _order(proposal: Proposal) -> Iterator[str]:
    for series in proposal.year.series:
        for key in series.before:
            for ours, theirs in zip(proposal.of(series.key), proposal.of(key), strict=False):
                said = (
                    admitted(proposal, "order", series.key) or missing(proposal, series.key) or missing(proposal, key)
                )
                if ours.on >= theirs.on and not said:
                    yield f"{series.key} {ours.on} is not before {key} {theirs.on}"


def _spread(proposal: Proposal) -> Iterator[str]:
    for series in proposal.year.series:
        if series.least_apart is None:
            continue
        for one, other in combinations(proposal.of(series.key), 2):
            close = (other.on - one.on).days < series.least_apart
            if close and not admitted(proposal, "too_close", series.key, one.on, other.on):
                yield f"{series.key}: {one.on} and {other.on} are too close, and not said"


def _turns(proposal: Proposal) -> Iterator[str]:
    """Nobody has two turns more than another; who has none has not waited longer than one who has."""
    for series in proposal.year.series:
        if not series.hosts:
            continue
        meetings = proposal.of(series.key)
        free = [m for m in meetings if not m.fixed]
        turns = Counter(m.host for m in meetings)
        keys = [host.key for host in series.hosts]
        if any(m.host not in keys for m in free):
            yield f"{series.key}: a meeting has no host"
        fixed = Counter(m.host for m in meetings if m.fixed)
        if not missing(proposal, series.key) or series.each_host:
            most = max(turns[k] for k in keys) - min(turns[k] for k in keys)
            if most > 1 and not any(fixed[k] > 1 for k in keys):
                yield f"{series.key}: the turns are uneven, {dict(turns)}"
        without = [host for host in series.hosts if not turns[host.key]]
        with_one = [host for host in series.hosts if turns[host.key] > fixed[host.key]]
        for waits in without:
            if any((waits.last or date.min) < (has.last or date.min) for has in with_one):
                yield f"{series.key}: {waits.key} has waited longer than one who has a turn"
        if series.each_host and without and not admitted(proposal, "turns_wait", series.key):
            yield f"{series.key}: {len(without)} have no turn, and it is not said"
