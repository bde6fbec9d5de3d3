"""An edition as a plan document: what the checks, the exports and the plan file read."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models

from samsyn.plan.enums import Side
from samsyn.plan.models import (
    Activity,
    Area,
    Body,
    Budget,
    BudgetLine,
    Edition,
    FocusArea,
    Goal,
    Party,
    Placement,
    Section,
    Strategy,
)
from samsyn.plandoc import model as doc


def plan_document(edition: Edition) -> doc.Plan:
    """The whole edition, archived rows left out. A fixed number of queries, however large the plan is."""
    plan = edition.plan
    placed = defaultdict(list)
    for code, on in Placement.objects.filter(plan=plan).values_list("code", "on"):
        placed[code].append(on)
    focus = defaultdict(list)
    for focus_area in _rows(FocusArea, edition):
        focus[focus_area.strategy_id].append(doc.FocusArea(focus_area.key, focus_area.name))
    steps = defaultdict(list)
    areas = _rows(Area, edition)
    for area in areas:
        if area.programme_id:
            steps[area.programme_id].append(_area(area))
    lines = defaultdict(list)
    for line in _rows(BudgetLine, edition):
        lines[line.budget_id, line.side].append(_line(line))
    return doc.Plan(
        title=edition.title,
        key=plan.key,
        first_year=plan.first_year,
        last_year=plan.last_year,
        vision=edition.vision,
        decision=doc.Decision(edition.decision_body, edition.decision_when) if edition.is_decided else None,
        sections=tuple(doc.Section(s.key, s.heading, s.body) for s in _rows(Section, edition)),
        goals=tuple(doc.Goal(g.number, g.title, g.description) for g in _rows(Goal, edition)),
        strategies=tuple(doc.Strategy(s.key, s.name, s.valid, tuple(focus[s.pk])) for s in _rows(Strategy, edition)),
        parties=tuple(doc.Party(p.key, p.name, doc.PartyKind(p.kind), p.count, p.code) for p in _rows(Party, edition)),
        bodies=tuple(doc.Body(b.key, b.name, b.kind, b.mandate, b.composition) for b in _rows(Body, edition)),
        areas=tuple(_area(a, tuple(steps[a.pk])) for a in areas if a.programme_id is None),
        activities=tuple(_activity(a, tuple(placed[a.code])) for a in _rows(Activity, edition)),
        budgets=tuple(
            doc.Budget(
                year=b.year,
                version=doc.BudgetVersion(b.version_kind),
                opening_balance=b.opening_balance,
                income=tuple(lines[b.pk, Side.INCOME]),
                costs=tuple(lines[b.pk, Side.COST]),
                reported=doc.Reported(b.reported_income, b.reported_costs, b.reported_surplus),
                note=b.note,
                sharing=doc.Sharing(
                    doc.ShareKey(b.share_key),
                    b.share_equal_percent,
                    tuple(doc.OwnShare(slug, percent) for slug, percent in b.own_shares),
                ),
            )
            for b in _rows(Budget, edition)
        ),
    )


def _rows(kind: type[models.Model], edition: Edition) -> list[Any]:
    return list(kind._default_manager.filter(edition=edition, archived_at=None))


def _area(area: Area, steps: tuple[doc.Area, ...] = ()) -> doc.Area:
    return doc.Area(
        code=area.code,
        kind=doc.AreaKind(area.kind),
        title=area.title,
        what=area.what,
        aim=area.aim,
        partners=area.partners,
        parties=tuple(area.parties),
        time=area.time,
        follow_up=area.follow_up,
        indicator=area.indicator,
        responsible=area.responsible,
        bodies=tuple(area.bodies),
        goals=tuple(area.goals),
        global_goals=tuple(area.global_goals),
        focus_areas=tuple(area.focus_areas),
        depends_on=tuple(area.depends_on),
        waits_for=area.waits_for,
        carried_over=area.carried_over,
        continues=area.continues,
        note=area.note,
        steps=steps,
    )


def _activity(activity: Activity, placed: tuple[Any, ...]) -> doc.Activity:
    return doc.Activity(
        code=activity.code,
        kind=doc.ActivityKind(activity.kind),
        title=activity.title,
        purpose=activity.purpose,
        partners=activity.partners,
        parties=tuple(activity.parties),
        time=activity.time,
        responsible=activity.responsible,
        bodies=tuple(activity.bodies),
        group=activity.group,
        practical=activity.practical,
        content=activity.content,
        goals=tuple(activity.goals),
        placed=placed,
        confidential=activity.confidential,
        note=activity.note,
    )


def _line(line: BudgetLine) -> doc.BudgetLine:
    kind = doc.IncomeKind if line.side == Side.INCOME else doc.CostKind
    return doc.BudgetLine(line.key, line.label, kind(line.kind), line.amount, line.note)
