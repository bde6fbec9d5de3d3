"""How plans stand to what they build on from outside, in the words that people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from samsyn.people.models import Collaboration
from samsyn.plan.enums import EditionStatus
from samsyn.plan.models import Edition
from samsyn.plan.queries.editions import document, editions
from samsyn.plandoc import frameworks
from samsyn.plandoc.alignment import Alignment, alignments
from samsyn.plandoc.frameworks import Fate, Focus, Followed, followed, new_in
from samsyn.plandoc.model import Area
from samsyn.plandoc.segments import Segment, differences


@dataclass(frozen=True, slots=True)
class FocusShown:
    """A focus area of an edition beside what it was in the one before."""

    focus: Focus
    takes_up: tuple[Focus, ...]  # what it was in the edition before, itself or others
    is_new: bool
    reworded: tuple[tuple[str, tuple[Segment, ...]], ...] = ()  # label and words


@dataclass(frozen=True, slots=True)
class EditionShown:
    before: frameworks.FrameworkEdition | None
    themes: tuple[tuple[str, tuple[FocusShown, ...]], ...]
    gone: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class StandingShown:
    """What areas build on, and what has become of it."""

    before: Focus
    after: tuple[Focus, ...]
    areas: tuple[Area, ...]
    reworded: tuple[tuple[str, tuple[Segment, ...]], ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """How one edition of a plan stands to one framework, in figures."""

    edition: Edition
    alignment: Alignment

    @property
    def holds(self) -> bool:
        return not self.alignment.shaken and not self.outlived

    @property
    def outlived(self) -> bool:
        return self.alignment.outlived_by(self.edition.plan.last_year)


def before(framework: frameworks.Framework, key: str) -> list[tuple[str, str]]:
    """Key and name of the focus areas of the edition before."""
    earlier = _earlier(framework, key)
    return [(focus.key, focus.name) for focus in earlier.focuses] if earlier else []


def against_the_one_before(framework: frameworks.Framework, edition: frameworks.FrameworkEdition) -> EditionShown:
    """The edition's focus areas by theme, each with what has become of what was before."""
    earlier = _earlier(framework, edition.key)
    known = {focus.key: focus for focus in earlier.focuses} if earlier else {}
    fresh = {focus.key for focus in new_in(edition, earlier)} if earlier else set()
    shown = [_shown(focus, known, is_new=focus.key in fresh) for focus in edition.focuses]
    themes = sorted({focus.theme for focus in edition.focuses}, key=[f.theme for f in edition.focuses].index)
    fates = followed((earlier, edition)) if earlier else ()
    return EditionShown(
        earlier,
        tuple((theme, tuple(one for one in shown if one.focus.theme == theme)) for theme in themes),
        tuple(one for one in fates if one.fate in (Fate.GONE, Fate.UNKNOWN)),
    )


def reworded(old: Focus, new: Focus) -> tuple[tuple[str, tuple[Segment, ...]], ...]:
    """What is said in other words, by label."""
    labels = {"name": _("Name"), "description": _("What it is about"), "aims": _("What it is to lead to")}
    texts = frameworks.reworded(old, new)
    return tuple((labels[text], differences(getattr(old, text), getattr(new, text))) for text in texts)


def by_fate(alignment: Alignment) -> list[tuple[Fate, str, list[StandingShown]]]:
    """What areas build on, sorted by what has become of it: first what they cannot build on any longer."""
    words = fate_words()
    shown: dict[Fate, list[StandingShown]] = {fate: [] for fate in words}
    for standing in alignment.standings:
        if standing.areas:
            one = standing.followed
            told = reworded(one.before, one.after[0]) if one.fate is Fate.REWORDED else ()
            shown[one.fate].append(StandingShown(one.before, one.after, standing.areas, told))
    return [(fate, words[fate], found) for fate, found in shown.items() if found]


def fate_words() -> dict[Fate, str]:
    return {
        Fate.GONE: _("Gone"),
        Fate.MERGED: _("Merged with others"),
        Fate.SPLIT: _("Split"),
        Fate.REWORDED: _("Reworded"),
        Fate.SAME: _("Unchanged"),
        Fate.UNKNOWN: _("Not known whether it remains"),
    }


def plans_and_frameworks(
    user: Any, collaboration: Collaboration, known: Sequence[frameworks.Framework]
) -> list[tuple[Edition, list[Stand]]]:
    """The edition in force and the one that is worked at, of each plan period, with how they stand."""
    found = []
    for edition in _current(user, collaboration):
        stands = [Stand(edition, alignment) for alignment in alignments(document(edition), known)]
        if stands:
            found.append((edition, stands))
    return found


def _current(user: Any, collaboration: Collaboration) -> Iterator[Edition]:
    for _plan, group in groupby(editions(user, collaboration), key=lambda edition: edition.plan_id):
        of_plan = list(group)
        decided = [edition for edition in of_plan if edition.status == EditionStatus.DECIDED][:1]
        yield from (edition for edition in of_plan if edition in decided or not edition.is_decided)


def _earlier(framework: frameworks.Framework, key: str) -> frameworks.FrameworkEdition | None:
    order = framework.in_order
    at = next((at for at, edition in enumerate(order) if edition.key == key), 0)
    return order[at - 1] if at else None


def _shown(focus: Focus, known: dict[str, Focus], *, is_new: bool) -> FocusShown:
    was = tuple(known[key] for key in dict.fromkeys((focus.key, *focus.takes_up)) if key in known)
    words = reworded(was[0], focus) if len(was) == 1 else ()
    return FocusShown(focus, was, is_new, words)
