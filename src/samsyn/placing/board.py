"""The year as it is being filled: where each meeting lies, what a place costs, and what shuts it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from samsyn.placing.days import beside_day_off, squeezed
from samsyn.placing.slots import Slot, beside
from samsyn.placing.wanted import Wanted, order_pairs
from samsyn.timewords import Relation

# Points. What is firm weighs more than all that is soft together, and a missing meeting more than all that is firm.
UNEVEN = 40  # at the edge of a meeting's share of the time; grows with the square of the distance
WEEKDAY = 3  # not a preferred weekday
LATER_TIME = 2  # for each step down the list of times
BESIDE_DAY_OFF = 2
SAME_DAY, SAME_DAY_EACH, SAME_DAY_MOST = 15, 2, 45  # somebody has another meeting that day; for each person
SAME_WEEK, SAME_WEEK_EACH, SAME_WEEK_MOST = 1, 0.5, 6
FURTHER = 0.5  # a day further away than the rule says
SQUEEZE_DAY = 5_000
TOO_CLOSE, TOO_CLOSE_DAY = 10_000, 10
NOT_PLACED = 1_000_000

Week = tuple[int, int]  # ISO year and week


class Place(NamedTuple):
    on: date
    at: time


class Point(NamedTuple):
    """One thing that costs: its code, points, and the other meeting and the days that it is about, if any."""

    code: str
    points: float
    other: Slot | None = None
    days: int = 0


def starting(place: Place) -> int:
    """Minutes since midnight."""
    return place.at.hour * 60 + place.at.minute


def week_of(day: date) -> Week:
    """The ISO week: 1 January can lie in week 53 of the year before."""
    iso = day.isocalendar()
    return iso.year, iso.week


class Board:
    """Which slot lies where. `conflict` and `points` ask about a place without putting anything there."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.places: dict[Slot, Place] = {}
        self.on_day: dict[date, list[Slot]] = defaultdict(list)
        self.in_week: dict[Week, list[Slot]] = defaultdict(list)
        bits = {person: 1 << number for number, person in enumerate(_everybody(wanted))}
        self.mask = {slot: sum(bits[person] for person in slot.people) for slot in wanted.slots}
        self.earlier: dict[Slot, list[Slot]] = defaultdict(list)
        self.later: dict[Slot, list[Slot]] = defaultdict(list)
        for first, second in order_pairs(wanted):
            self.later[first].append(second)
            self.earlier[second].append(first)

    def put(self, slot: Slot, place: Place) -> None:
        self.places[slot] = place
        self.on_day[place.on].append(slot)
        self.in_week[week_of(place.on)].append(slot)

    def take(self, slot: Slot) -> Place:
        place = self.places.pop(slot)
        self.on_day[place.on].remove(slot)
        self.in_week[week_of(place.on)].remove(slot)
        return place

    def times(self, slot: Slot, on: date) -> Iterator[time]:
        """The times of day that can be proposed; what is held together with another meeting can follow it at once."""
        yield from slot.series.times
        if slot.rule and slot.rule.relation is Relation.ALONGSIDE and slot.leader in self.places:
            ends = starting(self.places[slot.leader]) + slot.leader.minutes
            if ends < 24 * 60 and (at := time(*divmod(ends, 60))) not in slot.series.times:
                yield at

    # what never gives way

    def clashes(self, slot: Slot, place: Place) -> list[Slot]:
        """The meetings that somebody would have to be at, at the same time."""
        mask, begins = self.mask[slot], starting(place)
        return [
            other
            for other in self.on_day.get(place.on, ())
            if mask & self.mask[other]
            and other is not slot
            and begins < starting(self.places[other]) + other.minutes
            and starting(self.places[other]) < begins + slot.minutes
        ]

    def out_of_order(self, slot: Slot, on: date) -> list[Slot]:
        """The meetings that this one is to come before or after, and would not."""
        earlier = [other for other in self.earlier.get(slot, ()) if other in self.places]
        later = [other for other in self.later.get(slot, ()) if other in self.places]
        return [other for other in earlier if self.places[other].on >= on] + [
            other for other in later if self.places[other].on <= on
        ]

    def off_rule(self, slot: Slot, on: date) -> bool:
        """Whether the day is not where the rule on the other series puts it; also as the other side of such a rule."""
        if slot.leader and slot.rule and slot.leader in self.places:
            ends = sorted(beside(slot.rule, self.places[slot.leader].on))
            if not ends[0] <= on <= ends[1]:
                return True
        for follower in slot.followers:
            if follower in self.places and follower.rule:
                ends = sorted(beside(follower.rule, on))
                if not ends[0] <= self.places[follower].on <= ends[1]:
                    return True
        return False

    def shut_out(self, slot: Slot, place: Place) -> bool:
        return bool(self.clashes(slot, place) or self.out_of_order(slot, place.on) or self.off_rule(slot, place.on))

    # what costs

    def own_points(self, slot: Slot, place: Place) -> Iterator[Point]:
        """What the place costs whatever else the year holds."""
        if slot.target:
            days = abs((place.on - slot.target).days)
            if days:
                yield Point("uneven", UNEVEN * (days / slot.share) ** 2, days=days)
        if slot.minutes:
            times = slot.series.times
            if slot.series.weekdays and place.on.weekday() not in slot.series.weekdays:
                yield Point("weekday", WEEKDAY)
            if (step := times.index(place.at) if place.at in times else len(times)) > 0:
                yield Point("later_time", LATER_TIME * step)
            if beside_day_off(place.on):
                yield Point("beside_day_off", BESIDE_DAY_OFF)
        if place.on in self.wanted.days.rest and not self.wanted.days.resting(slot.window, range(1, 13)):
            yield Point("cost_rest", SQUEEZE_DAY)
        elif squeezed(place.on):
            yield Point("cost_squeeze", SQUEEZE_DAY)

    def points(self, slot: Slot, place: Place) -> Iterator[Point]:
        """What the place costs because of the other meetings."""
        mask, week = self.mask[slot], week_of(place.on)
        for other in self.in_week.get(week, ()) if mask else ():
            shared = mask & self.mask[other]
            if not shared or other is slot or self.together(slot, other):
                continue
            each = shared.bit_count()
            if self.places[other].on == place.on:
                yield Point("cost_same_day", min(SAME_DAY + SAME_DAY_EACH * each, SAME_DAY_MOST), other, each)
            else:
                yield Point("crowded_week", min(SAME_WEEK + SAME_WEEK_EACH * each, SAME_WEEK_MOST), other, each)
        for other in self.wanted.by_series[slot.series.key]:
            if other is slot or other not in self.places:
                continue
            least, apart = self.least_apart(slot, other), abs((self.places[other].on - place.on).days)
            if apart < least:
                yield Point("cost_close", TOO_CLOSE + TOO_CLOSE_DAY * (least - apart), other, apart)
        if slot.leader and slot.rule and slot.leader in self.places:
            further = abs((beside(slot.rule, self.places[slot.leader].on)[1] - place.on).days)
            if further:
                yield Point("further", FURTHER * further, slot.leader, further)

    def least_apart(self, one: Slot, other: Slot) -> int:
        """Days between two meetings of a series: what the series says, else half an even distance within a part."""
        if one.series.least_apart is not None:
            return one.series.least_apart
        return min(one.gap, other.gap) if one.part == other.part and one.part is not None else 0

    def together(self, one: Slot, other: Slot) -> bool:
        """Whether one is held in connection with the other by rule."""
        follower = one if one.leader is other else other if other.leader is one else None
        return follower is not None and follower.rule is not None and follower.rule.relation is Relation.ALONGSIDE


def _everybody(wanted: Wanted) -> list[str]:
    return sorted({person for slot in wanted.slots for person in slot.people})
