"""What the inspectors are asked to carry at the same time, as the plan and the open rounds have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.charts import Block, QuarterLoad, capacity_bars
from samsyn.people.models import Collaboration
from samsyn.plan import rules
from samsyn.plan.enums import NeedStatus
from samsyn.plan.models import Candidate, Capacity, Edition
from samsyn.plan.queries.editions import document
from samsyn.plan.queries.pictures import Picture, both, language
from samsyn.plandoc import capacity as arithmetic
from samsyn.plandoc import model as doc
from samsyn.plandoc.checks.capacity import efforts as efforts_of
from samsyn.plandoc.checks.context import Context
from samsyn.timewords import parse

CHECKS = ("PC28", "PC43")  # what the plan's own checks say of the same thing


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the inspectors in the plan's years, against what they can carry."""

    capacity: Capacity
    loads: Sequence[arithmetic.Load]
    collisions: Sequence[arithmetic.Collision]
    relief: arithmetic.Relief
    unread: Sequence[Candidate]  # wished for, without a period that can be read

    @property
    def over(self) -> list[arithmetic.Load]:
        return [load for load in self.loads if load.over]


def capacity_of(collaboration: Collaboration) -> Capacity:
    """What the collaboration has said, or what counts until it says something."""
    found = Capacity.objects.filter(collaboration=collaboration).first()
    return found or Capacity(collaboration=collaboration)


def asked(user: Any, edition: Edition, *, today: date) -> Asked:
    """The edition's own efforts, and what is wished for in the rounds that the person may see."""
    capacity = capacity_of(edition.plan.collaboration)
    plan = document(edition)
    found, unread = _wished_for(user, edition, plan)
    efforts = [e for e in efforts_of(Context(plan)) if e.campaign or capacity.counts_others]
    efforts += [e for e in found if e.campaign or capacity.counts_others]
    years = range(plan.first_year, plan.last_year + 1)
    return Asked(
        capacity=capacity,
        loads=arithmetic.loads(efforts, years, at_a_time=capacity.at_a_time),
        collisions=arithmetic.collisions(effort for effort in efforts if effort.campaign),
        relief=arithmetic.relief(efforts, years, at_a_time=capacity.at_a_time, today=today),
        unread=unread,
    )


def picture_of(asked: Asked) -> Picture:
    """What runs at the same time in each quarter, against what can be carried."""
    quarters = [
        QuarterLoad(
            load.quarter.year,
            load.quarter.number,
            [Block(effort.key, named(effort), _kind(effort)) for effort in load.at_once],
            load.over,
        )
        for load in asked.loads
    ]
    return both(
        lambda ident, width: capacity_bars(
            quarters,
            at_a_time=asked.capacity.at_a_time,
            ident=ident,
            title=_("What runs at the same time, quarter by quarter"),
            description=_(
                "Each effort is a block; the line is what can be carried. The same stands in the table below."
            ),
            language=language(),
            width=width,
        ),
        "capacity",
    )


def named(effort: arithmetic.Effort) -> str:
    return f"{effort.key} {effort.title}".strip()


def move_in_words(move: arithmetic.Move) -> str:
    """One move, as a sentence."""
    distance = abs(move.quarters)
    if move.quarters > 0:
        told = ngettext(
            "“%(effort)s” could begin one quarter later", "“%(effort)s” could begin %(count)s quarters later", distance
        )
    else:
        told = ngettext(
            "“%(effort)s” could begin one quarter earlier",
            "“%(effort)s” could begin %(count)s quarters earlier",
            distance,
        )
    return told % {"effort": named(move.effort), "count": distance}


def _wished_for(user: Any, edition: Edition, plan: doc.Plan) -> tuple[list[arithmetic.Effort], list[Candidate]]:
    """The needs in rounds of the plan that still wait and have a period; and those whose period cannot be read."""
    rounds = rules.rankings_visible_to(user).filter(edition__plan=edition.plan_id, archived_at=None)
    waiting = Candidate.objects.filter(
        round__in=rounds, archived_at=None, need__status__in=[NeedStatus.OPEN, NeedStatus.WAITING]
    ).exclude(time="")
    candidates = {
        candidate.need_id: candidate for candidate in waiting.select_related("need").order_by("round__opened_at")
    }
    everybody = tuple(party.name for party in plan.parties if party.kind is doc.PartyKind.MUNICIPALITY)
    found, unread = [], []
    for candidate in candidates.values():
        span = parse(candidate.time, year=plan.first_year).span
        if span is None:
            unread.append(candidate)
            continue
        found.append(
            arithmetic.Effort(
                key=_("B%(number)s") % {"number": candidate.need.number},
                title=candidate.need.title,
                starts=span.starts,
                ends=span.ends,
                campaign=candidate.campaign,
                proposed=True,
                municipalities=everybody,
            )
        )
    return found, unread


def _kind(effort: arithmetic.Effort) -> str:
    return "proposed" if effort.proposed else "campaign" if effort.campaign else "other"
