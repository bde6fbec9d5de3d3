"""Which row of one plan is which row of another: by its code, else by what it says. Neither plan comes first: held
against each other the other way round, the same rows go together."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from samsyn.plandoc.flat import Part, Row

NAME_ALIKE = 0.5  # share of words in common (Dice) that the names of two rows need to be the same row
TEXT_ALIKE = 0.8  # and that all they say needs
_RARE = 6  # rows of one plan with a word in their names; a word in more names says nothing about which row is which

_WORD = re.compile(r"\w+")

Pair = tuple[Row, Row]


def pairs(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Pair]:
    """The rows that are in both plans.

    Rows with the same code are the same row, whatever they say. Only where their names have little in common may one
    of them be the same as a row with another code, and that only if those two say nearly the same, and no other row is
    as like either of them: codes are sometimes given anew, and the work goes on.
    """
    there = {(row.part, row.key): row for row in new}
    strangers: list[Pair] = []
    left: list[Row] = []
    for row in old:
        same = there.pop((row.part, row.key), None)
        if same is None:
            left.append(row)
        elif row.part not in KEYED and row.name != same.name and not _names_alike(row, same):
            strangers.append((row, same))
        else:
            yield row, same
    pool = [*left, *(a for a, _b in strangers)], [*there.values(), *(b for _a, b in strangers)]
    again = list(_by_text(*pool))
    yield from again
    gone, come = {(a.part, a.key) for a, _b in again}, {(b.part, b.key) for _a, b in again}
    yield from ((a, b) for a, b in strangers if (a.part, a.key) not in gone and (b.part, b.key) not in come)


# What is never the same under another key.
KEYED = {Part.PLAN, Part.BUDGET}


class _Said:
    """A row's words, counted: those of its name, and, when they are asked for, all that it says."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.name = _words(row.name)

    @cached_property
    def all(self) -> Counter[str]:
        return _words(" ".join(self.row.texts))

    def likeness(self, other: _Said) -> float:
        """From 0 to 1; 0 if the two cannot be the same row."""
        if _alike(self.name, other.name) < NAME_ALIKE:
            return 0
        alike = _alike(self.all, other.all)
        return alike if alike >= TEXT_ALIKE else 0


def _names_alike(one: Row, other: Row) -> bool:
    return _alike(_words(one.name), _words(other.name)) >= NAME_ALIKE


def _by_text(old: Iterable[Row], new: Iterable[Row]) -> Iterator[Pair]:
    """The rows that say nearly the same, each the other's only best."""
    olds, news = _grouped(old), _grouped(new)
    for kind in olds.keys() & news.keys():
        ours, theirs = olds[kind], news[kind]
        best_of_ours: list[list[tuple[float, int]]] = [[] for _said in ours]
        best_of_theirs: list[list[tuple[float, int]]] = [[] for _said in theirs]
        for at, other in _worth_comparing(ours, theirs):
            likeness = ours[at].likeness(theirs[other])
            if likeness:
                best_of_ours[at].append((likeness, other))
                best_of_theirs[other].append((likeness, at))
        for at, found in enumerate(best_of_ours):
            best = _only_best(found)
            if best is not None and _only_best(best_of_theirs[best]) == at:
                yield ours[at].row, theirs[best].row


def _grouped(rows: Iterable[Row]) -> dict[tuple[Part, str], list[_Said]]:
    """By part; the lines of each budget by themselves."""
    groups: defaultdict[tuple[Part, str], list[_Said]] = defaultdict(list)
    for row in rows:
        if row.part not in KEYED:
            groups[row.part, row.parent if row.part in (Part.INCOME, Part.COST) else ""].append(_Said(row))
    return groups


def _worth_comparing(ours: Sequence[_Said], theirs: Sequence[_Said]) -> set[tuple[int, int]]:
    """The pairs whose names share a word that few rows use, and those that say exactly the same: not all with all."""
    found: set[tuple[int, int]] = set()
    for key in (_name_words, _everything):
        here, there = _places(ours, key), _places(theirs, key)
        for word in here.keys() & there.keys():
            if len(here[word]) <= _RARE and len(there[word]) <= _RARE:
                found.update((at, other) for at in here[word] for other in there[word])
    return found


def _name_words(said: _Said) -> Iterable[Hashable]:
    return said.name


def _everything(said: _Said) -> Iterable[Hashable]:
    return [tuple(said.row.texts)]


def _places(rows: Sequence[_Said], key: Callable[[_Said], Iterable[Hashable]]) -> dict[Hashable, list[int]]:
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, said in enumerate(rows):
        for word in key(said):
            places[word].append(at)
    return places


def _only_best(found: Sequence[tuple[float, int]]) -> int | None:
    if not found:
        return None
    best = max(likeness for likeness, _at in found)
    bests = [at for likeness, at in found if likeness == best]
    return bests[0] if len(bests) == 1 else None


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of words in common (Dice); two that say nothing are alike."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1


def moved(both: Sequence[Pair], order: Callable[[Row], int]) -> list[Pair]:
    """As few of the pairs as can be, so that the rest stand in the same order in both plans.

    `both` are in the order of the old plan, `order` is the place of a row in the new one. Of several choices that
    are as small, one is taken that hangs on the rows' keys and not on which plan is the old one.
    """
    places = [order(new) for _old, new in both]
    if all(one < other for one, other in pairwise(places)):
        return []
    stay = _heaviest_rise(places, [zlib.crc32("\0".join(sorted((a.key, b.key))).encode()) for a, b in both])
    return [pair for at, pair in enumerate(both) if at not in stay]


def _heaviest_rise(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The positions of a longest rising run; of several the one whose weights are most together."""
    ranks = sorted(places)
    best: list[tuple[int, int, int]] = [(0, 0, -1)] * (len(places) + 1)  # a Fenwick tree of (length, weight, last)
    before: list[int] = []
    for at, place in enumerate(places):
        rank = bisect_left(ranks, place)
        length, weight, last = _highest(best, rank)
        before.append(last)
        _raise(best, rank + 1, (length + 1, weight + weights[at], at))
    at, stay = _highest(best, len(places))[2], set[int]()
    while at >= 0:
        stay.add(at)
        at = before[at]
    return stay


def _highest(tree: Sequence[tuple[int, int, int]], end: int) -> tuple[int, int, int]:
    found = (0, 0, -1)
    while end:
        found = max(found, tree[end])
        end &= end - 1
    return found


def _raise(tree: list[tuple[int, int, int]], at: int, value: tuple[int, int, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at
