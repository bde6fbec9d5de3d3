"""What the inspectors are asked to carry at the same time, quarter by quarter, against what they can.

The check of colliding campaigns (PC43) and the page about capacity both count here.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samsyn.plandoc.model import Area

AT_A_TIME = 3  # efforts that a county carries at a time, unless it says otherwise
SHORTEST_OVERLAP = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Effort:
    """Joint work that takes the inspectors' time, from a day to a day (both counted)."""

    key: str
    title: str
    starts: date
    ends: date
    campaign: bool = True  # inspections in the municipalities; else guidance, training, exchange
    national: bool = False  # its time is set for the whole country
    proposed: bool = False  # wished for, and not in the plan
    municipalities: tuple[str, ...] = ()
    area: Area | None = None

    def runs(self, day: date) -> bool:
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class Quarter:
    year: int
    number: int  # 1–4

    @property
    def starts(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> date:
        return date(self.year, 3 * self.number, monthrange(self.year, 3 * self.number)[1])


@dataclass(frozen=True, slots=True)
class Load:
    """A quarter: what runs in it, and what of it runs at the same time on the busiest day."""

    quarter: Quarter
    running: tuple[Effort, ...]
    at_once: tuple[Effort, ...]
    at_a_time: int  # the capacity

    @property
    def over(self) -> int:
        """How many more than the capacity run at the same time."""
        return max(len(self.at_once) - self.at_a_time, 0)


@dataclass(frozen=True, slots=True)
class Collision:
    """Campaigns that turn to the same municipalities for at least four weeks, and the days that they share."""

    campaigns: tuple[Effort, ...]
    starts: date
    ends: date
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """An effort that could be moved to the nearest quarters where there is room."""

    effort: Effort
    moved: Effort
    quarters: int  # later; below nought: earlier


@dataclass(frozen=True, slots=True)
class Relief:
    """What would take the load down to the capacity, and the quarters where nothing would."""

    moves: tuple[Move, ...]
    stuck: tuple[Load, ...]


def loads(efforts: Sequence[Effort], years: Iterable[int], *, at_a_time: int) -> list[Load]:
    """Every quarter of the years, in order."""
    found = []
    for quarter in (Quarter(year, number) for year in years for number in range(1, 5)):
        running = tuple(e for e in efforts if e.starts <= quarter.ends and e.ends >= quarter.starts)
        found.append(Load(quarter, running, _at_once(running, quarter.starts, quarter.ends), at_a_time))
    return found


def _at_once(efforts: Sequence[Effort], first: date, last: date) -> tuple[Effort, ...]:
    """What runs on the busiest of the days; of several days as busy, the first."""
    days = sorted({max(effort.starts, first) for effort in efforts if effort.starts <= last and effort.ends >= first})
    busiest: tuple[Effort, ...] = ()
    for day in days:
        running = tuple(effort for effort in efforts if effort.runs(day))
        busiest = running if len(running) > len(busiest) else busiest
    return busiest


def collisions(campaigns: Iterable[Effort]) -> list[Collision]:
    """The largest groups of campaigns that want the same municipalities at the same time."""
    by_municipality: defaultdict[str, list[Effort]] = defaultdict(list)
    for campaign in campaigns:
        for name in campaign.municipalities:
            by_municipality[name].append(campaign)
    shared: dict[tuple[str, ...], tuple[tuple[Effort, ...], list[str]]] = {}
    for name, wanting in by_municipality.items():
        for group in _together(wanting):
            shared.setdefault(tuple(effort.key for effort in group), (group, []))[1].append(name)
    return [
        Collision(group, max(e.starts for e in group), min(e.ends for e in group), tuple(names))
        for group, names in shared.values()
    ]


def _together(campaigns: list[Effort]) -> Iterator[tuple[Effort, ...]]:
    """The largest groups that share at least four weeks."""
    running: list[Effort] = []
    grown = False
    for campaign in sorted(campaigns, key=lambda effort: effort.starts):
        staying = [other for other in running if other.ends - campaign.starts >= SHORTEST_OVERLAP]
        if len(staying) < len(running) and grown and len(running) > 1:
            yield tuple(running)
        if campaign.ends - campaign.starts >= SHORTEST_OVERLAP:
            running, grown = [*staying, campaign], True
        else:
            running, grown = staying, grown and len(staying) == len(running)
    if grown and len(running) > 1:
        yield tuple(running)


def relief(efforts: Sequence[Effort], years: Sequence[int], *, at_a_time: int, today: date | None = None) -> Relief:
    """Moves that take every quarter down to the capacity, one after the other, and the quarters that none helps.

    What has begun by `today` and what has a national time stays where it is. What is only wished for is moved first,
    then what is not a campaign, then campaigns; each to the nearest quarter with room, a later one before an earlier.
    """
    standing, moves, stuck = list(efforts), list[Move](), list[Load]()
    given_up: set[Quarter] = set()
    while over := [
        load for load in loads(standing, years, at_a_time=at_a_time) if load.over and load.quarter not in given_up
    ]:
        moved = {move.moved for move in moves}
        move = _best_move(standing, over[0], years, at_a_time, today, moved)
        if move is None:
            stuck.append(over[0])
            given_up.add(over[0].quarter)
        else:
            moves.append(move)
            standing[standing.index(move.effort)] = move.moved
    return Relief(tuple(moves), tuple(stuck))


def _best_move(
    efforts: Sequence[Effort],
    load: Load,
    years: Sequence[int],
    at_a_time: int,
    today: date | None,
    moved: set[Effort],
) -> Move | None:
    movable = [
        effort
        for effort in load.at_once
        if effort not in moved and not effort.national and (today is None or effort.starts > today)
    ]
    movable.sort(key=lambda effort: (not effort.proposed, effort.campaign, -effort.starts.toordinal(), effort.key))
    for effort in movable:
        others = [other for other in efforts if other is not effort]
        for quarters in _nearest(4 * len(years)):
            if (shifted := _shifted(effort, quarters)) and _has_room(shifted, others, years, at_a_time, today):
                return Move(effort, shifted, quarters)
    return None


def _nearest(most: int) -> Iterator[int]:
    for distance in range(1, most + 1):
        yield from (distance, -distance)


def _has_room(
    effort: Effort, others: Sequence[Effort], years: Sequence[int], at_a_time: int, today: date | None
) -> bool:
    if effort.starts.year < years[0] or effort.ends.year > years[-1] or (today and effort.starts <= today):
        return False
    return len(_at_once(others, effort.starts, effort.ends)) < at_a_time


def _shifted(effort: Effort, quarters: int) -> Effort | None:
    """The effort so many quarters later; None where the calendar ends. What ended with a month still does."""
    try:
        starts, ends = _months_on(effort.starts, 3 * quarters), _months_on(effort.ends, 3 * quarters)
    except ValueError:
        return None
    return replace(effort, starts=starts, ends=ends)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    at_the_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if at_the_end else min(day.day, last))
