"""The demo's ranking rounds: one that is concluded, and one in which some have handed in."""

from __future__ import annotations

from typing import Any

import yaml
from django.utils import timezone

from samsyn.config.demo import county
from samsyn.config.demo.needs import noon
from samsyn.config.demo.plan import DEMO
from samsyn.kernel.actions import SYSTEM
from samsyn.people.models import Person
from samsyn.plan import actions
from samsyn.plan.models import Candidate, Need, Plan, RankingRound

RANKINGS = DEMO / "rankings.yaml"


def rank(plan: Plan) -> None:
    """The preparatory group's ranking rounds, up to today."""
    editions = {edition.number: edition for edition in plan.editions.select_related("plan__collaboration")}
    persons = {person.email: person for person in Person.objects.all()}
    coordinator = county.coordinator()
    for given in yaml.safe_load(RANKINGS.read_text(encoding="utf-8")):
        edition, at = editions[given["edition"]], noon(given["opened"])
        if at > timezone.now():
            continue
        asked = given["candidates"]
        areas = {area.code: area for area in edition.area_set.select_related("edition__plan")}
        needs = {need.title: need for need in Need.objects.filter(collaboration=plan.collaboration)}
        ranking = actions.open_ranking(edition, by=SYSTEM, title=given["title"], at=at)
        for one in asked:
            chosen = {"areas": [areas[one["area"]]]} if "area" in one else {"needs": [needs[one["need"]]]}
            actions.add_candidates(ranking, by=coordinator, **chosen)
        candidates = list(ranking.candidates.select_related("need", "area"))
        for candidate, one in zip(candidates, asked, strict=True):
            if wished := {name: one[name] for name in ("time", "campaign") if name in one}:
                actions.revise_candidate(candidate, by=coordinator, version=None, **wished)
        for email, said in given["members"].items():
            for candidate, levels in zip(candidates, said["levels"], strict=True):
                _judge(ranking, persons[email], candidate, levels)
            actions.hand_in(ranking, by=persons[email], at=noon(said["day"]))
        if "shared" in given:
            _conclude(ranking, given, {one.area.code: one for one in candidates}, persons)


def _judge(ranking: RankingRound, person: Person, candidate: Candidate, levels: object) -> None:
    """One level for each criterion in order, "-" for "cannot judge"."""
    given = [None if sign == "-" else int(sign) for sign in str(levels)]
    chosen = dict(zip(ranking.criteria.values_list("pk", flat=True), given, strict=True))
    actions.score(ranking, by=person, candidate=candidate, levels=chosen)


def _conclude(
    ranking: RankingRound,
    given: dict[str, Any],
    candidates: dict[str, Candidate],
    persons: dict[str, Person],
) -> None:
    ranking = actions.share_ranking(ranking, by=SYSTEM, at=noon(given["shared"]))
    for said in given["after"]:
        _judge(ranking, persons[said["by"]], candidates[said["area"]], said["levels"])
    actions.conclude_ranking(
        ranking,
        by=county.coordinator(),
        order=[candidates[code].pk for code in given["order"]],
        reasons={candidates[code].pk: reason for code, reason in given["moved"].items()},
        took_part=[persons[email] for email in given["took_part"]],
        at=noon(given["concluded"]),
    )
