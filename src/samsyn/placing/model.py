"""A year of meetings that is to be placed, and the proposal for it: immutable plain data.

What cannot be (two series with one key, a meeting without length) raises ValueError when it is made.
What cannot be satisfied never raises: the proposal explains it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from samsyn.placing.words import Plain, remedy_text, text
from samsyn.timewords import Expression, Mode


@dataclass(frozen=True, slots=True)
class Host:
    """Who can have a meeting at home, or be visited.

    `people` come to that meeting beside those of the series. `last` is the day when it last was the host.
    """

    key: str
    name: str
    people: frozenset[str] = frozenset()
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A meeting that stands: it is published or held. `part` is which part of the series' words it is, from 0."""

    on: date
    at: time | None = None  # None: the series' first choice
    host: str = ""
    part: int | None = None  # None: the part that it fits best


@dataclass(frozen=True, slots=True)
class Blocked:
    """Days on which nothing is to be placed, both inclusive, and why ("Riksmöte")."""

    starts: date
    ends: date
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings that belong together, and the rule for them in words of time (`samsyn.timewords`).

    `minutes` is the length of a meeting for each part of the words; the last one holds for the parts that remain.
    Length 0 is a task: it is to be done by its day, takes no time of the clock and so clashes with nothing.
    `weekdays` (0 is Monday) and `times` are what is preferred, the best first; a time that is not among `times` is
    never proposed. `before` names series that this one comes before: its first meeting before their first, and so on.
    `least_apart`: days between two meetings of the series; None is half of an even distance.
    `each_host`: every host is to have its turn within the year (visits).
    """

    key: str
    name: str
    rule: Expression
    minutes: tuple[int, ...] = (120,)
    weekdays: tuple[int, ...] = (1, 2, 3)
    times: tuple[time, ...] = (time(9), time(13))
    people: frozenset[str] = frozenset()
    hosts: tuple[Host, ...] = ()
    each_host: bool = False
    before: tuple[str, ...] = ()
    least_apart: int | None = None
    fixed: tuple[Fixed, ...] = ()

    def __post_init__(self) -> None:
        if not self.key or not self.minutes or not self.times:
            raise ValueError(f"series {self.key!r}: a key, a length and a time of day are needed")
        if any(not 0 <= length <= 24 * 60 for length in self.minutes):
            raise ValueError(f"series {self.key!r}: a length is 0 to 1440 minutes")
        if not set(self.weekdays) <= set(range(7)):
            raise ValueError(f"series {self.key!r}: weekdays are 0 (Monday) to 6")
        if self.least_apart is not None and self.least_apart < 0:
            raise ValueError(f"series {self.key!r}: days apart are 0 or more")
        if len({host.key for host in self.hosts}) < len(self.hosts):
            raise ValueError(f"series {self.key!r}: two hosts have the same key")

    def length(self, part: int | None) -> int:
        """Minutes of a meeting of that part of the words."""
        return self.minutes[min(part or 0, len(self.minutes) - 1)]


@dataclass(frozen=True, slots=True)
class Year:
    """What is to be placed in a calendar year.

    `today`: only later days are proposed. `names` of people by their keys, for the explanations; a person without a
    name is called by the key.
    """

    year: int
    series: tuple[Series, ...]
    blocked: tuple[Blocked, ...] = ()
    today: date | None = None
    names: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 1900 <= self.year <= 2198:
            raise ValueError(f"outside 1900-2198: {self.year}")
        keys = [series.key for series in self.series]
        if len(set(keys)) < len(keys):
            raise ValueError("two series have the same key")
        for series in self.series:
            for fixed in series.fixed:
                if fixed.on.year != self.year:
                    raise ValueError(f"series {series.key!r}: {fixed.on} is not in {self.year}")


class Weight(StrEnum):
    UNMET = "unmet"  # something that the rules ask for is not in the proposal
    BROKEN = "broken"  # a rule that never gives way is broken by a day that is fixed, or by a move
    BENT = "bent"  # a rule that may give way has given way
    NOTE = "note"  # a choice that was made


WEIGHTS = tuple(Weight)  # in the order a reader meets them


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that can be done about it."""

    code: str
    params: tuple[tuple[str, Plain], ...] = ()

    def words(self, language: str) -> str:
        return remedy_text(self.code, dict(self.params), language)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What could not be satisfied or had to give way, and what can be done.

    `series` is the key of the series that it is about, `days` the meetings' days if it is about some,
    `missing` how many occasions the proposal lacks because of it.
    """

    code: str
    weight: Weight
    series: str
    params: tuple[tuple[str, Plain], ...] = ()
    remedies: tuple[Remedy, ...] = ()
    days: tuple[date, ...] = ()
    missing: int = 0

    def message(self, language: str) -> str:
        """A sentence or two in Swedish, or in English for codes that begin with "en"."""
        return text(self.code, dict(self.params), language)


@dataclass(frozen=True, slots=True)
class Cost:
    """What speaks against a meeting's day, in points; the search keeps the year's sum low."""

    code: str
    points: float
    params: tuple[tuple[str, Plain], ...] = ()

    def words(self, language: str) -> str:
        return text(self.code, dict(self.params), language)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A proposed meeting. `number` counts the series' meetings of the year in order of date, from 1.

    `host` is a host's key or "". `follows` is the (series, number) that it has its day from by rule.
    `part` is which part of the words asks for it; None when no part does (a fixed day beyond the rule).
    """

    series: str
    number: int
    on: date
    at: time
    minutes: int
    part: int | None
    host: str = ""
    mode: Mode = Mode.ANY
    fixed: bool = False
    follows: tuple[str, int] | None = None
    costs: tuple[Cost, ...] = ()
    wish: int = 0  # which of the year's wanted meetings it is; stays the same when it is moved

    @property
    def cost(self) -> float:
        return sum(cost.points for cost in self.costs)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`meetings` in order of day, time and series; `explanations` the gravest first.

    `lost` are the wishes (`Meeting.wish`) that found no day, once for each search: their hosts' turns come last.
    """

    year: Year
    meetings: tuple[Meeting, ...]
    explanations: tuple[Explanation, ...]
    lost: tuple[int, ...] = ()

    @property
    def cost(self) -> float:
        return sum(meeting.cost for meeting in self.meetings)

    def of(self, series: str) -> tuple[Meeting, ...]:
        """The series' meetings in order of date."""
        return tuple(meeting for meeting in self.meetings if meeting.series == series)


@dataclass(frozen=True, slots=True)
class Move:
    """One meeting of a proposal to another day, and to another time if one is given."""

    series: str
    number: int
    on: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A meeting before and after; `now` is None when it finds no day any longer."""

    was: Meeting
    now: Meeting | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a move does.

    `moved` has the meeting itself first, then those that follow it by rule. `arises` and `vanishes` are explanations
    that only the year after, or before, the move has. `worse` is how many points more (less than 0: fewer) the year
    costs, and `costs` the points that are new at any meeting. `after` is the year as it would be.
    """

    moved: tuple[Moved, ...]
    arises: tuple[Explanation, ...]
    vanishes: tuple[Explanation, ...]
    worse: float
    after: Proposal
    costs: tuple[tuple[Meeting, Cost], ...] = field(default=())

    @property
    def possible(self) -> bool:
        """Whether nothing that never gives way is broken by the move, and nothing loses its day."""
        return not any(found.weight in (Weight.UNMET, Weight.BROKEN) for found in self.arises)
