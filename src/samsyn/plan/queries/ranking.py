"""Ranking rounds as they are read: who takes part, what has been judged, where the candidates stand.

Scores are read here only of members who have handed in, and only when the round is shared; one's own in `own_scores`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.kernel.collation import sort_key
from samsyn.kernel.errors import NotFound
from samsyn.people.enums import OrganisationKind
from samsyn.people.models import Membership, Organisation, Person
from samsyn.plan import rules
from samsyn.plan.enums import Basis, NeedStatus, RoundStatus
from samsyn.plan.models import (
    Area,
    Ballot,
    Candidate,
    Criterion,
    Edition,
    Need,
    NeedSupport,
    Party,
    RankingRound,
    Score,
)
from samsyn.plandoc import ranking as arithmetic


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who ranks, or has handed in and left the group since."""

    person: Person
    ballot: Ballot | None
    sits: bool

    @property
    def handed_in_at(self) -> datetime | None:
        return self.ballot.handed_in_at if self.ballot else None


@dataclass(frozen=True, slots=True)
class Given:
    """What a member has said of a candidate by a criterion, and what was said before the talk if that was another."""

    person: Person
    level: int | None
    first: int | None
    changed: bool
    followed: bool  # as Samsyn proposed


@dataclass(frozen=True, slots=True)
class Judged:
    """All that was said of a candidate by one criterion."""

    criterion: Criterion
    spread: arithmetic.Spread
    given: Sequence[Given]

    @property
    def followed(self) -> int:
        return sum(one.followed for one in self.given)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What Samsyn would say, from what stands in the need or the area; marked as proposals wherever they are shown."""

    municipalities: int
    behind: Mapping[int, int]  # municipalities behind each candidate
    focus: Mapping[int, int]  # focus areas of each candidate

    def level(self, candidate: Candidate, criterion: Criterion) -> int | None:
        if criterion.basis == Basis.BREADTH and (behind := self.behind.get(candidate.pk)):
            return breadth(behind, self.municipalities)
        if criterion.basis == Basis.FOCUS and self.focus.get(candidate.pk):
            return arithmetic.HIGHEST
        return None

    def why(self, candidate: Candidate, criterion: Criterion) -> str:
        if self.level(candidate, criterion) is None:
            return ""
        if criterion.basis == Basis.FOCUS:
            return _("the area names a focus area of the strategy")
        behind = self.behind[candidate.pk]
        return ngettext("%(count)s municipality is behind it", "%(count)s municipalities are behind it", behind) % {
            "count": behind
        }


def rankings(user: Any, edition: Edition) -> list[RankingRound]:
    """The rounds of the plan period that the person may see, the latest first."""
    found = rules.rankings_visible_to(user).filter(edition__plan=edition.plan_id)
    return list(found.select_related("edition__plan__collaboration", "group"))


def ranking(user: Any, edition: Edition, pk: int) -> RankingRound:
    """The round at an address. Raises NotFound if there is none that the person may see."""
    found = rules.rankings_visible_to(user).filter(edition=edition, pk=pk)
    one = found.select_related("edition__plan__collaboration", "group", "opened_by", "concluded_by").first()
    if one is None:
        raise NotFound
    return one


def waiting_for(user: Any) -> list[RankingRound]:
    """The rounds in which the person has a vote and has not handed in, the oldest first."""
    voting = [seat.group_id for seat in user.seats if seat.role in rules.VOTING]
    found = RankingRound.objects.filter(group__in=voting, archived_at=None, status=RoundStatus.ALONE)
    found = found.exclude(pk__in=Ballot.objects.filter(person=user.pk, handed_in_at__isnull=False).values("round"))
    return list(found.select_related("edition__plan__collaboration").order_by("opened_at"))


def candidates_of(ranking: RankingRound) -> list[Candidate]:
    """What is weighed, in the order in which it was added; what was taken away is left out."""
    found = ranking.candidates.filter(archived_at=None)
    found = found.select_related("need__collaboration", "need__merged_into", "area__edition__plan__collaboration")
    return list(found)


def title_of(candidate: Candidate) -> str:
    """What it is called now; in a concluded round, then."""
    if candidate.round.is_concluded:
        return candidate.title
    return str(candidate.need or candidate.area)


def remark_on(candidate: Candidate) -> str:
    """What has become of it since it was taken up, if it no longer waits."""
    need, area = candidate.need, candidate.area
    if need is not None and need.status == NeedStatus.MERGED:
        return _("Merged with “%(need)s”") % {"need": need.merged_into}
    if need is not None and need.status in (NeedStatus.DECLINED, NeedStatus.ADOPTED):
        return str(need.get_status_display())
    if area is not None and area.archived_at:
        return _("Taken out of the plan")
    return ""


def members(ranking: RankingRound) -> list[Member]:
    """Who holds a voting seat today, and who has left it but handed in before."""
    ballots = {ballot.person_id: ballot for ballot in ranking.ballots.select_related("person__organisation")}
    seats = Membership.objects.current().filter(group=ranking.group_id, role__in=rules.VOTING)
    sitting = {seat.person_id: seat.person for seat in seats.select_related("person__organisation")}
    left = {
        pk: ballot.person
        for pk, ballot in ballots.items()
        if pk not in sitting and (ballot.handed_in_at or ballot.took_part)
    }
    for ballot in ballots.values():
        ballot.round = ranking
    everybody = [(person, True) for person in sitting.values()] + [(person, False) for person in left.values()]
    return [
        Member(person, ballots.get(person.pk), sits)
        for person, sits in sorted(everybody, key=lambda pair: (sort_key(pair[0].name), pair[0].pk))
    ]


def own_scores(ranking: RankingRound, person: Person) -> dict[tuple[int, int], Score]:
    """A member's own scores as they stand, by candidate and criterion."""
    found = Score.objects.filter(candidate__round=ranking, person=person)
    by_stage = sorted(found, key=lambda score: score.stage == RoundStatus.SHARED)
    return {(score.candidate_id, score.criterion_id): score for score in by_stage}


def begun(ranking: RankingRound) -> bool:
    """Whether anybody has judged anything: from then on the criteria stand."""
    return Score.objects.filter(candidate__round=ranking).exists()


def left_to_judge(ranking: RankingRound, person: Person) -> list[Candidate]:
    """The candidates that the member has not judged by every criterion."""
    criteria = set(ranking.criteria.values_list("pk", flat=True))
    judged: defaultdict[int, set[int]] = defaultdict(set)
    for candidate, criterion in own_scores(ranking, person):
        judged[candidate].add(criterion)
    return [candidate for candidate in candidates_of(ranking) if not criteria <= judged[candidate.pk]]


def judged(ranking: RankingRound) -> dict[int, list[Judged]]:
    """What those who have handed in have said, by candidate; nothing while each judges alone."""
    if ranking.is_alone:
        return {}
    criteria = list(ranking.criteria.all())
    people = {m.person.pk: m.person for m in members(ranking) if m.handed_in_at}
    scores: defaultdict[tuple[int, int, int], dict[str, Score]] = defaultdict(dict)
    for score in Score.objects.filter(candidate__round=ranking, person__in=people):
        scores[score.candidate_id, score.criterion_id, score.person_id][score.stage] = score
    return {
        candidate.pk: [
            _judged(criterion, [(person, scores[candidate.pk, criterion.pk, pk]) for pk, person in people.items()])
            for criterion in criteria
        ]
        for candidate in candidates_of(ranking)
    }


def _judged(criterion: Criterion, said: Iterable[tuple[Person, Mapping[str, Score]]]) -> Judged:
    given = []
    for person, by_stage in said:
        first, later = by_stage.get(RoundStatus.ALONE), by_stage.get(RoundStatus.SHARED)
        now = later or first
        changed = bool(first and later and first.level != later.level)
        level = now.level if now else None
        followed = level is not None and now is not None and level == now.proposed
        given.append(Given(person, level, first.level if first else None, changed, followed))
    return Judged(criterion, arithmetic.spread(one.level for one in given), given)


def standings(ranking: RankingRound, said: Mapping[int, Sequence[Judged]] | None = None) -> list[arithmetic.Standing]:
    """Where the candidates stand and the order that follows; keys are the candidates' primary keys as text."""
    said = judged(ranking) if said is None else said
    criteria = [arithmetic.Criterion(str(c.pk), c.weight, c.against) for c in ranking.criteria.all()]
    scores = {
        str(pk): {str(one.criterion.pk): [given.level for given in one.given] for one in found}
        for pk, found in said.items()
    }
    return arithmetic.rank(criteria, scores)


def moved(
    order: Sequence[int], standings: Mapping[int, arithmetic.Standing], *, explained: Collection[int]
) -> list[int]:
    """The fewest candidates that have to be explained so that the others stand in the proposed order.

    Those that share a place may stand in any order; what has no proposed place is proposed last.
    """
    last = len(standings) + 1
    left = [key for key in order if key not in explained]
    runs: list[
        list[tuple[int, int]]
    ] = []  # for each candidate, the longest run in the proposed order that ends with it
    for key in left:
        place = standings[key].place or last
        runs.append([*max((run for run in runs if run[-1][0] <= place), key=_best, default=[]), (place, key)])
    kept = {key for _place, key in max(runs, key=_best, default=[])}
    return [key for key in left if key not in kept]


def _best(run: list[tuple[int, int]]) -> tuple[int, list[int]]:
    """The longest; of those as long, the one with the lowest places, so that what was moved up is to be explained."""
    return len(run), [-place for place, _key in run]


def rounded(figure: Fraction | None) -> Decimal | None:
    return None if figure is None else Decimal(f"{float(figure):.3f}")


def breadth(behind: int, municipalities: int) -> int:
    """The level from 1 (one municipality) to 5 (nearly all)."""
    share = Fraction(behind, max(municipalities, behind))
    if share >= Fraction(9, 10):
        return 5
    if behind == 1:
        return 1
    return 2 if share <= Fraction(1, 4) else 3 if share <= Fraction(1, 2) else 4


def proposals(ranking: RankingRound, candidates: Sequence[Candidate]) -> Proposals:
    """A fixed number of queries, however many candidates there are."""
    areas = {candidate.pk: candidate.area for candidate in candidates if candidate.area}
    counts = dict(
        Party.objects.filter(
            edition=ranking.edition_id, kind=OrganisationKind.MUNICIPALITY, archived_at=None
        ).values_list("key", "count")
    )
    municipalities = Organisation.objects.filter(
        collaboration=ranking.collaboration_id, kind=OrganisationKind.MUNICIPALITY
    )
    known = set(municipalities.values_list("pk", flat=True))
    behind = {pk: sum(counts.get(key, 0) for key in area.parties) for pk, area in areas.items()}
    needs = [candidate.need_id for candidate in candidates if candidate.need_id]
    organisations = _behind(needs)
    behind |= {c.pk: len(organisations[c.need_id] & known) for c in candidates if c.need_id}
    return Proposals(len(known), behind, {pk: len(area.focus_areas) for pk, area in areas.items()})


def _behind(needs: Sequence[int]) -> defaultdict[int, set[int]]:
    """The organisations that have each need or say "we too", those of needs merged into it included."""
    parents: dict[int, int] = {}
    fresh = set(needs)
    while fresh:
        children = dict(Need.objects.filter(merged_into__in=fresh).values_list("pk", "merged_into"))
        fresh = children.keys() - parents.keys() - set(needs)
        parents |= children
    family = [*needs, *parents]
    said = list(Need.objects.filter(pk__in=family).values_list("pk", "organisation"))
    said += NeedSupport.objects.filter(need__in=family, archived_at=None).values_list("need", "organisation")
    found: defaultdict[int, set[int]] = defaultdict(set)
    for need, organisation in said:
        at: int | None = need
        while at is not None:
            found[at].add(organisation)
            at = parents.get(at)
    return found


def may_be_weighed(ranking: RankingRound) -> tuple[QuerySet[Need], QuerySet[Area]]:
    """The open needs, and the areas of the edition, that are not weighed in the round yet."""
    return candidates_for(ranking.edition, weighed=ranking.candidates.filter(archived_at=None))


def candidates_for(
    edition: Edition, weighed: QuerySet[Candidate] | None = None
) -> tuple[QuerySet[Need], QuerySet[Area]]:
    weighed = Candidate.objects.none() if weighed is None else weighed
    needs = Need.objects.filter(
        collaboration=edition.plan.collaboration_id, status__in=[NeedStatus.OPEN, NeedStatus.WAITING]
    ).exclude(pk__in=weighed.exclude(need=None).values("need"))
    areas = edition.area_set.filter(archived_at=None).exclude(pk__in=weighed.exclude(area=None).values("area"))
    # in the plan's order, a programme's steps under it
    areas = areas.order_by(
        Coalesce("programme__position", "position"),
        Coalesce("programme", "pk"),
        F("programme").asc(nulls_first=True),
        "position",
        "pk",
    )
    return needs.select_related("organisation").order_by("title"), areas


def weighed(user: Any, *, need: Need | None = None, area: Area | None = None) -> list[Candidate]:
    """Where a need or an area is or has been weighed, as far as the person may see; an area also in other editions of
    its plan, and by the needs that became it."""
    if need is not None:
        which = Q(need=need)
    elif area is not None:
        plan = area.edition.plan_id
        which = Q(area__code=area.code, area__edition__plan=plan)
        which |= Q(need__plan=plan, need__area_code=area.code, need__status=NeedStatus.ADOPTED)
    else:
        return []
    found = Candidate.objects.filter(which, archived_at=None, round__in=rules.rankings_visible_to(user))
    found = found.filter(round__archived_at=None).select_related("round__edition__plan__collaboration")
    return list(found.order_by("-round__opened_at"))
