"""What points at what in a plan file: codes and keys are unique, and everything pointed at exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from typing import Any

from samsyn.plandoc.planfile.problems import Problem
from samsyn.plandoc.planfile.shape import Path, Shaped
from samsyn.plandoc.text import Text

Row = tuple[Path, dict[str, Any]]


def faults(of: Shaped) -> Iterator[Problem]:
    """Every reference that leads nowhere and every name used twice, also in a file with faults of shape."""
    plan = of.data
    if not isinstance(plan, dict):
        return
    areas = list(_rows(plan, "areas"))
    steps = [row for path, area in areas for row in _rows(area, "steps", path)]
    activities = list(_rows(plan, "activities"))
    strategies = list(_rows(plan, "strategies"))
    focus_areas = [row for path, strategy in strategies for row in _rows(strategy, "focus_areas", path)]
    parties, bodies, goals = (list(_rows(plan, key)) for key in ("parties", "bodies", "goals"))
    budgets = list(_rows(plan, "budgets"))

    for rows, name in (
        ([*areas, *steps, *activities], "code"),
        (list(_rows(plan, "sections")), "key"),
        (goals, "number"),
        (strategies, "key"),
        (focus_areas, "key"),
        (parties, "key"),
        (bodies, "key"),
        *(([*_rows(budget, "income", path), *_rows(budget, "costs", path)], "key") for path, budget in budgets),
    ):
        yield from repeated(rows, name, of)
    yield from _repeated_budgets(budgets, of)

    targets = {
        "goals": _values(goals, "number"),
        "parties": _values(parties, "key"),
        "bodies": _values(bodies, "key"),
        "focus_areas": _values(focus_areas, "key"),
        "depends_on": _values([*areas, *steps], "code"),
    }
    # A heading that is misspelt is told of by itself; it need not be told once more for each reference.
    lost = {key for key in ("goals", "parties", "bodies", "strategies") if key not in plan and of.problems}
    if "strategies" in lost:
        lost.add("focus_areas")
    for path, row in [*areas, *steps, *activities]:
        for field, known in targets.items():
            if field in lost:
                continue
            values = row.get(field)
            if isinstance(values, list):
                yield from _dangling((*path, field), values, known, of)
    one_body = [((*path, "group"), row.get("group")) for path, row in activities]
    if isinstance(plan.get("decision"), dict):
        one_body.append((("decision", "body"), plan["decision"].get("body")))
    for path, value in one_body:
        if value is not None and "bodies" not in lost:
            yield from _missing(path, value, targets["bodies"], of)
    yield from _circles([*areas, *steps], of)
    yield from _misplaced(plan, areas, of)


def _rows(parent: dict[str, Any], key: str, path: Path = ()) -> Iterator[Row]:
    rows = parent.get(key)
    if isinstance(rows, list):
        for at, row in enumerate(rows):
            if isinstance(row, dict):
                yield (*path, key, at), row


def _values(rows: Iterable[Row], name: str) -> set[str | int]:
    return {row[name] for _, row in rows if isinstance(row.get(name), str | int)}


def repeated(rows: Iterable[Row], name: str, of: Shaped) -> Iterator[Problem]:
    """The rows whose code, key or number another row has already."""
    seen: dict[str | int, Path] = {}
    for path, row in rows:
        value = row.get(name)
        if not isinstance(value, str | int):
            continue
        if value in seen:
            line = of.marks[seen[value]].line
            yield of.problem(
                (*path, name),
                Text(f"”{value}” används redan på rad {line}.", f"“{value}” is used already on line {line}."),
                Text("Ge raden ett eget namn.", "Give the row a name of its own."),
            )
        else:
            seen[value] = (*path, name)


def _repeated_budgets(budgets: Iterable[Row], of: Shaped) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for path, row in budgets:
        name = (str(row.get("year")), str(row.get("version")))
        if name in seen:
            yield of.problem(
                path,
                Text(
                    f"Det finns redan en budget för {name[0]} i versionen {name[1]}, på rad {seen[name]}.",
                    f"There is already a budget for {name[0]} in version {name[1]}, on line {seen[name]}.",
                ),
                Text(
                    "Ta bort den ena, eller ändra år eller version.",
                    "Remove one, or change the year or version.",
                ),
            )
        else:
            seen[name] = of.marks[path].line


def _dangling(path: Path, values: list[Any], known: set[str | int], of: Shaped) -> Iterator[Problem]:
    seen: set[str | int] = set()
    for at, value in enumerate(values):
        if not isinstance(value, str | int):
            continue
        if value in seen:
            yield of.problem(
                (*path, at),
                Text(f"”{value}” står två gånger i listan.", f"“{value}” stands twice in the list."),
                Text("Ta bort den ena.", "Remove one of them."),
            )
        else:
            seen.add(value)
            yield from _missing((*path, at), value, known, of)


def _missing(path: Path, value: Any, known: set[str | int], of: Shaped) -> Iterator[Problem]:
    if not isinstance(value, str | int) or value in known:
        return
    what = Text(f"”{value}” finns inte i filen.", f"There is no “{value}” in the file.")
    close = get_close_matches(str(value), sorted(map(str, known)), n=1)
    if close:
        yield of.problem(path, what, Text(f"Menade du ”{close[0]}”?", f"Did you mean “{close[0]}”?"))
    else:
        yield of.problem(
            path, what, Text("Lägg till den, eller ta bort hänvisningen.", "Add it, or remove the reference.")
        )


def _circles(rows: list[Row], of: Shaped) -> Iterator[Problem]:
    places = {row["code"]: path for path, row in rows if isinstance(row.get("code"), str)}
    before: dict[str, list[str]] = {}
    for _, row in rows:
        codes = row.get("depends_on")
        if isinstance(row.get("code"), str) and isinstance(codes, list):
            before[row["code"]] = [code for code in codes if isinstance(code, str)]
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        chain = " → ".join(circle)
        yield of.problem(
            (*places[circle[0]], "depends_on"),
            Text(
                f"Områdena väntar på varandra i en cirkel: {chain}.",
                f"The areas wait for each other in a circle: {chain}.",
            ),
            Text("Ta bort ett av beroendena.", "Remove one of the dependencies."),
        )


def _misplaced(plan: dict[str, Any], areas: list[Row], of: Shaped) -> Iterator[Problem]:
    for path, area in areas:
        if area.get("steps") and area.get("kind") != "programme":
            yield of.problem(
                (*path, "steps"),
                Text("Bara ett program kan ha steg.", "Only a programme can have steps."),
                Text(
                    "Skriv ”kind: programme”, eller flytta stegen.",
                    "Write “kind: programme”, or move the steps.",
                ),
            )
    first, last = plan.get("first_year"), plan.get("last_year")
    if isinstance(first, int) and isinstance(last, int) and last < first:
        yield of.problem(
            ("last_year",),
            Text(
                f"Planens sista år {last} ligger före det första, {first}.",
                f"The last year {last} is before the first, {first}.",
            ),
            Text("Byt plats på åren eller rätta dem.", "Swap the years or mend them."),
        )
