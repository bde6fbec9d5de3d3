"""Needs that are near-identical: the same thing wanted, in other words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from samsyn.people.models import Collaboration
from samsyn.plan.enums import NeedStatus
from samsyn.plan.models import Need
from samsyn.plandoc.checks.words import topic_words, words

NEAR = 0.8  # share of topic words in common (Dice) from which two titles want the same thing
HALF_NEAR = 0.6  # ... or this, if their reasons do too and one title says all that the other does
SHOWN = 5

_STEM = 5  # letters that words of the same kin begin with
_KIN = 0.65  # of the shorter word: "industrier" and "industriområden", but not "vattenskydd" and "vattenverksamhet"
# Beginnings of words that say what kind of support is wanted, or that it is wanted: not what it is about.
_WANTING = re.compile(
    "bättre|bedöm|behöv|beslut|blank|checklist|enkla|erfarenhet|fråga|ibland|informat|kampanj|klagomål|kurser|likadan"
    "|länsgem|många|mallar|material|olika|osäk|råder|saknar|samma|stödja|svårt|temadag|tydlig|underlag|upphandl"
    "|vägled|vilja|ärend"
)
# Words shorter than those that topic_words knows, which say nothing by themselves. Others do: gym, jord, PFAS.
_LITTLE = re.compile(
    "alla|att|blir|blev|bra|både|bör|dag|de[mnst]|denna|det|detta|där|eller|ens|ett|fler|får|före?|från|gör|ger|han|har"
    "|hon|hos|hur|här|inom|inte|kan|kom|kring|kurs|med|mer|mest|mall|mot|man|mycket|nya|nytt|när|och|ofta|olik|oss|per"
    "|rätt|samt|ser|sig|sina?|ska|som|stöd|stor|sätt|till|trots|upp|utan|vad|var|vara|vart|varje|vem|vet|vid|vill|våra?"
    "|vårt|än|ännu"
)
_CLASS = re.compile(r"\b([A-ZÅÄÖ])-(?=\w)")  # B-anläggningar, U-verksamheter


@dataclass(frozen=True, slots=True)
class Pair:
    """Two open needs that seem to be one; the earlier first."""

    earlier: Need
    later: Need
    likeness: float


def near_identical(collaboration: Collaboration, *, title: str, why: str) -> list[Need]:
    """What has been brought before that seems to be the same, the most alike first. Merged needs are left out: the one
    that remains is found instead."""
    needs = Need.objects.filter(collaboration=collaboration).exclude(status=NeedStatus.MERGED)
    found = [(likeness(title, why, need.title, need.why), need) for need in needs.select_related("organisation")]
    near = sorted((pair for pair in found if pair[0]), key=lambda pair: (-pair[0], pair[1].number))
    return [need for _likeness, need in near[:SHOWN]]


def pairs(needs: Sequence[Need]) -> list[Pair]:
    """The needs that could be merged: near-identical, and wanting the same kind of support. The most alike first.

    Only needs that share the beginning of a topic word are compared, so the work follows how much the needs have in
    common and not the square of their number.
    """
    found = []
    for one, other in _candidates(needs):
        if one.support == other.support and (alike := likeness(one.title, one.why, other.title, other.why)):
            earlier, later = sorted((one, other), key=lambda need: need.number)
            found.append(Pair(earlier, later, alike))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.earlier.number, pair.later.number))


def likeness(title: str, why: str, other_title: str, other_why: str) -> float:
    """How alike two needs are, from 0 to 1; 0 where they are not near-identical."""
    one, other = _topics(title), _topics(other_title)
    by_title = _dice(one, other)
    if by_title >= NEAR:
        return by_title
    by_reason = _dice(_topics(why), _topics(other_why))
    if by_title >= HALF_NEAR and by_reason >= HALF_NEAR and (_within(one, other) or _within(other, one)):
        return (by_title + by_reason) / 2
    return 0.0


def _candidates(needs: Sequence[Need]) -> Iterator[tuple[Need, Need]]:
    by_stem: defaultdict[str, list[Need]] = defaultdict(list)
    for need in needs:
        compared: set[int] = set()
        for stem in {word[:_STEM] for word in _topics(need.title)}:
            for other in by_stem[stem]:
                if other.pk not in compared:
                    compared.add(other.pk)
                    yield other, need
            by_stem[stem].append(need)


@lru_cache(maxsize=4_000)
def _topics(text: str) -> frozenset[str]:
    long = {word for word in topic_words(text) if not _WANTING.match(word)}
    short = {word for word in words(text) if 3 <= len(word) < _STEM and not _LITTLE.fullmatch(word)}
    return frozenset(long | short | set(_CLASS.findall(text)))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that have one of the same kin on the other side."""
    if not one or not other:
        return 0.0
    return (len(_shared(one, other)) + len(_shared(other, one))) / (len(one) + len(other))


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether everything that the one speaks of, the other does too."""
    return len(_shared(one, other)) == len(one)


def _shared(one: frozenset[str], other: frozenset[str]) -> set[str]:
    return {word for word in one if any(_kin(word, another) for another in other)}


def _kin(one: str, other: str) -> bool:
    """Inflections and compounds: "dagvatten" and "dagvattnet", "avlopp" and "småavlopp"."""
    short, long = sorted((one, other), key=len)
    if len(short) < _STEM:
        return one == other
    alike = sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False)))
    return long.endswith(short) or (alike >= _STEM and alike >= _KIN * len(short))
