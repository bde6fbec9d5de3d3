"""Measure the difference between two large plans: `python bench/difference.py`. Prints CPU seconds, words included."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from samsyn.plandoc import planfile
from samsyn.plandoc.difference import difference
from samsyn.plandoc.model import Area, Plan
from samsyn.plandoc.segments import differences

ROWS = 2_000
REAL = Path(__file__).parents[1] / "src/samsyn/plan/demo/verksamhetsplan-2026-2028.yaml"


def large(plan: Plan, chance: random.Random) -> Plan:
    """The plan with as many areas as asked for, each with texts of its own."""
    patterns = [area for area in plan.every_area() if not area.steps]
    words = sorted({word for area in patterns for word in f"{area.what} {area.aim}".split()})

    def area(number: int) -> Area:
        pattern = patterns[number % len(patterns)]
        return replace(
            pattern,
            code=f"A{number}",
            title=f"{pattern.title} {chance.choice(words)} {number}",
            what=" ".join(chance.choices(words, k=100)),
            aim=" ".join(chance.choices(words, k=40)),
            depends_on=(),
        )

    return replace(plan, areas=tuple(area(number) for number in range(ROWS)))


def reworded(text: str, chance: random.Random, times: int) -> str:
    words = text.split()
    for _time in range(times):
        words[chance.randrange(len(words))] = "nytt"
    return " ".join(words)


def main() -> None:
    chance = random.Random(1)
    plan = large(planfile.read(REAL.read_text(encoding="utf-8")).plan, chance)
    shuffled = list(plan.areas)
    chance.shuffle(shuffled)

    def edited(change: Callable[[int, Area], Area]) -> Plan:
        return replace(plan, areas=tuple(change(number, area) for number, area in enumerate(plan.areas)))

    later = {
        "nothing changed": plan,
        "every tenth row changed": edited(
            lambda number, area: area if number % 10 else replace(area, what=reworded(area.what, chance, 5))
        ),
        "every row changed in two texts": edited(
            lambda _number, area: replace(
                area, what=reworded(area.what, chance, 5), aim=reworded(area.aim, chance, 3), time="2027"
            )
        ),
        "every row with a new code": edited(lambda number, area: replace(area, code=f"B{number}")),
        "every row in another place": replace(plan, areas=tuple(shuffled)),
        "all rows other rows": large(plan, random.Random(2)),
    }
    for name, other in later.items():
        start = time.process_time()
        found = difference(plan, other)
        rows = time.process_time() - start
        start = time.process_time()
        for change in found.rows:
            for field in change.changes:
                if isinstance(field.before, str) and isinstance(field.after, str):
                    differences(field.before, field.after)
        words = time.process_time() - start
        print(f"{ROWS} areas, {name}: {rows:.3f} s by row, {words:.3f} s by word; {len(found.rows)} rows differ")


if __name__ == "__main__":
    main()
