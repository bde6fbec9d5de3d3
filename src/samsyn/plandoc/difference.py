"""What has changed between two plans, row by row and field by field. Nothing that differs is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samsyn.plandoc import matching
from samsyn.plandoc.budget import Totals, totals
from samsyn.plandoc.flat import Part, Row, Value, rows
from samsyn.plandoc.matching import Pair
from samsyn.plandoc.model import Plan


class Kind(StrEnum):
    """What can have happened to a row. One that is in both plans can have got another code, moved and changed."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A field that says different things; None is an amount that is not given."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class RowChange:
    before: Row | None
    after: Row | None
    changes: tuple[Change, ...] = ()  # of a row that is in both
    moved: bool = False

    @property
    def row(self) -> Row:
        """The row as it stands in the new plan, or stood if it is gone."""
        row = self.after or self.before
        if row is None:
            raise ValueError("a row that is in neither plan")
        return row

    @property
    def kinds(self) -> tuple[Kind, ...]:
        if self.before is None:
            return (Kind.ADDED,)
        if self.after is None:
            return (Kind.REMOVED,)
        found = (
            (Kind.RENAMED, self.before.key != self.after.key),
            (Kind.MOVED, self.moved),
            (Kind.CHANGED, bool(self.changes)),
        )
        return tuple(kind for kind, holds in found if holds)

    @property
    def mirrored(self) -> RowChange:
        changes = tuple(Change(change.field, change.after, change.before) for change in self.changes)
        return RowChange(self.after, self.before, changes, self.moved)


@dataclass(frozen=True, slots=True)
class Sums:
    """A budget's totals in both plans, where they differ."""

    year: int
    version: str
    before: Totals | None
    after: Totals | None


@dataclass(frozen=True, slots=True)
class PlanDifference:
    rows: tuple[RowChange, ...]  # in the order of the new plan; what is gone stands where it stood
    unchanged: Mapping[Part, int]  # how many rows of each part are the same in both
    sums: tuple[Sums, ...] = ()

    def count(self, kind: Kind) -> int:
        return sum(kind in change.kinds for change in self.rows)

    def by_part(self) -> Iterator[tuple[Part, Sequence[RowChange]]]:
        """The parts that have changed rows, in the plan's order."""
        parts: defaultdict[Part, list[RowChange]] = defaultdict(list)
        for change in self.rows:
            parts[change.row.part].append(change)
        return ((part, parts[part]) for part in Part if part in parts)


def difference(old: Plan, new: Plan) -> PlanDifference:
    """What has to be done to `old` to get `new`."""
    old_rows, new_rows = list(rows(old)), list(rows(new))
    place = {_identity(row): at for at, row in enumerate(new_rows)}
    both = {_identity(a): (a, b) for a, b in matching.pairs(old_rows, new_rows)}
    in_order = [both[_identity(row)] for row in old_rows if _identity(row) in both]
    moved = {_identity(a) for a, _b in _moved(in_order, place)}
    found: list[tuple[tuple[int, int, int], RowChange]] = []
    unchanged: Counter[Part] = Counter()
    after = -1  # the place in the new plan of the last old row that is still there
    for at, row in enumerate(old_rows):
        if _identity(row) not in both:
            found.append(((after, 1, at), RowChange(row, None)))
            continue
        other = both[_identity(row)][1]
        after = place[_identity(other)]
        change = RowChange(row, other, _changes(row, other, both), _identity(row) in moved)
        if change.kinds:
            found.append(((after, 0, 0), change))
        else:
            unchanged[row.part] += 1
    still_there = {_identity(b) for _a, b in both.values()}
    found += [
        ((at, 0, 0), RowChange(None, row)) for at, row in enumerate(new_rows) if _identity(row) not in still_there
    ]
    told = tuple(change for _place, change in sorted(found, key=lambda one: one[0]))
    return PlanDifference(told, unchanged, tuple(_sums(old, new)))


def _identity(row: Row) -> tuple[Part, str]:
    return row.part, row.key


def _changes(a: Row, b: Row, both: Mapping[tuple[Part, str], Pair]) -> tuple[Change, ...]:
    """What stands under another row is itself changed only if that is not the same row in both plans."""
    found = [
        Change(name, before, after)
        for (name, before), (_name, after) in zip(a.fields, b.fields, strict=True)
        if before != after
    ]
    if a.parent != b.parent:
        above = both.get((PARENT[a.part], a.parent))
        if above is None or above[1].key != b.parent:
            found.insert(0, Change("parent", a.parent, b.parent))
    return tuple(found)


PARENT = {Part.AREA: Part.AREA, Part.FOCUS_AREA: Part.STRATEGY, Part.INCOME: Part.BUDGET, Part.COST: Part.BUDGET}


def _moved(both: Sequence[Pair], place: Mapping[tuple[Part, str], int]) -> Iterator[Pair]:
    """Rows have an order among those that stand under the same row in both plans."""
    groups: defaultdict[tuple[Part, str, str], list[Pair]] = defaultdict(list)
    for a, b in both:
        groups[a.part, a.parent, b.parent].append((a, b))
    for pairs in groups.values():
        yield from matching.moved(pairs, lambda row: place[_identity(row)])


def _sums(old: Plan, new: Plan) -> Iterator[Sums]:
    before, after = ({(budget.year, budget.version): totals(budget) for budget in plan.budgets} for plan in (old, new))
    for year, version in sorted(before.keys() | after.keys()):
        one, other = before.get((year, version)), after.get((year, version))
        if one != other:
            yield Sums(year, version, one, other)
