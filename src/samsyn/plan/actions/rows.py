"""Editing a draft row by row: revise, add, move, archive, restore, undo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.kernel.models import Event, Journaled
from samsyn.people.models import Group
from samsyn.plan import rules
from samsyn.plan.enums import EDITABLE, AreaKind
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
    Plan,
    Row,
    Section,
)
from samsyn.plan.queries.lifecycle import former_plan

R = TypeVar("R", bound=Row)

PLAIN = str.maketrans("åäöÅÄÖéüÉÜ", "aaoAAOeuEU")

# The fields that hold keys of other rows: which kind of row, and which of its fields is the key.
LINKS: dict[str, tuple[type[Row], str]] = {
    "goals": (Goal, "number"),
    "parties": (Party, "key"),
    "bodies": (Body, "key"),
    "focus_areas": (FocusArea, "key"),
    "depends_on": (Area, "code"),
}


@action("plan.revise", allow=rules.may_edit_row)
def revise(row: R, *, by: Any, version: int | None, **changes: Any) -> R:
    """Change fields of a row, or of the edition itself.

    Raises Stale with both versions if somebody else has changed the same fields, Invalid if a value cannot be taken.
    """
    if not all(row._meta.get_field(name).editable for name in changes):
        raise Invalid(_("This is not changed by hand."))
    _check_links(row.edition, changes)
    apply(row, changes=changes, version=version)
    touch(row.edition)
    return row


@action("plan.add_area", allow=rules.may_edit)
def add_area(edition: Edition, *, by: Any, programme: Area | None = None, **fields: Any) -> Area:
    """Add a development area at the end, or a step at the end of a programme. It gets the next free code."""
    if programme is not None:
        fields["kind"] = AreaKind.STEP
    return _add(edition, Area(programme=programme, **{"code": _next_code(edition, Area, "U")} | fields))


@action("plan.add_activity", allow=rules.may_edit)
def add_activity(edition: Edition, *, by: Any, **fields: Any) -> Activity:
    return _add(edition, Activity(**{"code": _next_code(edition, Activity, "N")} | fields))


@action("plan.add_goal", allow=rules.may_edit)
def add_goal(edition: Edition, *, by: Any, **fields: Any) -> Goal:
    highest = edition.goal_set.aggregate(highest=Max("number"))["highest"] or 0
    return _add(edition, Goal(**{"number": highest + 1} | fields))


@action("plan.add_section", allow=rules.may_edit)
def add_section(edition: Edition, *, by: Any, **fields: Any) -> Section:
    """Add a text section at the end. Its address is made from its heading."""
    return _add(edition, Section(**{"key": _next_key(edition, Section, fields["heading"])} | fields))


@action("plan.add_body", allow=rules.may_edit)
def add_body(edition: Edition, *, by: Any, **fields: Any) -> Body:
    """Add a body that the plan speaks of. If the collaboration has a group with the same address, it is that group."""
    key = _next_key(edition, Body, fields["name"])
    group = Group.objects.filter(collaboration=edition.plan.collaboration_id, slug=key).first()
    return _add(edition, Body(**{"key": key, "group": group} | fields))


@action("plan.add_party", allow=rules.may_edit)
def add_party(edition: Edition, *, by: Any, **fields: Any) -> Party:
    return _add(edition, Party(**{"key": _next_key(edition, Party, fields["name"])} | fields))


@action("plan.add_budget_line", allow=rules.may_edit_row)
def add_budget_line(budget: Budget, *, by: Any, **fields: Any) -> BudgetLine:
    taken = set(budget.lines.values_list("key", flat=True))
    key = next(f"line-{n}" for n in range(1, len(taken) + 2) if f"line-{n}" not in taken)
    return _add(budget.edition, BudgetLine(budget=budget, **{"key": key} | fields))


@action("plan.archive", allow=rules.may_edit_row)
def archive(row: R, *, by: Any) -> R:
    """Take a row out of the draft. It can be brought back. Refused while other rows point at it."""
    if row.archived_at:
        raise Conflict(_("The row is taken out already."))
    pointing = _pointing_at(row)
    if pointing:
        raise Conflict(
            _("%(row)s is used by %(others)s.") % {"row": row, "others": ", ".join(pointing)},
            remedy=_("Change those rows first."),
        )
    return _set_archived(row, timezone.now())


@action("plan.restore", allow=rules.may_edit_row)
def restore(row: R, *, by: Any) -> R:
    if row.archived_at is None:
        raise Conflict(_("The row stands in the plan already."))
    programme = row.programme if isinstance(row, Area) else None
    if programme is not None and programme.archived_at:
        raise Conflict(
            _("%(programme)s is taken out of the plan, and this is a step of it.") % {"programme": programme},
            remedy=_("Bring the programme back first."),
        )
    _check_links(row.edition, {name: getattr(row, name) for name in LINKS if name in row.journaled})
    return _set_archived(row, None)


@action("plan.move", allow=rules.may_edit_row)
def move(row: R, *, by: Any, before: R | None) -> R:
    """Put a row before another of its kind in the same edition (last, if none is named)."""
    siblings = list(type(row)._default_manager.filter(edition=row.edition).exclude(pk=row.pk))
    if before is not None and before not in siblings:
        raise Invalid(_("The row cannot stand there."))
    at = siblings.index(before) if before is not None else len(siblings)
    siblings.insert(at, row)
    for position, sibling in enumerate(siblings):
        sibling.position = position
    type(row)._default_manager.bulk_update(siblings, ["position"])
    touch(row.edition)
    return row


@action("plan.undo", allow=rules.may_edit_row)
def undo(row: R, *, by: Any, event: Event) -> R:
    """Give the fields that a journal row changed their earlier values back."""
    before = taken_back(row, event)
    _check_links(row.edition, {name: getattr(row, name) for name in LINKS if name in row.journaled} | before)
    apply(row, changes=before, version=None)
    touch(row.edition)
    row.undoes = event  # type: ignore[attr-defined]  # the journal row says which change it takes back
    return row


def taken_back(row: Journaled, event: Event) -> dict[str, Any]:
    """The earlier values of the fields that a journal row changed.

    Raises Conflict if the event belongs to another row, is undone already, or if a field has been changed since.
    """
    if (event.subject_type, event.subject_id) != (row._meta.label, row.pk):
        raise Invalid(_("That change was made to another row."))
    if Event.objects.filter(undoes=event).exists():
        raise Conflict(_("That change is undone already."))
    now = row.state()
    fields = {name: row._meta.get_field(name) for name in event.changes}
    if any(after != now[name] for name, (_before, after) in event.changes.items()):
        raise Conflict(
            _("The field has been changed again since."),
            remedy=_("Look at the history and change it by hand."),
        )
    return {name: fields[name].to_python(before) for name, (before, _after) in event.changes.items()}


def _add(edition: Edition, row: R) -> R:
    row.edition = edition
    row.position = (type(row)._default_manager.filter(edition=edition).aggregate(last=Max("position"))["last"] or 0) + 1
    _check_links(edition, {name: getattr(row, name) for name in LINKS if name in row.journaled})
    row.full_clean()
    row.save()
    touch(edition)
    return row


def _next_code(edition: Edition, kind: type[Area] | type[Activity], letter: str) -> str:
    plans: list[Plan] = []  # also those that this one was carried over from: a code means one thing for ever
    plan: Plan | None = edition.plan
    while plan is not None and plan not in plans:
        plans.append(plan)
        plan = former_plan(plan)
    codes = kind._default_manager.filter(edition__plan__in=plans, code__startswith=letter).values_list(
        "code", flat=True
    )
    numbers = [int(code[1:]) for code in codes if code[1:].isdecimal()]
    return f"{letter}{max(numbers, default=0) + 1}"


def _next_key(edition: Edition, kind: type[Row], name: str) -> str:
    return address_of(name, set(kind._default_manager.filter(edition=edition).values_list("key", flat=True)))


def address_of(name: str, taken: set[str]) -> str:
    """An address made from a name, with a number if it is taken."""
    base = slugify(name.translate(PLAIN))[:70] or "rad"
    return next(key for key in [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))] if key not in taken)


def _check_links(edition: Edition, changes: dict[str, Any]) -> None:
    for name, keys in changes.items():
        if name in LINKS and keys:
            kind, key = LINKS[name]
            known = kind._default_manager.filter(edition=edition, archived_at=None, **{f"{key}__in": keys})
            unknown = set(keys) - set(known.values_list(key, flat=True))
            if unknown:
                listed = ", ".join(sorted(map(str, unknown)))
                raise Invalid(
                    _("The plan has no %(keys)s.") % {"keys": listed},
                    fields={name: _("Not in the plan: %(keys)s") % {"keys": listed}},
                )
    outside = [number for number in changes.get("global_goals", ()) if number not in range(1, 18)]
    if outside:
        raise Invalid(_("The global goals are numbered 1 to 17."), fields={"global_goals": str(outside)})


def _pointing_at(row: Row) -> list[str]:
    """What else in the edition stands on this row, as titles."""
    pointing: list[str] = []
    for name, (kind, key) in LINKS.items():
        if isinstance(row, kind):
            for holder in _holders(row.edition, name):
                if holder != row and getattr(row, key) in getattr(holder, name):
                    pointing.append(str(holder))
    if isinstance(row, Area):
        pointing += [str(step) for step in row.steps.filter(archived_at=None)]
    return pointing


def _holders(edition: Edition, field: str) -> Iterable[Row]:
    for kind in (Area, Activity):
        if field in kind.journaled:
            yield from kind._default_manager.filter(edition=edition, archived_at=None)


def _set_archived(row: R, at: Any) -> R:
    row.archived_at = at
    row.version += 1
    row.save()
    touch(row.edition)
    return row


def touch(edition: Edition) -> None:
    """Say that the edition's content is another. Raises Conflict if it was proposed or decided in this very moment."""
    if not Edition.objects.filter(pk=edition.pk, status__in=EDITABLE).update(revision=uuid4()):
        raise Conflict(
            _("The edition was proposed or decided while you were writing."),
            remedy=_("What you wrote is not in it. The coordinator can take a proposal back."),
        )
