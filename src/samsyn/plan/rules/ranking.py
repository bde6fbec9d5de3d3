"""Who ranks, and who sees whose scores when."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from samsyn.people.enums import Role
from samsyn.people.models import Collaboration
from samsyn.people.rules import belongs, collaborations_of, coordinates, sits_in
from samsyn.plan.enums import RoundStatus
from samsyn.plan.models import Candidate, Criterion, Edition, RankingRound, Score

VOTING = (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER)  # the seats of a group whose scores count


def may_open_ranking(user: Any, edition: Edition) -> bool:
    return coordinates(user, edition.plan.collaboration_id)


def may_run_ranking(user: Any, ranking: RankingRound) -> bool:
    """Set it up, share it, conclude it: the coordinator, until it is concluded."""
    return ranking.archived_at is None and may_restore_ranking(user, ranking)


def may_restore_ranking(user: Any, ranking: RankingRound) -> bool:
    return not ranking.is_concluded and coordinates(user, ranking.collaboration_id)


def may_revise_criterion(user: Any, criterion: Criterion) -> bool:
    return may_run_ranking(user, criterion.round)


def may_revise_candidate(user: Any, candidate: Candidate) -> bool:
    return may_run_ranking(user, candidate.round)


def may_score(user: Any, ranking: RankingRound) -> bool:
    """Whoever holds a voting seat today in the group that ranks."""
    if ranking.is_concluded or ranking.archived_at or not user.is_authenticated:
        return False
    return any(seat.group_id == ranking.group_id and seat.role in VOTING for seat in user.seats)


def may_view_ranking(user: Any, ranking: RankingRound) -> bool:
    """Those who rank and the coordinator; when it is concluded, everybody in the collaboration."""
    if coordinates(user, ranking.collaboration_id):
        return True
    if ranking.archived_at:
        return False
    return sits_in(user, [ranking.group_id]) or (ranking.is_concluded and belongs(user, ranking.collaboration_id))


def rankings_visible_to(user: Any) -> QuerySet[RankingRound]:
    if not user.is_authenticated:
        return RankingRound.objects.none()
    run = {seat.group.collaboration_id for seat in user.seats if coordinates(user, seat.group.collaboration_id)}
    concluded = Q(status=RoundStatus.CONCLUDED, collaboration__in=collaborations_of(user))
    own = Q(group__in=[seat.group_id for seat in user.seats])
    return RankingRound.objects.filter(Q(collaboration__in=run) | Q(archived_at=None) & (own | concluded))


def may_view_scores(user: Any, ranking: RankingRound) -> bool:
    """See who has judged how: those who rank and the coordinator, once the round is shared. Before, nobody."""
    if ranking.is_alone:
        return False
    return coordinates(user, ranking.collaboration_id) or sits_in(user, [ranking.group_id])


def may_view_score(user: Any, score: Score) -> bool:
    ranking = score.candidate.round
    if not user.is_authenticated or score.person_id == user.pk:
        return user.is_authenticated
    handed_in = ranking.ballots.filter(person=score.person_id, handed_in_at__isnull=False).exists()
    return handed_in and may_view_scores(user, ranking)


def scores_visible_to(user: Any) -> QuerySet[Score]:
    """One's own, and those that are handed in to shared rounds of a group that one sits in or coordinates."""
    if not user.is_authenticated:
        return Score.objects.none()
    run = {seat.group.collaboration_id for seat in user.seats if coordinates(user, seat.group.collaboration_id)}
    groups = [seat.group_id for seat in user.seats]
    among = Q(candidate__round__collaboration__in=run) | Q(candidate__round__group__in=groups)
    return Score.objects.filter(Q(person=user.pk) | among).filter(Score.told_to(user))


def may_set_capacity(user: Any, collaboration: Collaboration) -> bool:
    return coordinates(user, collaboration.pk)
