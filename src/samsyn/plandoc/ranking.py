"""Ranking: what the members' scores come to, and the order that they propose. Exact, so that a tie is a tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

LOWEST, HIGHEST = 1, 5
LEVELS = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What candidates are weighed by. `against`: a high level counts against the candidate (effort)."""

    key: str
    weight: int
    against: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """The members' levels on one criterion in order, and how many of them said nothing or that they cannot judge."""

    levels: tuple[int, ...] = ()
    missing: int = 0

    @property
    def n(self) -> int:
        return len(self.levels)

    @property
    def median(self) -> Fraction | None:
        """The middle level, or midway between the two in the middle; one who stands alone does not move it."""
        if not self.levels:
            return None
        half = self.n // 2
        return Fraction(self.levels[half] + self.levels[-half - 1], 2)

    @property
    def disagreement(self) -> Fraction:
        """How far apart two members are on average; 0 where fewer than two have judged."""
        pairs = list(combinations(self.levels, 2))
        return Fraction(sum(abs(one - other) for one, other in pairs), len(pairs)) if pairs else Fraction(0)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands. `value` and `effort` are weighted means of the medians, 1–5.

    Each is None where no criterion of its kind has weight or nobody has judged one; `quotient` is what the order goes
    by, None where the candidate cannot be placed. `place` is shared by those whose quotients are equal.
    """

    key: str
    value: Fraction | None
    effort: Fraction | None
    quotient: Fraction | None
    place: int | None
    shared: bool
    spreads: Mapping[str, Spread]  # by criterion
    lacking: tuple[str, ...]  # criteria with a weight that nobody has judged

    @property
    def disagreement(self) -> Fraction:
        return sum((spread.disagreement for spread in self.spreads.values()), Fraction(0))


def spread(scores: Iterable[int | None]) -> Spread:
    """The spread of scores, where None stands for "cannot judge" and for no answer."""
    given = list(scores)
    levels = sorted(score for score in given if score is not None)
    if wrong := [level for level in levels if level not in LEVELS]:
        raise ValueError(f"not a level: {wrong[0]}")
    return Spread(tuple(levels), len(given) - len(levels))


def rank(criteria: Sequence[Criterion], candidates: Mapping[str, Mapping[str, Sequence[int | None]]]) -> list[Standing]:
    """The candidates in the order proposed: most value for the effort first, those that cannot be placed last.

    `candidates` has each candidate's scores by criterion, one for each member. Equal quotients share a place; among
    them the higher value comes first, then the key, so that the order in which candidates are given never matters.
    """
    spreads = {
        key: {criterion.key: spread(scores.get(criterion.key, ())) for criterion in criteria}
        for key, scores in candidates.items()
    }
    weighed = {key: _weigh(criteria, found) for key, found in spreads.items()}
    quotients = [quotient for _value, _effort, quotient in weighed.values() if quotient is not None]
    standings = [
        Standing(
            key=key,
            value=value,
            effort=effort,
            quotient=quotient,
            place=None if quotient is None else 1 + sum(other > quotient for other in quotients),
            shared=quotient is not None and quotients.count(quotient) > 1,
            spreads=spreads[key],
            lacking=tuple(c.key for c in criteria if c.weight and not spreads[key][c.key].n),
        )
        for key, (value, effort, quotient) in weighed.items()
    ]
    return sorted(standings, key=_order)


def weighted(criteria: Iterable[Criterion], spreads: Mapping[str, Spread]) -> Fraction | None:
    """The mean of the medians, each counted as often as its weight; those that nobody has judged are left out."""
    total, weights = Fraction(0), 0
    for criterion in criteria:
        median = spreads[criterion.key].median
        if median is not None:
            total += criterion.weight * median
            weights += criterion.weight
    return total / weights if weights else None


def _weigh(
    criteria: Sequence[Criterion], spreads: Mapping[str, Spread]
) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    gains = [criterion for criterion in criteria if not criterion.against]
    costs = [criterion for criterion in criteria if criterion.against]
    value, effort = weighted(gains, spreads), weighted(costs, spreads)
    counted = [figure for kind, figure in ((gains, value), (costs, effort)) if any(c.weight for c in kind)]
    if not counted or None in counted:
        return value, effort, None
    return value, effort, (value or Fraction(1)) / (effort or Fraction(1))


def _order(standing: Standing) -> tuple[bool, Fraction, Fraction, str]:
    nought = Fraction(0)
    return standing.quotient is None, -(standing.quotient or nought), -(standing.value or nought), standing.key
