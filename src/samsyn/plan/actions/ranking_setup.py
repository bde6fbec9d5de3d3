"""A ranking round is opened and set up: what is weighed, and by which criteria."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samsyn.kernel.actions import SYSTEM, action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.people.enums import GroupKind
from samsyn.plan import rules
from samsyn.plan.enums import AreaKind, Basis, Direction, NeedStatus, Support
from samsyn.plan.models import Area, Candidate, Criterion, Edition, Need, RankingRound
from samsyn.plan.queries import ranking as queries
from samsyn.plandoc.ranking import LEVELS

CAMPAIGNS = (AreaKind.CAMPAIGN, AreaKind.NATIONAL_CAMPAIGN)
UNDECIDED = (NeedStatus.OPEN, NeedStatus.WAITING)


@action("plan.open_ranking", allow=rules.may_open_ranking)
def open_ranking(
    edition: Edition,
    *,
    by: Any,
    title: str,
    needs: Iterable[Need] = (),
    areas: Iterable[Area] = (),
    at: datetime | None = None,
) -> RankingRound:
    """Begin a round for the preparatory group, with the usual criteria."""
    if edition.is_decided and by is not SYSTEM:
        raise Conflict(
            _("The edition is decided. There is nothing to prepare in it."),
            remedy=_("Start the next edition, and open the round there."),
        )
    collaboration = edition.plan.collaboration
    group = collaboration.groups.filter(kind=GroupKind.PREPARATORY, ended_on=None).order_by("pk").first()
    if group is None:
        raise Conflict(
            _("The collaboration has no preparatory group."), remedy=_("Add the group and give its members seats.")
        )
    ranking = RankingRound(
        collaboration=collaboration,
        edition=edition,
        group=group,
        title=title.strip(),
        opened_by_id=by.pk,
        opened_at=at or timezone.now(),
    )
    ranking.full_clean()
    ranking.save()
    for position, given in enumerate(usual_criteria()):
        criterion = Criterion(round=ranking, position=position, **given)
        criterion.full_clean()
        criterion.save()
    _add(ranking, needs, areas)
    return ranking


@action("plan.add_candidates", allow=rules.may_run_ranking)
def add_candidates(
    ranking: RankingRound, *, by: Any, needs: Iterable[Need] = (), areas: Iterable[Area] = ()
) -> RankingRound:
    """Weigh more in the round. One that was taken away comes back with the scores that it had."""
    _must_be_alone(ranking)
    if not _add(ranking, needs, areas):
        raise Invalid(_("Choose at least one need or area."), fields={"chosen": _("Tick what is to be weighed.")})
    return ranking


@action("plan.revise_candidate", allow=rules.may_revise_candidate)
def revise_candidate(candidate: Candidate, *, by: Any, version: int | None, **changes: Any) -> Candidate:
    """Say when it is wished for, and whether it would be a campaign."""
    if not {"time", "campaign"}.issuperset(changes):
        raise Invalid(_("This is not changed by hand."))
    if candidate.area_id:
        raise Conflict(_("The area's time and kind stand in the plan."), remedy=_("Change them there."))
    apply(candidate, changes=changes, version=version)
    return candidate


@action("plan.drop_candidate", allow=rules.may_revise_candidate)
def drop_candidate(candidate: Candidate, *, by: Any) -> Candidate:
    """Do not weigh it in this round. The scores that it has are kept, in case it comes back."""
    _must_be_alone(candidate.round)
    candidate.archived_at = timezone.now()
    candidate.version += 1
    candidate.save()
    return candidate


@action("plan.add_criterion", allow=rules.may_run_ranking)
def add_criterion(ranking: RankingRound, *, by: Any, **fields: Any) -> Criterion:
    _must_be_unscored(ranking)
    position = (ranking.criteria.aggregate(last=Max("position"))["last"] or 0) + 1
    criterion = Criterion(round=ranking, position=position, **fields)
    _check_levels(criterion.levels)
    criterion.full_clean()
    criterion.save()
    return criterion


@action("plan.revise_criterion", allow=rules.may_revise_criterion)
def revise_criterion(criterion: Criterion, *, by: Any, version: int | None, **changes: Any) -> Criterion:
    """Change what is weighed and how, as long as nobody has scored."""
    _must_be_unscored(criterion.round)
    _check_levels(changes.get("levels", criterion.levels))
    apply(criterion, changes=changes, version=version)
    return criterion


@action("plan.drop_criterion", allow=rules.may_run_ranking)
def drop_criterion(ranking: RankingRound, *, by: Any, criterion: Criterion) -> RankingRound:
    _must_be_unscored(ranking)
    if criterion.round_id != ranking.pk:
        raise Invalid(_("The criterion belongs to another round."))
    criterion.delete()
    return ranking


@action("plan.archive_ranking", allow=rules.may_run_ranking)
def archive_ranking(ranking: RankingRound, *, by: Any) -> RankingRound:
    """Take a round away that should not have been opened. It can be brought back."""
    ranking.archived_at = timezone.now()
    return _saved(ranking)


@action("plan.restore_ranking", allow=rules.may_restore_ranking)
def restore_ranking(ranking: RankingRound, *, by: Any) -> RankingRound:
    ranking.archived_at = None
    return _saved(ranking)


def usual_criteria() -> list[dict[str, Any]]:
    """What a round begins with, in the installation's language: the words become the group's own."""
    with translation.override(settings.LANGUAGE_CODE):
        return [
            {
                "name": _("Legal duty"),
                "question": _("How clearly does the law ask for it?"),
                "weight": 3,
                "levels": [
                    _("No law asks for it"), _("The law speaks of it indirectly"), _("A duty without a time"),
                    _("A clear duty"), _("A clear duty that is not met today"),
                ],
            },
            {
                "name": _("Risk to health and environment"),
                "question": _("What can happen if nobody does it?"),
                "weight": 3,
                "levels": [
                    _("Little harm"), _("Limited harm in a few places"), _("Noticeable harm in several places"),
                    _("Great harm, or harm to those who are sensitive"), _("Serious harm that cannot be undone"),
                ],
            },
            {
                "name": _("Breadth"),
                "question": _("How many municipalities does it concern?"),
                "weight": 2,
                "basis": Basis.BREADTH,
                "levels": [
                    _("One municipality"), _("A few, at most a quarter"), _("At most half"), _("Most of them"),
                    _("All, or nearly all"),
                ],
            },
            {
                "name": _("National strategy"),
                "question": _("How well does it fit the focus areas of the national supervision strategy?"),
                "weight": 2,
                "basis": Basis.FOCUS,
                "levels": [
                    _("Not at all"), _("Distantly"), _("It supports a focus area"), _("It belongs to a focus area"),
                    _("It is a focus area"),
                ],
            },
            {
                "name": _("Effort"),
                "question": _("How much time does it take from inspectors and coordinator?"),
                "weight": 2,
                "direction": Direction.AGAINST,
                "levels": [
                    _("Some days"), _("Some weeks"), _("Some months"), _("Half a year"),
                    _("More than half a year, for many"),
                ],
            },
        ]  # fmt: skip


def _add(ranking: RankingRound, needs: Iterable[Need], areas: Iterable[Area]) -> int:
    """Make candidates of them, and bring back those that were taken away. Returns how many."""
    last = ranking.candidates.aggregate(last=Max("position"))["last"] or 0
    added = 0
    for need in needs:
        if need.collaboration_id != ranking.collaboration_id or need.status not in UNDECIDED:
            raise Conflict(
                _("“%(need)s” does not wait for an answer.") % {"need": need}, remedy=_("Choose among the open needs.")
            )
        added += 1
        _candidate(ranking, last + added, need=need, title=need.title, campaign=need.support == Support.CAMPAIGN)
    for area in areas:
        if area.edition_id != ranking.edition_id or area.archived_at:
            raise Conflict(_("“%(area)s” does not stand in the edition.") % {"area": area})
        added += 1
        _candidate(ranking, last + added, area=area, title=str(area), campaign=area.kind in CAMPAIGNS)
    return added


def _candidate(ranking: RankingRound, position: int, **fields: Any) -> None:
    key = {name: fields[name] for name in ("need", "area") if name in fields}
    known = ranking.candidates.filter(**key).first()
    if known is None:
        candidate = Candidate(round=ranking, position=position, **fields)
        candidate.full_clean()
        candidate.save()
    elif known.archived_at:
        known.archived_at = None
        known.version += 1
        known.save()


def _check_levels(levels: Any) -> None:
    if not isinstance(levels, list) or len(levels) != len(LEVELS) or not all(str(words).strip() for words in levels):
        raise Invalid(
            _("Each level needs words of its own."),
            fields={"levels": _("Write a few words for each level from 1 to 5.")},
        )


def _must_be_alone(ranking: RankingRound) -> None:
    if not ranking.is_alone:
        raise Conflict(
            _("The round is shared already."), remedy=_("What is weighed stands; open a new round for something else.")
        )


def _must_be_unscored(ranking: RankingRound) -> None:
    if not ranking.is_alone or queries.begun(ranking):
        raise Conflict(
            _("Somebody has begun to judge, so the criteria stand as they are."),
            remedy=_("Open a new round if they have to be changed."),
        )


def _saved(ranking: RankingRound) -> RankingRound:
    ranking.version += 1
    ranking.full_clean()
    ranking.save()
    return ranking
