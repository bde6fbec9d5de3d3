"""One meeting that the year is to have, and how it follows another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from samsyn.placing.model import Fixed, Host, Series
from samsyn.timewords import Expression, Mode, Part, Recurrence, Relation, Relative
from samsyn.timewords.model import ALL_MONTHS
from samsyn.timewords.place import distance_of
from samsyn.timewords.windows import Window
from samsyn.timewords.write import write

REACH = timedelta(days=60)  # how much further away than its rule says a following meeting may lie; spans July


@dataclass(eq=False, slots=True)
class Slot:
    """One meeting that the year is to have. Slots are compared by identity."""

    index: int
    series: Series
    part: int | None
    window: Window  # the time that its rule gives
    days: list[date]  # those it may be proposed on, in order
    target: date | None = None  # where it would lie evenly; None where it follows another
    share: float = 1  # days on each side of the target that are its own
    gap: int = 0  # days to the others of the same part, at least
    fixed: Fixed | None = None
    leader: Slot | None = None
    rule: Relative | None = None  # with a leader: how it follows
    host: Host | None = None
    followers: list[Slot] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return self.series.length(self.part)

    @property
    def mode(self) -> Mode:
        return self.series.rule.parts[self.part].mode if self.part is not None else Mode.ANY

    @property
    def months(self) -> tuple[int, ...]:
        part = self.series.rule.parts[self.part] if self.part is not None else None
        return part.months if isinstance(part, Recurrence) else ALL_MONTHS

    @property
    def people(self) -> frozenset[str]:
        """Nobody is taken up by a task."""
        if not self.minutes:
            return frozenset()
        return self.series.people | self.host.people if self.host else self.series.people

    @property
    def about(self) -> date:
        """Roughly when it is, before anything is placed."""
        if self.fixed:
            return self.fixed.on
        if self.leader and self.rule:
            return beside(self.rule, self.leader.about)[1]
        return self.target or self.window[0]


def beside(rule: Relative, leader: date) -> tuple[date, date]:
    """(furthest, nearest) day on which a meeting may lie that follows one on the day `leader`."""
    if rule.relation is Relation.ALONGSIDE:
        return leader, leader
    distance = distance_of(rule)
    sign = -1 if rule.relation is Relation.BEFORE else 1
    return leader + sign * (distance + REACH), leader + sign * distance


def said(part: Part) -> str:
    """The part in good Swedish."""
    return write(Expression("", (part,)))
