"""Measure the checks on large plans: `python bench/checks.py`. Prints CPU seconds per number of areas."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

from samsyn.plandoc import planfile
from samsyn.plandoc.checks import CATALOGUE, check
from samsyn.plandoc.checks.context import Context
from samsyn.plandoc.model import Area, Plan

SIZES = (20, 200, 2_000)
REAL = Path(__file__).parents[1] / "src/samsyn/plan/demo/verksamhetsplan-2026-2028.yaml"


def large(plan: Plan, areas: int, *, shuffled: bool) -> Plan:
    """The plan with its areas repeated up to a number, under new codes and titles.

    With `shuffled` the words of each long text are drawn anew, so that the rows are alike but not copies.
    """
    chance = random.Random(1)
    patterns = [area for area in plan.every_area() if not area.steps]
    words = [word for area in patterns for word in f"{area.what} {area.aim}".split()]

    def text(original: str) -> str:
        return " ".join(chance.choices(words, k=len(original.split()))) if shuffled else original

    def area(number: int) -> Area:
        pattern = patterns[number % len(patterns)]
        return replace(
            pattern,
            code=f"A{number}",
            title=f"{pattern.title} {chance.choice(words)} {number}",
            what=text(pattern.what),
            aim=text(pattern.aim),
            depends_on=(f"A{number - 1}",) if number else (),
        )

    return replace(plan, areas=tuple(area(number) for number in range(areas)))


def main() -> None:
    plan = planfile.read(REAL.read_text(encoding="utf-8")).plan
    for shuffled in (False, True):
        print("own texts" if shuffled else "copied texts")
        for size in SIZES:
            big = large(plan, size, shuffled=shuffled)
            start = time.process_time()
            findings = check(big)
            print(f"  {size:5} areas: {time.process_time() - start:.3f} s, {len(findings)} findings")
    context = Context(big)
    slowest = []
    for item in CATALOGUE:
        start = time.process_time()
        list(item.function(context))
        slowest.append((time.process_time() - start, item.code))
    print("slowest:", ", ".join(f"{code} {seconds:.3f} s" for seconds, code in sorted(slowest)[:-6:-1]))


if __name__ == "__main__":
    main()
