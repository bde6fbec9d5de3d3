"""Ranking: members score, each alone first; the round is shared, talked over and concluded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Conflict, Invalid, Stale
from samsyn.people.models import Person
from samsyn.plan import rules
from samsyn.plan.enums import RoundStatus
from samsyn.plan.models import Ballot, Candidate, RankingRound, Score
from samsyn.plan.queries import ranking as queries
from samsyn.plandoc.ranking import LEVELS


@action("plan.score", allow=rules.may_score, forgets=True)
def score(
    ranking: RankingRound,
    *,
    by: Person,
    candidate: Candidate,
    levels: Mapping[int, int | None],
    was: Mapping[int, int | None] | None = None,
    page: str = "",
) -> Ballot:
    """Save one's judgement of a candidate: a level by criterion (primary key), None for "cannot judge".

    Criteria that are left out stay as they are. `was` is what the form showed when it was opened, and `page` names that
    opening: what has been changed from another page since is never overwritten. What is not changed here keeps what was
    saved there; where both are changed, Stale has both.
    """
    if candidate.round_id != ranking.pk or candidate.archived_at:
        raise Conflict(_("The candidate is no longer weighed in this round."))
    criteria = {criterion.pk: criterion for criterion in ranking.criteria.all()}
    if not levels.keys() <= criteria.keys() or any(level not in (None, *LEVELS) for level in levels.values()):
        raise Invalid(_("Choose one of the levels, or that you cannot judge."))
    ballot, _made = Ballot.objects.get_or_create(round=ranking, person=by)
    own = Score.objects.filter(candidate=candidate, person=by)
    stored = {kept.criterion_id: kept for kept in own.filter(stage=RoundStatus.ALONE)}
    stage = RoundStatus.ALONE if ranking.is_alone else RoundStatus.SHARED
    if stage == RoundStatus.SHARED:
        stored |= {kept.criterion_id: kept for kept in own.filter(stage=stage)}
    mine, theirs, saved = {}, {}, list[Score]()
    proposals = queries.proposals(ranking, [candidate])
    for key, level in levels.items():
        kept = stored.get(key)
        if kept and kept.level == level:
            continue
        elsewhere = kept is not None and was is not None and kept.page != page and (key, kept.level) not in was.items()
        if elsewhere:
            if (key, level) not in was.items():
                mine[criteria[key].name], theirs[criteria[key].name] = level, kept.level
            continue
        proposed = proposals.level(candidate, criteria[key])
        saved.append(
            Score(
                candidate=candidate,
                criterion=criteria[key],
                person=by,
                stage=stage,
                level=level,
                page=page,
                proposed=proposed,
                saved_at=timezone.now(),
            )
        )
    if mine:
        raise Stale(mine=mine, theirs=theirs, version=ballot.version)
    Score.objects.bulk_create(
        saved,
        update_conflicts=True,
        unique_fields=["candidate", "criterion", "person", "stage"],
        update_fields=["level", "page", "proposed", "saved_at"],
    )
    ballot.version += 1
    ballot.save()
    return ballot


@action("plan.hand_in", allow=rules.may_score)
def hand_in(ranking: RankingRound, *, by: Person, at: datetime | None = None) -> Ballot:
    """Say that one's scores are ready. Until the round is shared they can still be changed."""
    ballot, _made = Ballot.objects.get_or_create(round=ranking, person=by)
    left = queries.left_to_judge(ranking, by)
    if left:
        raise Conflict(
            _("You have not judged everything yet: %(left)s.") % {"left": ", ".join(map(str, left))},
            remedy=_("Choose a level, or that you cannot judge, for each criterion."),
        )
    ballot.handed_in_at = ballot.handed_in_at or at or timezone.now()
    ballot.version += 1
    ballot.save()
    return ballot


@action("plan.share_ranking", allow=rules.may_run_ranking)
def share_ranking(ranking: RankingRound, *, by: Any, at: datetime | None = None) -> RankingRound:
    """Let the members see each other's scores. From now on the first ones are kept, whatever is changed."""
    if not ranking.is_alone:
        raise Conflict(_("The round is shared already."))
    if not ranking.ballots.filter(handed_in_at__isnull=False).exists():
        raise Conflict(_("Nobody has handed in anything yet."), remedy=_("Wait until the members have judged."))
    ranking.status, ranking.shared_at = RoundStatus.SHARED, at or timezone.now()
    return _saved(ranking)


@action("plan.conclude_ranking", allow=rules.may_run_ranking)
def conclude_ranking(
    ranking: RankingRound,
    *,
    by: Any,
    order: Sequence[int],
    reasons: Mapping[int, str],
    took_part: Iterable[Person] = (),
    at: datetime | None = None,
) -> RankingRound:
    """Record the order (candidates' primary keys, the first first), with a reason for each that was moved from the
    proposed one, and who took part in the talk. From now on nothing in the round changes."""
    if ranking.is_alone:
        raise Conflict(_("The round is not shared yet."), remedy=_("Share it and talk it over first."))
    candidates = {candidate.pk: candidate for candidate in queries.candidates_of(ranking)}
    if sorted(order) != sorted(candidates):
        raise Conflict(
            _("The order does not have each candidate once."), remedy=_("Give every candidate a place of its own.")
        )
    standings = {int(standing.key): standing for standing in queries.standings(ranking)}
    unexplained = queries.moved(order, standings, explained={key for key in order if reasons.get(key, "").strip()})
    if unexplained:
        names = ", ".join(str(candidates[key]) for key in unexplained)
        raise Invalid(
            _("Say why these were moved from the proposed order: %(names)s.") % {"names": names},
            fields={f"reason_{key}": _("Write in a few words why it was moved.") for key in unexplained},
        )
    for place, key in enumerate(order, 1):
        candidate, standing = candidates[key], standings[key]
        candidate.place, candidate.proposed_place = place, standing.place
        candidate.shared_place = standing.shared
        candidate.value, candidate.effort = queries.rounded(standing.value), queries.rounded(standing.effort)
        candidate.reason = reasons.get(key, "").strip()
        candidate.title = queries.title_of(candidate)
        candidate.version += 1
        candidate.full_clean()
        candidate.save()
    for person in set(took_part) & {member.person for member in queries.members(ranking)}:
        Ballot.objects.update_or_create(round=ranking, person=person, defaults={"took_part": True})
    ranking.status, ranking.concluded_at, ranking.concluded_by_id = RoundStatus.CONCLUDED, at or timezone.now(), by.pk
    return _saved(ranking)


def _saved(ranking: RankingRound) -> RankingRound:
    ranking.version += 1
    ranking.full_clean()
    ranking.save()
    return ranking
