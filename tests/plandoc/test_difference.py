from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samsyn.plandoc import model as m
from samsyn.plandoc.difference import Change, Kind, PlanDifference, difference
from samsyn.plandoc.flat import Part, rows
from tests.conftest import small_plan
from tests.plandoc.generated import plans

LONG = "Ta fram en checklista, besöka dammar och sammanställa vad besöken visar om dagvatten i länet."


def told(found: PlanDifference) -> Counter[Any]:
    """What the difference says, whatever the order."""
    return Counter((c.before, c.after, c.changes, c.moved) for c in found.rows)


def mirrored(found: PlanDifference) -> Counter[Any]:
    return Counter((c.before, c.after, c.changes, c.moved) for c in (change.mirrored for change in found.rows))


def area(code: str, title: str, what: str = "", **fields: Any) -> m.Area:
    return m.Area(code, m.AreaKind.GUIDANCE, title, what, **fields)


def kinds(found: PlanDifference) -> dict[str, list[str]]:
    return {change.row.key: [str(kind) for kind in change.kinds] for change in found.rows}


@st.composite
def edited(draw: st.DrawFn) -> tuple[m.Plan, m.Plan]:
    """A plan, and what it might be a year later: rows taken out, put in another order, given new codes."""
    plan, other = draw(plans()), draw(plans())

    def rows_of(name: str) -> tuple[Any, ...]:
        kept = draw(st.permutations(getattr(plan, name)))[draw(st.integers(0, 2)) :]
        added = [row for row in getattr(other, name) if KEYS[name](row) not in {KEYS[name](old) for old in kept}]
        return (*kept, *added[:2])

    def recoded(area: m.Area) -> m.Area:
        return replace(area, code=f"{area.code}-ny") if draw(st.booleans()) else area

    later = {name: rows_of(name) for name in KEYS}
    later["areas"] = tuple(recoded(area) for area in later["areas"])
    return plan, replace(plan, **later)


KEYS: dict[str, Callable[[Any], Any]] = {
    "sections": lambda row: row.key,
    "goals": lambda row: row.number,
    "parties": lambda row: row.key,
    "bodies": lambda row: row.key,
    "areas": lambda row: row.code,
    "activities": lambda row: row.code,
    "budgets": lambda row: (row.year, row.version),
}


@settings(max_examples=60, deadline=None)
@given(edited() | st.tuples(plans(), plans()))
def test_the_properties_of_a_difference(both: tuple[m.Plan, m.Plan]) -> None:
    one, other = both
    itself = difference(one, one)
    assert (itself.rows, itself.sums) == ((), ())
    assert sum(itself.unchanged.values()) == len(list(rows(one)))

    there, back = difference(one, other), difference(other, one)
    assert mirrored(there) == told(back)
    assert there.unchanged == back.unchanged
    assert {(s.year, s.version, s.before, s.after) for s in there.sums} == {
        (s.year, s.version, s.after, s.before) for s in back.sums
    }

    same = sum(there.unchanged.values())  # each row is told of or counted, once
    assert sum(change.before is not None for change in there.rows) + same == len(list(rows(one)))
    assert sum(change.after is not None for change in there.rows) + same == len(list(rows(other)))


# Every field of every kind of row that a plan consists of, as the model declares them.
FIELDS = [
    (kind, field.name)
    for kind in (
        *(m.Plan, m.Section, m.Goal, m.Strategy, m.FocusArea, m.Party, m.Body, m.Area, m.Activity),
        *(m.Budget, m.BudgetLine, m.Reported, m.Sharing, m.Decision),
    )
    for field in dataclasses.fields(kind)
    if field.name not in ("reported", "sharing")  # classes of their own, above
]


def instances(value: Any, kind: type) -> list[Any]:
    """Every object of that class in a plan."""
    if isinstance(value, tuple):
        return [found for each in value for found in instances(each, kind)]
    if not dataclasses.is_dataclass(value):
        return []
    inside = [found for field in dataclasses.fields(value) for found in instances(getattr(value, field.name), kind)]
    return [value, *inside] if isinstance(value, kind) else inside


def swapped(value: Any, old: Any, new: Any) -> Any:
    """The plan with one object in the place of another."""
    if value is old:
        return new
    if isinstance(value, tuple):
        return tuple(swapped(each, old, new) for each in value)
    if not dataclasses.is_dataclass(value):
        return value
    return replace(value, **{f.name: swapped(getattr(value, f.name), old, new) for f in dataclasses.fields(value)})


def another(value: Any) -> Any:
    """Another value of the same sort; of rows, all but the last."""
    if isinstance(value, Enum):
        kinds = [kind for kind in type(value) if kind not in (value, m.AreaKind.PROGRAMME, m.AreaKind.STEP)]
        return kinds[0]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 50
    if isinstance(value, str):
        return f"{value}x"
    if value is None:
        return 7
    return value[:-1]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_change_of_any_field_is_found(kind: type, field: str) -> None:
    plan, seen = full_plan(), 0
    for target in instances(plan, kind):
        old = getattr(target, field)
        new = (m.Decision("styrgrupp", "juni") if old is None else None) if field == "decision" else another(old)
        if old == new:
            continue
        changed = swapped(plan, target, replace(target, **{field: new}))
        found = difference(plan, changed)
        seen += 1
        assert found.rows, f"{kind.__name__}.{field}: {old!r} → {new!r}"
        assert mirrored(found) == told(difference(changed, plan))
    assert seen


@settings(max_examples=60, deadline=None)
@given(plans(), st.data())
def test_a_change_of_any_field_of_any_plan_is_found(plan: m.Plan, data: st.DataObject) -> None:
    kind, field = data.draw(st.sampled_from(FIELDS))
    targets = instances(plan, kind)
    assume(targets and field != "decision")
    target = data.draw(st.sampled_from(targets))
    old = getattr(target, field)
    assume(old != another(old))
    assert difference(plan, swapped(plan, target, replace(target, **{field: another(old)}))).rows


def full_plan() -> m.Plan:
    """A plan in which every part has a row and every field a value."""
    plan = small_plan(decision=m.Decision("styrgrupp", "maj 2025"))
    line = m.BudgetLine("resor", "Resor", m.CostKind.TRAVEL, None)
    return replace(
        plan,
        activities=(replace(plan.activities[0], parties=("kommuner",), goals=(1,)),),
        areas=(*plan.areas, replace(plan.areas[0], code="U9", title="Ventilation", note="Se U1.", waits_for="NV")),
        budgets=(replace(plan.budgets[0], costs=(*plan.budgets[0].costs, line)),),
    )


def test_every_field_of_the_model_is_laid_flat() -> None:
    laid = {name for row in rows(full_plan()) for name, _value in row.fields}
    # what is laid out as rows or fields of its own
    nested = {
        "reported",
        "sharing",
        "decision",
        "steps",
        "focus_areas",
        "income",
        "costs",
    }
    identity = {"code", "number", "key", "year", "version"}
    declared = {field for kind, field in FIELDS if kind not in (m.Plan, m.Reported, m.Sharing, m.Decision)}
    assert declared - nested - identity <= laid
    assert {"decision_body", "decision_when", "reported_surplus", "share_key", "own_shares"} <= laid


def test_fields_are_told_before_and_after() -> None:
    plan = small_plan()
    changed = replace(plan, areas=(replace(plan.areas[0], time="2027", goals=(2,)), *plan.areas[1:]))
    (change,) = difference(plan, changed).rows
    assert (change.row.part, change.row.key, change.kinds) == (Part.AREA, "U1", (Kind.CHANGED,))
    assert change.changes == (Change("time", "sep 2026–maj 2027", "2027"), Change("goals", (1,), (2,)))


def test_rows_that_come_go_and_move_are_told_apart_from_rows_that_change() -> None:
    one = replace(small_plan(), areas=tuple(area(f"U{n}", f"Område nummer {n} {chr(96 + n) * 5}") for n in range(1, 6)))
    a, b, _c, d, e = one.areas
    other = replace(one, areas=(d, a, b, replace(e, what=LONG), area("U9", "Nytt")))
    assert kinds(difference(one, other)) == {"U4": ["moved"], "U3": ["removed"], "U5": ["changed"], "U9": ["added"]}


def test_what_is_gone_is_told_where_it_stood() -> None:
    one = replace(small_plan(), areas=(area("U1", "Först"), area("U2", "Borta"), area("U3", "Sist")))
    other = replace(one, areas=(area("U1", "Först och främst"), area("U3", "Sist av allt"), area("U4", "Nytt")))
    assert [change.row.key for change in difference(one, other).rows] == ["U1", "U2", "U3", "U4"]


def test_a_programme_that_moves_takes_its_steps_with_it() -> None:
    one = small_plan()
    other = replace(one, areas=(one.areas[1], one.areas[0]))
    (change,) = difference(one, other).rows
    assert change.kinds == (Kind.MOVED,)
    assert difference(one, other).unchanged[Part.AREA] == 3


def test_a_step_that_gets_another_programme_is_changed() -> None:
    one = small_plan()
    first, programme = one.areas
    other = replace(
        one,
        areas=(
            first,
            replace(programme, steps=programme.steps[:1]),
            replace(programme, code="P", title="Process", steps=programme.steps[1:]),
        ),
    )
    found = difference(one, other)
    assert kinds(found) == {"P": ["added"], "U3": ["changed"]}
    assert found.rows[-1].changes == (Change("parent", "K", "P"),)


def test_a_row_with_a_new_code_that_says_the_same_is_renamed() -> None:
    one = replace(small_plan(), areas=(area("U1", "Dagvatten i länet", LONG),))
    other = replace(one, areas=(area("U7", "Dagvatten i länet", LONG.replace("besöka", "granska")),))
    (change,) = difference(one, other).rows
    assert change.kinds == (Kind.RENAMED, Kind.CHANGED)
    assert [c.field for c in change.changes] == ["what"]


def test_codes_that_are_given_anew_do_not_make_every_row_another() -> None:
    """When U1 is done, and the rest move up one code, the work is still the same work."""
    words = ["Dagvatten", "Avfall", "Ventilation", "Masshantering"]

    def named(words: list[str]) -> m.Plan:
        told = [(w, f"{w} ska granskas i alla kommuner med {w} och rapporteras som {w} i länet.") for w in words]
        return replace(small_plan(), areas=tuple(area(f"U{n}", *row) for n, row in enumerate(told, 1)))

    one, other = named(words), named(words[1:])
    assert [(c.before and c.before.key, c.after and c.after.key) for c in difference(one, other).rows] == [
        ("U1", None),
        ("U2", "U1"),
        ("U3", "U2"),
        ("U4", "U3"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("Dagvatten", LONG), ("Avlopp", LONG)),  # another name
        (("Dagvatten", LONG), ("Dagvatten", "Något helt annat som inte liknar det första.")),
        (("Möte", ""), ("Träff", "")),
    ],
)
def test_a_row_that_only_resembles_another_is_not_taken_for_it(old: tuple[str, str], new: tuple[str, str]) -> None:
    one, other = (replace(small_plan(), areas=(area(code, *row),)) for code, row in (("U1", old), ("U2", new)))
    assert kinds(difference(one, other)) == {"U1": ["removed"], "U2": ["added"]}


def test_a_row_that_is_like_two_is_taken_for_neither() -> None:
    one = replace(small_plan(), areas=(area("U1", "Dagvatten", LONG),))
    other = replace(one, areas=(area("U7", "Dagvatten", LONG), area("U8", "Dagvatten", LONG)))
    assert kinds(difference(one, other)) == {"U1": ["removed"], "U7": ["added"], "U8": ["added"]}


def test_rows_with_the_same_code_are_the_same_row_however_much_is_rewritten() -> None:
    one = replace(small_plan(), areas=(area("U1", "Dagvatten", LONG),))
    other = replace(one, areas=(area("U1", "Ventilation i skolor", "Luften ska mätas."),))
    assert kinds(difference(one, other)) == {"U1": ["changed"]}


def test_a_budget_is_told_line_by_line_with_its_sums() -> None:
    one = small_plan()
    (budget,) = one.budgets
    raised = replace(budget.costs[0], amount=900_000_00)
    other = replace(
        one, budgets=(replace(budget, costs=(raised, m.BudgetLine("resor", "Resor", m.CostKind.TRAVEL, None))),)
    )
    found = difference(one, other)
    assert kinds(found) == {"2026-decided/loner": ["changed"], "2026-decided/resor": ["added"]}
    (sums,) = found.sums
    assert (sums.before.costs, sums.after.costs, sums.after.missing) == (880_000_50, 900_000_00, ("resor",))  # type: ignore[union-attr]
    assert (sums.before.closing, sums.after.closing) == (69_999_50, 50_000_00)  # type: ignore[union-attr]


def test_budgets_are_held_against_the_budget_of_the_same_year() -> None:
    one = small_plan()
    other = replace(one, budgets=(replace(one.budgets[0], year=2027),))
    found = difference(one, other)
    assert found.count(Kind.RENAMED) == 0
    assert [(s.year, s.before is None, s.after is None) for s in found.sums] == [
        (2026, False, True),
        (2027, True, False),
    ]


def test_a_plan_of_other_years_is_held_against_this_one() -> None:
    one = small_plan()
    other = replace(one, key="2027-2029", first_year=2027, last_year=2029, title="Verksamhetsplan 2027–2029")
    found = difference(one, other)
    assert [change.field for change in found.rows[0].changes] == ["title", "key", "first_year", "last_year"]
    assert [part for part, _rows in found.by_part()] == [Part.PLAN]


def test_placed_days_are_compared() -> None:
    one = small_plan()
    other = replace(one, activities=(replace(one.activities[0], placed=(date(2026, 3, 3),)),))
    assert [c.field for row in difference(one, other).rows for c in row.changes] == ["placed"]
