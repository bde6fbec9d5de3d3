"""Even spreading of meetings over the days that can be used, around those that stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

WIDE = 1.5  # a gap this many times the even one is worth another meeting, where the rule gives a range


def targets(days: Sequence[date], count: int, fixed: Sequence[date]) -> list[date]:
    """The days on which `count` more meetings would lie evenly; `days` are usable days in order, at least one.

    Where nothing stands, each gets the middle of its share of the days. Meetings that stand share the days with the
    new ones: each new one goes where the gap is widest.
    """
    stretches = _stretches(len(days), [bisect_left(days, on) for on in sorted(fixed)])
    for _ in range(count):
        max(stretches, key=lambda stretch: stretch.gap).count += 1
    places = [place for stretch in stretches for place in stretch.places()]
    return [days[min(max(int(place), 0), len(days) - 1)] for place in places]


def number(days: Sequence[date], least: int, most: int, fixed: Sequence[date]) -> int:
    """How many meetings of a range: the least number, more only where those that stand would leave a wide gap."""
    count = max(least, len(fixed))
    while fixed and count < most and _widest(days, count - len(fixed), fixed) > WIDE * len(days) / max(least, 1):
        count += 1
    return count


def _widest(days: Sequence[date], count: int, fixed: Sequence[date]) -> float:
    stretches = _stretches(len(days), [bisect_left(days, on) for on in sorted(fixed)])
    for _ in range(count):
        max(stretches, key=lambda stretch: stretch.gap).count += 1
    return max(stretch.gap for stretch in stretches)


class _Stretch:
    """Places from `starts` to `ends`, each of which is a meeting that stands or an end of the time."""

    def __init__(self, starts: int, ends: int, *, edges: tuple[bool, bool]) -> None:
        self.starts, self.length, self.edges, self.count = starts, ends - starts, edges, 0

    @property
    def gap(self) -> float:
        """Between neighbours; towards an end of the time there is room for half of one."""
        parts = self.count + 1 - sum(self.edges) / 2
        return self.length / parts if parts else float("inf")

    def places(self) -> list[float]:
        begin = self.starts + (self.gap / 2 if self.edges[0] else self.gap)
        return [begin + self.gap * step for step in range(self.count)]


def _stretches(length: int, fixed: list[int]) -> list[_Stretch]:
    if not fixed:
        return [_Stretch(0, length, edges=(True, True))]
    between = [_Stretch(one, other, edges=(False, False)) for one, other in pairwise(fixed)]
    return [
        _Stretch(0, fixed[0], edges=(True, False)),
        *between,
        _Stretch(fixed[-1], length, edges=(False, True)),
    ]
