"""Plan editions: read in from a plan file, begun, started as a copy."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.people.enums import GroupKind
from samsyn.people.models import Collaboration, Group
from samsyn.plan import rules
from samsyn.plan.actions.lifecycle import keep_text, settle
from samsyn.plan.enums import EditionStatus, Side
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
    Plan,
    Section,
    Strategy,
)
from samsyn.plan.queries.document import plan_document
from samsyn.plandoc import model as doc


@action("plan.import_edition", allow=rules.may_start_plan)
def import_edition(collaboration: Collaboration, *, by: Any, document: doc.Plan) -> Edition:
    """Make the document the next edition of its plan period, and the plan period itself if it is new.

    A document with a decision becomes a decided edition; one without becomes the draft, and is refused with Conflict
    if there is a draft already.
    """
    plan, _made = Plan.objects.get_or_create(
        collaboration=collaboration,
        key=document.key,
        defaults={"first_year": document.first_year, "last_year": document.last_year},
    )
    if (plan.first_year, plan.last_year) != (document.first_year, document.last_year):
        raise Invalid(
            _("The file says %(file)s, but the plan %(key)s covers %(plan)s.")
            % {"file": f"{document.first_year}–{document.last_year}", "key": plan.key, "plan": plan},
            remedy=_("Correct the years in the file, or give the plan another address."),
        )
    return write_edition(plan, document, by=by)


@action("plan.start_plan", allow=rules.may_start_plan)
def start_plan(collaboration: Collaboration, *, by: Any, title: str, first_year: int, last_year: int) -> Edition:
    """Begin a plan with nothing in it but the steering group that decides it and a budget for its first year."""
    if last_year < first_year:
        raise Invalid(_("The last year comes before the first."), fields={"last_year": _("Choose a later year.")})
    key = f"{first_year}-{last_year}" if last_year > first_year else f"{first_year}"
    if Plan.objects.filter(collaboration=collaboration, key=key).exists():
        raise Conflict(_("There is a plan for these years already."), remedy=_("Start its next edition instead."))
    steering = collaboration.groups.filter(kind=GroupKind.STEERING, ended_on=None).order_by("pk")[:1]
    plan = Plan(collaboration=collaboration, key=key, first_year=first_year, last_year=last_year)
    plan.full_clean()
    plan.save()
    document = doc.Plan(
        title=title,
        key=key,
        first_year=first_year,
        last_year=last_year,
        bodies=tuple(doc.Body(group.slug, group.name, group.kind, group.mandate) for group in steering),
        budgets=(doc.Budget(first_year, doc.BudgetVersion.DECIDED, None, (), ()),),
    )
    return write_edition(plan, document, by=by)


@action("plan.start_edition", allow=rules.may_start_edition)
def start_edition(plan: Plan, *, by: Any) -> Edition:
    """Begin the next edition as a copy of the latest one."""
    latest = plan.editions.select_related("plan").first()
    if latest is None:
        raise Conflict(_("The plan has no edition to copy."), remedy=_("Import a plan file first."))
    document = plan_document(latest)
    known = {field.name: getattr(document, field.name) for field in fields(document)}
    return write_edition(plan, doc.Plan(**known | {"decision": None}), by=by, carried_from=latest)


def write_edition(plan: Plan, document: doc.Plan, *, by: Any, carried_from: Edition | None = None) -> Edition:
    """Make the document the next edition of the plan: decided if it says so."""
    if document.decision is None and plan.editions.exclude(status=EditionStatus.DECIDED).exists():
        raise Conflict(
            _("The plan %(plan)s has an edition that is not decided.") % {"plan": plan},
            remedy=_("Go on with that edition, or have it decided first."),
        )
    latest = plan.editions.order_by("-number").first()
    edition = Edition(
        plan=plan,
        number=latest.number + 1 if latest else 1,
        title=document.title,
        vision=document.vision,
        carried_from=carried_from,
    )
    if document.decision:
        settle(edition, body=document.decision.body, when=document.decision.when, by=by)
    edition.full_clean()
    edition.save()
    _write_frame(edition, document)
    _write_areas(edition, document)
    _write_activities(edition, document)
    for position, budget in enumerate(document.budgets):
        _write_budget(edition, budget, position)
    if document.decision:
        keep_text(edition)
        edition.save()
    return edition


def _write_frame(edition: Edition, document: doc.Plan) -> None:
    groups = {group.slug: group for group in Group.objects.filter(collaboration=edition.plan.collaboration)}
    _save_all(edition, [Section(**_own(section)) for section in document.sections])
    _save_all(edition, [Goal(**_own(goal)) for goal in document.goals])
    _save_all(edition, [Party(**_own(party)) for party in document.parties])
    _save_all(edition, [Body(**_own(body), group=groups.get(body.key)) for body in document.bodies])
    strategies = _save_all(edition, [Strategy(**_own(s, "focus_areas")) for s in document.strategies])
    _save_all(
        edition,
        [
            FocusArea(strategy=row, **_own(focus_area))
            for row, strategy in zip(strategies, document.strategies, strict=True)
            for focus_area in strategy.focus_areas
        ],
    )


def _write_areas(edition: Edition, document: doc.Plan) -> None:
    rows = _save_all(edition, [Area(**_own(area, "steps")) for area in document.areas])
    steps = [
        Area(programme=row, **_own(step, "steps"))
        for row, area in zip(rows, document.areas, strict=True)
        for step in area.steps
    ]
    _save_all(edition, steps)


def _write_activities(edition: Edition, document: doc.Plan) -> None:
    _save_all(edition, [Activity(**_own(activity, "placed")) for activity in document.activities])
    placements = [
        Placement(plan=edition.plan, code=activity.code, on=on)
        for activity in document.activities
        for on in activity.placed
    ]
    Placement.objects.bulk_create(placements, ignore_conflicts=True)


def _write_budget(edition: Edition, budget: doc.Budget, position: int) -> None:
    row = Budget(
        edition=edition,
        position=position,
        year=budget.year,
        version_kind=budget.version,
        opening_balance=budget.opening_balance,
        reported_income=budget.reported.income,
        reported_costs=budget.reported.costs,
        reported_surplus=budget.reported.surplus,
        note=budget.note,
        share_key=budget.sharing.key,
        share_equal_percent=budget.sharing.equal_percent,
        own_shares=[[share.municipality, share.percent] for share in budget.sharing.own],
    )
    row.full_clean()
    row.save()
    sides = ((Side.INCOME, budget.income), (Side.COST, budget.costs))
    _save_all(edition, [BudgetLine(budget=row, side=side, **_own(line)) for side, lines in sides for line in lines])


def _own(part: Any, *but: str) -> dict[str, Any]:
    """A document part's fields as a row's: tuples as lists, without those named."""
    values = {field.name: getattr(part, field.name) for field in fields(part) if field.name not in but}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _save_all(edition: Edition, rows: list[Any]) -> list[Any]:
    for position, row in enumerate(rows):
        row.edition, row.position = edition, position
        row.clean_fields(exclude=[field.name for field in row._meta.fields if isinstance(field, models.ForeignKey)])
    return type(rows[0])._default_manager.bulk_create(rows) if rows else []
