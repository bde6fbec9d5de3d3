"""What a plan builds on from outside: the national supervision strategy and the global goals, edition by edition.

A focus area keeps its key from edition to edition. What a later edition says of it in other words is still the same
focus area; one that takes up others names their keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FORMAT = "samsyn-framework/1"


class FrameworkKind(StrEnum):
    STRATEGY = "strategy"  # areas name its focus areas by key
    GLOBAL_GOALS = "global_goals"  # areas name its goals by number


@dataclass(frozen=True, slots=True)
class Focus:
    """A focus area of a strategy, or one of the global goals."""

    key: str  # the same in every edition that has it; the number of a global goal
    name: str
    theme: str = ""  # the part of the framework that it belongs to
    description: str = ""
    aims: str = ""  # what it is to lead to
    takes_up: tuple[str, ...] = ()  # keys of focus areas of the edition before that it takes up besides its own
    source: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkEdition:
    key: str  # what the strategies of plans are known by, unique among the editions of all frameworks
    name: str
    valid_from: date
    valid_until: date | None = None  # None: no end is known
    complete: bool = True  # False: it may have focus areas that are not listed
    source: str = ""
    focuses: tuple[Focus, ...] = ()

    def focus(self, key: str) -> Focus | None:
        return next((focus for focus in self.focuses if focus.key == key), None)


@dataclass(frozen=True, slots=True)
class Framework:
    key: str
    name: str
    kind: FrameworkKind
    about: str = ""
    editions: tuple[FrameworkEdition, ...] = ()

    @property
    def is_numbered(self) -> bool:
        """Areas name its goals by number."""
        return self.kind is FrameworkKind.GLOBAL_GOALS

    @property
    def in_order(self) -> tuple[FrameworkEdition, ...]:
        """The editions, the earliest first."""
        return tuple(sorted(self.editions, key=lambda edition: (edition.valid_from, edition.key)))

    @property
    def latest(self) -> FrameworkEdition | None:
        return self.in_order[-1] if self.editions else None

    def edition(self, key: str) -> FrameworkEdition | None:
        return next((edition for edition in self.editions if edition.key == key), None)

    def between(self, first: FrameworkEdition, last: FrameworkEdition) -> tuple[FrameworkEdition, ...]:
        """The editions from one to another, both counted; none if the second is the earlier one."""
        order = self.in_order
        return order[order.index(first) : order.index(last) + 1]


class Fate(StrEnum):
    """What has become of a focus area in a later edition."""

    SAME = "same"
    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"
    GONE = "gone"
    UNKNOWN = "unknown"  # not listed, but not all of the edition is known


@dataclass(frozen=True, slots=True)
class Followed:
    """A focus area, and what has become of it: `after` are the focus areas that have taken it up."""

    before: Focus
    fate: Fate
    after: tuple[Focus, ...] = ()

    @property
    def holds(self) -> bool:
        """A row that builds on it can stand as it is."""
        return self.fate in (Fate.SAME, Fate.REWORDED, Fate.UNKNOWN)


def followed(editions: Sequence[FrameworkEdition]) -> tuple[Followed, ...]:
    """What has become of every focus area of the first edition in the last, through those between."""
    first, *later = editions
    descent: dict[str, tuple[str, ...]] = {focus.key: (focus.key,) for focus in first.focuses}
    for edition in later:
        descent = {key: tuple(_takers(edition, now)) for key, now in descent.items()}
    last = editions[-1]
    all_known = all(edition.complete for edition in later)
    return tuple(_fate(focus, descent, last, all_known=all_known) for focus in first.focuses)


def new_in(edition: FrameworkEdition, before: FrameworkEdition | None) -> tuple[Focus, ...]:
    """The focus areas that take up nothing of the edition before; none can be told if not all of that is known."""
    if before and not before.complete:
        return ()
    known = {focus.key for focus in before.focuses} if before else set()
    return tuple(focus for focus in edition.focuses if known.isdisjoint({focus.key, *focus.takes_up}))


def _takers(edition: FrameworkEdition, keys: Sequence[str]) -> Iterator[str]:
    for focus in edition.focuses:
        if not {focus.key, *focus.takes_up}.isdisjoint(keys):
            yield focus.key


def _fate(before: Focus, descent: dict[str, tuple[str, ...]], last: FrameworkEdition, *, all_known: bool) -> Followed:
    after = tuple(focus for focus in last.focuses if focus.key in descent[before.key])
    if not after:
        return Followed(before, Fate.GONE if all_known else Fate.UNKNOWN)
    if len(after) > 1:
        return Followed(before, Fate.SPLIT, after)
    (only,) = after
    if sum(only.key in keys for keys in descent.values()) > 1:
        return Followed(before, Fate.MERGED, after)
    same = before.key == only.key and not reworded(before, only)
    return Followed(before, Fate.SAME if same else Fate.REWORDED, after)


def reworded(old: Focus, new: Focus) -> list[str]:
    """The texts that are known of both and say different things."""
    texts = ("name", "description", "aims")
    return [
        text for text in texts if getattr(old, text) and getattr(new, text) and getattr(old, text) != getattr(new, text)
    ]
