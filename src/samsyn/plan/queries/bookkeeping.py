"""The bookkeeping as the collaboration reads it: what is ours, its rules, and a file before it is read in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.people.models import Collaboration
from samsyn.plan.models import AccountRule, Bookkeeping, BudgetLine, Outcome
from samsyn.plandoc.outcome import Line, Ours, Rule, Shared, share
from samsyn.sie import Books, Posting


@dataclass(frozen=True, slots=True)
class Unmapped:
    """An account that is ours and that no rule takes; `amount` in öre, debit above zero."""

    account: str
    name: str
    objects: tuple[tuple[str, str], ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Change:
    """A budget line in the file beside what was read in before, both as budgets write them."""

    label: str
    side: str
    before: int | None
    after: int

    @property
    def difference(self) -> int:
        return self.after - (self.before or 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A dimension and object that the file speaks of, and how much is booked on it."""

    dimension: str
    dimension_name: str
    object: str
    name: str
    count: int
    ours: bool

    @property
    def pair(self) -> str:
        return f"{self.dimension} {self.object}"


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it would be read in."""

    books: Books
    ours: Ours
    shared: Shared
    changes: list[Change]
    unmapped: list[Unmapped]
    in_force: Outcome | None
    unchanged: bool  # the same sums are in force already

    @property
    def earlier(self) -> bool:
        """Whether the file ends before what is read in."""
        if self.in_force is None or self.books.through is None or self.unchanged:
            return False
        return self.books.through < self.in_force.through

    @property
    def unmapped_total(self) -> int:
        return sum(row.amount for row in self.unmapped)


def bookkeeping_of(collaboration: Collaboration) -> Bookkeeping:
    """The collaboration's settings; unsaved, with what holds from the start, if it has none yet."""
    found = Bookkeeping.objects.filter(collaboration=collaboration).select_related("collaboration").first()
    return found or Bookkeeping(collaboration=collaboration)


def ours_of(collaboration: Collaboration, books: Books) -> Ours:
    """A table without objects is an extract that somebody has made of what is ours."""
    settings = bookkeeping_of(collaboration)
    extract = books.source == "table" and not any(posting.objects for posting in books.postings)
    return Ours(frozenset((pair[0], pair[1]) for pair in settings.ours), settings.all_ours or extract)


def account_rules(collaboration: Collaboration) -> list[AccountRule]:
    """In the order in which they are tried, those that were taken away too."""
    rules = AccountRule.objects.filter(bookkeeping__collaboration=collaboration)
    return list(rules.select_related("bookkeeping__collaboration"))


def rules_of(rows: Iterable[AccountRule]) -> list[Rule]:
    return [
        Rule(
            row.first_account,
            row.last_account,
            tuple((pair[0], pair[1]) for pair in row.carries),
            Line(row.side, row.line),
        )
        for row in rows
        if row.archived_at is None
    ]


def postings_of(outcome: Outcome) -> list[Posting]:
    """What is kept of the bookkeeping."""
    rows = outcome.amounts.values_list("account", "carries", "month", "amount", "words")
    return [
        Posting(account, tuple((pair[0], pair[1]) for pair in carries), month, amount, words)
        for account, carries, month, amount, words in rows
    ]


def names_of(lines: Iterable[BudgetLine]) -> dict[str, Line]:
    """The budget's lines by their words, as tables name them."""
    return {line.label.casefold(): Line(line.side, line.key) for line in lines}


def preview(
    books: Books,
    *,
    collaboration: Collaboration,
    lines: Sequence[BudgetLine],
    in_force: Outcome | None,
) -> Preview:
    """How a file would be sorted, and how that differs from what is in force."""
    ours, names = ours_of(collaboration, books), names_of(lines)
    rules = rules_of(account_rules(collaboration))
    shared = share(books.postings, ours=ours, rules=rules, names=names)
    before = postings_of(in_force) if in_force else []
    earlier = share(before, ours=Ours(everything=True), rules=rules, names=names)
    labels = {Line(line.side, line.key): line.label for line in lines}
    order = [*labels, *(line for line in (*shared.lines, *earlier.lines) if line not in labels)]
    changes = [
        Change(
            labels.get(line, line.key), line.side, earlier.lines.get(line, 0) if in_force else None,
            shared.lines.get(line, 0),
        )
        for line in dict.fromkeys(order)
        if line in shared.lines or line in earlier.lines
    ]  # fmt: skip
    same = in_force is not None and sorted(before) == sorted(shared.kept)
    return Preview(books, ours, shared, changes, unmapped(shared.unmapped, books.accounts), in_force, same)


def unmapped(postings: Iterable[Posting], names: dict[str, str]) -> list[Unmapped]:
    """What no rule takes, by account (or line in words) and objects."""
    sums: dict[tuple[str, tuple[tuple[str, str], ...]], int] = defaultdict(int)
    for posting in postings:
        sums[posting.account or posting.line, posting.objects] += posting.amount
    return [
        Unmapped(account, names.get(account, ""), objects, amount)
        for (account, objects), amount in sorted(sums.items())
    ]


def objects_found(books: Books, ours: Ours) -> list[Found]:
    """Every object that the file books on, those with the most bookings of each dimension first."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for posting in books.postings:
        for pair in posting.objects:
            counts[pair] += 1
    found = [
        Found(
            pair[0], books.dimensions.get(pair[0], ""), pair[1], books.objects.get(pair, ""), count,
            pair in ours.objects,
        )
        for pair, count in counts.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.ours, one.dimension.rjust(4), -one.count, one.object))
