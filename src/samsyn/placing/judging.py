"""From a filled board to a proposal: what each meeting's day costs, which rules gave way, and what found no day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from samsyn.placing import days as of_days
from samsyn.placing.board import Board, Place
from samsyn.placing.hosting import waiting
from samsyn.placing.model import WEIGHTS, Cost, Explanation, Meeting, Proposal, Remedy, Series, Weight
from samsyn.placing.search import fixed_place
from samsyn.placing.slots import Slot, beside, said
from samsyn.placing.words import Plain
from samsyn.timewords import Recurrence, Unit, is_workday
from samsyn.timewords.model import ALL_MONTHS

SHOWN = 5  # people who are named in an explanation
_STAND = (Remedy("move"), Remedy("keep"))


def judged(board: Board) -> Proposal:
    """The proposal that the board holds. Every fault of it is explained, whether the search or a move made it."""
    numbers = _numbers(board)
    meetings = [_meeting(board, slot, numbers) for slot in board.places]
    meetings.sort(key=lambda meeting: (meeting.on, meeting.at, meeting.series, meeting.number))
    judge = _Judge(board)
    found = [*board.wanted.explanations, *judge.meetings(), *judge.unplaced(), *judge.series()]
    order = {series.key: number for number, series in enumerate(board.wanted.year.series)}
    found.sort(key=lambda one: (WEIGHTS.index(one.weight), order[one.series], one.code, one.days))
    return Proposal(board.wanted.year, tuple(meetings), tuple(found))


def _numbers(board: Board) -> dict[Slot, int]:
    """Each meeting's number within its series, in order of date."""
    numbers = {}
    for slots in board.wanted.by_series.values():
        there = sorted((slot for slot in slots if slot in board.places), key=lambda s: (board.places[s], s.index))
        numbers.update({slot: number for number, slot in enumerate(there, start=1)})
    return numbers


def _meeting(board: Board, slot: Slot, numbers: dict[Slot, int]) -> Meeting:
    place = board.places[slot]
    points = [*board.own_points(slot, place), *board.points(slot, place)]
    costs = []
    for point in points:
        params: dict[str, Plain] = {"days": point.days}
        if point.other:
            params |= {"other": point.other.series.name, "people": point.days}
        costs.append(Cost(point.code, round(point.points, 2), tuple(params.items())))
    follows = (slot.leader.series.key, numbers[slot.leader]) if slot.leader and slot.leader in numbers else None
    return Meeting(
        slot.series.key, numbers[slot], place.on, place.at, slot.minutes, slot.part,
        slot.host.key if slot.host else "", slot.mode, slot.fixed is not None, follows, tuple(costs), slot.index,
    )  # fmt: skip


class _Judge:
    def __init__(self, board: Board) -> None:
        self.board = board
        self.wanted = board.wanted
        self.days = board.wanted.days
        self.called = dict(board.wanted.year.names)

    # each meeting by itself and with the others

    def meetings(self) -> Iterator[Explanation]:
        for slot in self.wanted.slots:
            if slot in self.board.places:
                place = self.board.places[slot]
                yield from self._day(slot, place)
                yield from self._rules(slot, place)
                yield from self._others(slot, place)

    def _day(self, slot: Slot, place: Place) -> Iterator[Explanation]:
        on = place.on
        if slot.fixed and fixed_place(slot) != place:
            was = slot.fixed.on
            yield self._about(slot, "fixed_moved", Weight.BROKEN, (was,), on=was.isoformat())
        if not slot.fixed and self.days.past(on):
            yield self._about(slot, "past", Weight.BROKEN, (on,), on=on.isoformat())
        if not is_workday(on):
            what, what_en = of_days.off(on)
            yield self._about(
                slot, "day_off", Weight.BROKEN, (on,), on=on.isoformat(), what=what, what_en=what_en, remedies=_STAND
            )
        if on in self.days.blocked:
            reason = self.days.blocked[on].reason
            yield self._about(slot, "blocked", Weight.BROKEN, (on,), on=on.isoformat(), reason=reason, remedies=_STAND)
        if of_days.squeezed(on):
            yield self._about(slot, "squeeze_day", Weight.BENT, (on,), on=on.isoformat(), remedies=_STAND)
        if on in self.days.rest and is_workday(on) and not self._asks_for_rest(slot):
            yield self._about(slot, "rest", Weight.BENT, (on,), on=on.isoformat(), remedies=_STAND)

    def _asks_for_rest(self, slot: Slot) -> bool:
        return self.days.resting(slot.window, ALL_MONTHS)

    def _rules(self, slot: Slot, place: Place) -> Iterator[Explanation]:
        on = place.on
        months = slot.months
        if slot.part is not None and not (slot.window[0] <= on <= slot.window[1] and on.month in months):
            starts, ends = (day.isoformat() for day in slot.window)
            yield self._about(
                slot, "outside_time", Weight.BROKEN, (on,), on=on.isoformat(), starts=starts, ends=ends,
                remedies=_STAND,
            )  # fmt: skip
        if slot.leader and slot.rule and slot.leader in self.board.places:
            leader = self.board.places[slot.leader].on
            ends_of = sorted(beside(slot.rule, leader))
            if not ends_of[0] <= on <= ends_of[1]:
                yield self._about(
                    slot, "lead", Weight.BROKEN, (on, leader), on=on.isoformat(), words=said(slot.rule),
                    other=slot.leader.series.name, leader=leader.isoformat(), remedies=_STAND,
                )  # fmt: skip
        for other in self.board.later.get(slot, ()):
            if other in self.board.places and self.board.places[other].on <= on:
                then = self.board.places[other].on
                yield self._about(
                    slot, "order", Weight.BROKEN, (on, then), on=on.isoformat(), other=other.series.name,
                    then=then.isoformat(), remedies=(Remedy("move_one"), Remedy("change_order")),
                )  # fmt: skip

    def _others(self, slot: Slot, place: Place) -> Iterator[Explanation]:
        """Faults of two meetings, told once: at the one that comes first among the slots."""
        clashing = self.board.clashes(slot, place)
        for other in sorted(self.board.on_day[place.on], key=lambda other: other.index):
            if other.index <= slot.index or not (shared := slot.people & other.people):
                continue
            if self.board.together(slot, other) and other not in clashing:
                continue
            code, weight = ("clash", Weight.BROKEN) if other in clashing else ("same_day", Weight.BENT)
            people = self._people(shared)
            yield self._about(
                slot, code, weight, (place.on,), on=place.on.isoformat(), other=other.series.name, people=people,
                remedies=(Remedy("move_one"), Remedy("without", (("people", people),))),
            )  # fmt: skip
        for other in self.wanted.by_series[slot.series.key]:
            if other.index > slot.index and other in self.board.places:
                one, two = sorted((place.on, self.board.places[other].on))
                least = self.board.least_apart(slot, other)
                if (two - one).days < least:
                    yield self._about(
                        slot, "too_close", Weight.BENT, (one, two), one=one.isoformat(), other=two.isoformat(),
                        days=(two - one).days, least=least, remedies=(Remedy("move_one"), Remedy("keep")),
                    )  # fmt: skip

    # what found no day

    def unplaced(self) -> Iterator[Explanation]:
        for slot in self.wanted.slots:
            if slot not in self.board.places:
                yield self._unplaced(slot)

    def _unplaced(self, slot: Slot) -> Explanation:
        starts, ends = slot.window
        if slot.leader and slot.rule:
            if slot.leader not in self.board.places:
                return self._missing(slot, "leader_gone", (Remedy("fix_yourself"),), other=slot.leader.series.name)
            leader = self.board.places[slot.leader].on
            starts, ends = sorted(beside(slot.rule, leader))
            if not any(starts <= day <= ends for day in slot.days):
                return self._missing(
                    slot, "no_day_beside", (Remedy("change_offset"), Remedy("fix_yourself")),
                    words=said(slot.rule), leader=leader.isoformat(),
                )  # fmt: skip
        places = [Place(d, at) for d in slot.days if starts <= d <= ends for at in self.board.times(slot, d)]
        span = {"starts": starts.isoformat(), "ends": ends.isoformat()}
        clashing: dict[str, set[str]] = defaultdict(set)
        for place in places:
            for other in self.board.clashes(slot, place):
                clashing[other.series.name] |= slot.people & other.people
        ordered = [
            other.series.name
            for place in places
            if not self.board.clashes(slot, place)
            for other in self.board.out_of_order(slot, place.on)
        ]
        if ordered or not clashing:
            neighbours = [*self.board.earlier.get(slot, ()), *self.board.later.get(slot, ())]
            others = tuple(dict.fromkeys(ordered or [other.series.name for other in neighbours]))
            return self._missing(slot, "order_shuts_out", (Remedy("change_order"), Remedy("fix_yourself")),
                                 others=others, **span)  # fmt: skip
        people = self._people(set().union(*clashing.values()))
        remedies = (Remedy("without", (("people", people),)), Remedy("other_time"), Remedy("wider_time"))
        return self._missing(slot, "all_clash", remedies, others=tuple(clashing), people=people, **span)

    # a series as a whole

    def series(self) -> Iterator[Explanation]:
        for series in self.wanted.year.series:
            yield from self._ranges(series)
            if series.hosts and series.each_host:
                yield from self._turns(series)

    def _ranges(self, series: Series) -> Iterator[Explanation]:
        for index, part in enumerate(series.rule.parts):
            if not isinstance(part, Recurrence) or part.at_least == part.at_most:
                continue
            slots = [s for s in self.wanted.by_series[series.key] if s.part == index and s in self.board.places]
            if not slots:
                continue
            room = self._room(slots)
            remedies = (Remedy("one_more", (("on", room.isoformat()),)),) if room else ()
            yield self._say(
                series, "least_of_range", Weight.NOTE, words=said(part), count=len(slots), remedies=remedies
            )

    def _room(self, slots: list[Slot]) -> date | None:
        """A day where one more meeting like these would have room, as far as can be from them."""
        taken = [self.board.places[slot].on for slot in slots]
        pattern = slots[0]
        fits = [
            day
            for day in sorted({day for slot in slots for day in slot.days})
            for at in pattern.series.times[:1]
            if not self.board.clashes(pattern, Place(day, at)) and not of_days.squeezed(day)
        ]
        free = [day for day in fits if min(abs((day - on).days) for on in taken) > 0]
        return max(free, key=lambda day: (min(abs((day - on).days) for on in taken), -day.toordinal()), default=None)

    def _turns(self, series: Series) -> Iterator[Explanation]:
        placed = [slot for slot in self.wanted.by_series[series.key] if slot in self.board.places]
        left = waiting(series, {slot.host.key for slot in placed if slot.host})
        if not left:
            return
        who, count = tuple(host.name for host in left), len(left)
        monthly = any(isinstance(part, Recurrence) and part.per is Unit.MONTH for part in series.rule.parts)
        more = Remedy("two_in_months" if monthly and count <= len(placed) else "more_meetings", (("count", count),))
        yield self._say(
            series, "turns_wait", Weight.UNMET, count=len(placed), hosts=len(series.hosts), waiting=count, who=who,
            remedies=(Remedy("wait", (("who", who),)), more),
        )  # fmt: skip

    # saying it

    def _people(self, people: set[str] | frozenset[str]) -> tuple[str, ...]:
        named = sorted(self.called.get(person, person) for person in people)
        return tuple(named) if len(named) <= SHOWN else (*named[:SHOWN], f"+{len(named) - SHOWN}")

    def _about(
        self, slot: Slot, code: str, weight: Weight, on: tuple[date, ...], /, *,
        remedies: tuple[Remedy, ...] = (Remedy("move"),), **params: Plain,
    ) -> Explanation:  # fmt: skip
        params = {"name": slot.series.name, **params}
        return Explanation(code, weight, slot.series.key, tuple(params.items()), remedies, on)

    def _missing(self, slot: Slot, code: str, remedies: tuple[Remedy, ...], **params: Plain) -> Explanation:
        params = {"name": slot.series.name, **params}
        return Explanation(code, Weight.UNMET, slot.series.key, tuple(params.items()), remedies, (), 1)

    def _say(
        self, series: Series, code: str, weight: Weight, *, remedies: tuple[Remedy, ...], **params: Plain
    ) -> Explanation:
        return Explanation(code, weight, series.key, tuple({"name": series.name, **params}.items()), remedies)
