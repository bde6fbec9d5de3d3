"""A plan held against the frameworks that it builds on: which rows build on what still holds, and on what does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samsyn.plandoc.frameworks import (
    Fate,
    Focus,
    Followed,
    Framework,
    FrameworkEdition,
    followed,
    new_in,
)
from samsyn.plandoc.model import Area, Plan


@dataclass(frozen=True, slots=True)
class Standing:
    """A focus area that the plan knows, what has become of it, and the areas that build on it."""

    followed: Followed
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a plan stands to one framework: from the edition that it builds on to a later one, or the same."""

    framework: Framework
    basis: FrameworkEdition
    target: FrameworkEdition
    standings: tuple[Standing, ...]  # what areas build on first, then the rest
    unserved: tuple[Focus, ...]  # focus areas of the target that no area builds on
    new: tuple[Focus, ...]  # those of them that the basis did not have

    @property
    def choices(self) -> tuple[FrameworkEdition, ...]:
        """The other editions that the plan can be held against."""
        latest = self.framework.latest or self.target
        return tuple(edition for edition in self.framework.between(self.basis, latest) if edition != self.target)

    @property
    def shaken(self) -> tuple[Standing, ...]:
        """What areas build on and does not hold any longer."""
        return tuple(one for one in self.standings if one.areas and not one.followed.holds)

    def outlived_by(self, last_year: int) -> bool:
        """The plan goes on after the target has ended."""
        return self.target.valid_until is not None and self.target.valid_until < date(last_year, 12, 31)


def alignments(plan: Plan, frameworks: Iterable[Framework], *, target: str = "") -> Iterator[Alignment]:
    """The plan against each framework that it builds on; `target` names another edition than the latest one."""
    for framework in frameworks:
        basis = _basis(plan, framework)
        chosen = framework.edition(target) or framework.latest
        if basis is None or chosen is None:
            continue
        if framework.between(basis, chosen):
            yield _aligned(plan, framework, basis, chosen)


def _aligned(plan: Plan, framework: Framework, basis: FrameworkEdition, target: FrameworkEdition) -> Alignment:
    used = _used(plan, framework)
    fates = {one.before.key: one for one in followed(framework.between(basis, target))}
    fates |= {key: _stray(plan, framework, basis, target, key) for key in used if key not in fates}
    standings = [Standing(fate, tuple(used.get(key, ()))) for key, fate in fates.items()]
    served = {after.key for one in standings if one.areas for after in one.followed.after}
    unserved = tuple(focus for focus in target.focuses if focus.key not in served)
    fresh = {focus.key for focus in new_in(target, basis)} if target is not basis else set()
    return Alignment(
        framework,
        basis,
        target,
        tuple(sorted(standings, key=lambda one: not one.areas)),
        unserved,
        tuple(focus for focus in unserved if focus.key in fresh),
    )


def _stray(plan: Plan, framework: Framework, basis: FrameworkEdition, target: FrameworkEdition, key: str) -> Followed:
    """What has become of a focus area that areas name though the basis does not have it: followed from the nearest
    edition that does, the earlier ones first."""
    order = framework.between(framework.in_order[0], target)
    at = order.index(basis)
    for origin in (*reversed(order[:at]), *order[at:]):
        if origin.focus(key):
            return next(one for one in followed(framework.between(origin, target)) if one.before.key == key)
    names = {focus.key: focus.name for strategy in plan.strategies for focus in strategy.focus_areas}
    known = all(edition.complete for edition in order[at:])
    return Followed(Focus(key, names.get(key, key)), Fate.GONE if known else Fate.UNKNOWN)


def _used(plan: Plan, framework: Framework) -> dict[str, list[Area]]:
    """What areas build on, in the plan's order, with the areas."""
    used: dict[str, list[Area]] = {}
    if framework.is_numbered:
        linked = [(area, [str(number) for number in area.global_goals]) for area in plan.every_area()]
    else:
        editions = {edition.key for edition in framework.editions}
        ours = {focus.key for s in plan.strategies if s.key in editions for focus in s.focus_areas}
        linked = [(area, [key for key in area.focus_areas if key in ours]) for area in plan.every_area()]
    for area, keys in linked:
        for key in keys:
            used.setdefault(key, []).append(area)
    return used


def _basis(plan: Plan, framework: Framework) -> FrameworkEdition | None:
    """The edition that the plan says it builds on: the latest that it names; of global goals the one then valid."""
    if framework.is_numbered:
        if not _used(plan, framework):
            return None
        begun = [e for e in framework.in_order if e.valid_from <= date(plan.first_year, 12, 31)]
        return begun[-1] if begun else None
    named = {strategy.key for strategy in plan.strategies}
    known = [edition for edition in framework.in_order if edition.key in named]
    return known[-1] if known else None
