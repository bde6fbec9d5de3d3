"""Places the meetings: the hardest to place first, then each again where it costs least, until nothing improves.

Deterministic: ties are broken by day, time and the order of the slots. A meeting takes those that follow it by rule
along wherever it is tried. One that is shut out may push others away, each of which must find another place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from samsyn.placing.board import FURTHER, NOT_PLACED, Board, Place
from samsyn.placing.slots import Slot, beside
from samsyn.placing.wanted import Wanted

SWEEPS = 8  # times that every meeting is looked at again, at most
PUSHED = 3  # meetings that one meeting may push away at once
DEPTH = 40  # pushes in a row
ENOUGH = 30  # places tried for a meeting that others follow, the best for itself first, if they find days there


class Search:
    """Fills a board."""

    def __init__(self, wanted: Wanted) -> None:
        self.board = Board(wanted)
        self.wanted = wanted
        self._sorted: dict[Slot, list[tuple[float, Place]]] = {}
        self._own: dict[tuple[Slot, Place], float] = {}

    def prepare(self) -> None:
        """Put what is fixed on the board."""
        for slot in self.wanted.slots:
            if slot.fixed:
                self.board.put(slot, fixed_place(slot))
        self._narrow_by_order()

    def run(self) -> Board:
        """Place everything that can be placed."""
        self.prepare()
        roots = [slot for slot in self.wanted.slots if not slot.fixed and (not slot.leader or slot.leader.fixed)]
        roots.sort(key=self._tightness)
        for slot in roots:
            if not self._settle(slot):
                self._push(slot, set(), 0)
        for _ in range(SWEEPS):
            if not sum(self._improve(slot) for slot in roots):
                break
        for slot in roots:
            if slot not in self.board.places:
                self._push(slot, set(), 0)
        return self.board

    def follow(self, leader: Slot) -> None:
        """Place all that follows a meeting, where it now lies."""
        for follower in leader.followers:
            if not follower.fixed:
                self._settle(follower)

    def lift(self, slot: Slot) -> list[tuple[Slot, Place]]:
        """Take a meeting and all that follows it from the board, if they are on it; answers where they were."""
        lifted = [(slot, self.board.take(slot))] if slot in self.board.places else []
        for follower in slot.followers:
            if not follower.fixed:
                lifted += self.lift(follower)
        return lifted

    def _tightness(self, slot: Slot) -> tuple[int, int, date, int]:
        return len(slot.days) * len(slot.series.times), -len(slot.people), slot.about, slot.index

    def _narrow_by_order(self) -> None:
        """Take away the days on which an ordered meeting would leave its neighbour none."""
        for _ in range(3):
            for first, seconds in self.board.later.items():
                for second in seconds:
                    ours, theirs = self._ends(first), self._ends(second)
                    if not ours or not theirs or ours[0] >= theirs[1]:
                        continue
                    first.days = [day for day in first.days if day < theirs[1]]
                    second.days = [day for day in second.days if day > ours[0]]

    def _ends(self, slot: Slot) -> tuple[date, date] | None:
        if slot.fixed:
            return slot.fixed.on, slot.fixed.on
        return (slot.days[0], slot.days[-1]) if slot.days else None

    # one meeting with those that follow it

    def _settle(self, slot: Slot) -> bool:
        """Put the slot, and all that follows it, where it costs least; False when every place is shut out."""
        leads = any(not follower.fixed for follower in slot.followers)
        best: tuple[float, Place] | None = None
        looked_at = []
        for least, place in self._candidates(slot):
            if best and least >= best[0]:
                break
            if self.board.shut_out(slot, place):
                continue
            cost = self._cost_at(slot, place)
            if leads:
                looked_at.append((cost, place))
            elif best is None or cost < best[0]:
                best = cost, place
        for number, (cost, place) in enumerate(sorted(looked_at)):
            if best and (cost >= best[0] or (number >= ENOUGH and best[0] < NOT_PLACED)):
                break
            total = cost + self._cost_of_following(slot, place)
            if best is None or total < best[0]:
                best = total, place
        if best is None:
            return False
        self.board.put(slot, best[1])
        self.follow(slot)
        return True

    def _candidates(self, slot: Slot) -> Iterable[tuple[float, Place]]:
        """Places with what they cost at least, the cheapest first."""
        if slot.leader and slot.leader in self.board.places and slot.rule:
            furthest, nearest = beside(slot.rule, self.board.places[slot.leader].on)
            step = timedelta(days=1 if furthest > nearest else -1)
            possible = set(slot.days)
            for number in range(abs((furthest - nearest).days) + 1):
                on = nearest + number * step
                if on in possible:
                    for at in self.board.times(slot, on):
                        yield FURTHER * number, Place(on, at)
            return
        if slot not in self._sorted:
            places = (Place(day, at) for day in slot.days for at in slot.series.times)
            self._sorted[slot] = sorted((self._own_cost(slot, place), place) for place in places)
        yield from self._sorted[slot]

    def _own_cost(self, slot: Slot, place: Place) -> float:
        key = (slot, place)
        if key not in self._own:
            self._own[key] = sum(point.points for point in self.board.own_points(slot, place))
        return self._own[key]

    def _cost_of_following(self, slot: Slot, place: Place) -> float:
        """What those that follow would cost if the slot lay there."""
        self.board.put(slot, place)
        self.follow(slot)
        cost = 0.0
        for follower in _all_following(slot):
            there = self.board.places.get(follower)
            cost += self._cost_at(follower, there) if there else NOT_PLACED
        self.lift(slot)
        return cost

    def _cost_at(self, slot: Slot, place: Place) -> float:
        return self._own_cost(slot, place) + sum(point.points for point in self.board.points(slot, place))

    def _improve(self, slot: Slot) -> bool:
        was = self.lift(slot)
        if not self._settle(slot):
            return False
        return any(self.board.places.get(one) != place for one, place in was) or not was

    # when everything is shut out

    def _push(self, slot: Slot, pushed: set[Slot], depth: int) -> bool:
        """Place the slot by pushing others away, each of which finds another place; else leave all as it was."""
        if depth > DEPTH:
            return False
        pushed.add(_root(slot))
        for _, place in list(self._candidates(slot)):
            in_the_way = {*self.board.clashes(slot, place), *self.board.out_of_order(slot, place.on)}
            roots = {_root(other) for other in in_the_way}
            if len(roots) > PUSHED or roots & pushed or any(other.fixed for other in in_the_way):
                continue
            if self.board.off_rule(slot, place.on):
                continue
            ordered = sorted(roots, key=lambda root: root.index)
            before = dict(self.board.places)
            for root in ordered:
                self.lift(root)
            pushed |= roots
            self.board.put(slot, place)
            self.follow(slot)
            if all(follower in self.board.places for follower in _all_following(slot)) and all(
                self._settle(root) or self._push(root, pushed, depth + 1) for root in ordered
            ):
                return True
            self._restore(before)
        return False

    def _restore(self, before: dict[Slot, Place]) -> None:
        for slot, place in list(self.board.places.items()):
            if before.get(slot) != place:
                self.board.take(slot)
        for slot, place in before.items():
            if slot not in self.board.places:
                self.board.put(slot, place)


def fixed_place(slot: Slot) -> Place:
    if slot.fixed is None:
        raise ValueError("not a fixed meeting")
    return Place(slot.fixed.on, slot.fixed.at or slot.series.times[0])


def _all_following(slot: Slot) -> list[Slot]:
    """Those that take their day from the slot, directly or through another; not those that are fixed."""
    free = [follower for follower in slot.followers if not follower.fixed]
    return [one for follower in free for one in (follower, *_all_following(follower))]


def _root(slot: Slot) -> Slot:
    """The meeting that a meeting's day hangs on in the end, past those that are fixed."""
    while not slot.fixed and slot.leader and not slot.leader.fixed:
        slot = slot.leader
    return slot
