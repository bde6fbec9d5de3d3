"""Measure the reading of documents: `python bench/intake.py`. Prints wall and CPU seconds and pages.

The plan is the demo's with its areas and activities over and over under new codes, until it fills more than 100 pages.
Besides what Samsyn wrote itself, the same text is read as one who cannot see into the Word file has it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import django
from django.utils import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
django.setup()

from samsyn import docread, docrender  # noqa: E402
from samsyn.plan.reports.document import plan_report  # noqa: E402
from samsyn.plandoc import intake, planfile  # noqa: E402
from samsyn.plandoc.model import Area, Plan  # noqa: E402

REAL = Path(__file__).parents[1] / "src/samsyn/plan/demo/verksamhetsplan-2026-2028.yaml"
TIMES = 14
LIMIT = 5.0  # seconds


def large(plan: Plan) -> Plan:
    def again(area: Area, number: int) -> Area:
        steps = tuple(again(step, number) for step in area.steps)
        return replace(area, code=f"{area.code}{number:02d}", depends_on=(), steps=steps)

    areas = [again(area, number) for number in range(TIMES) for area in plan.areas]
    activities = [replace(each, code=f"{each.code}{number:02d}") for number in range(TIMES) for each in plan.activities]
    single = [area for area in areas if not area.steps]
    return replace(plan, areas=(*single, *(area for area in areas if area.steps)), activities=tuple(activities))


def measure(what: str, data: bytes, read: Callable[[docread.Document], docread.Document]) -> float:
    wall, cpu = time.perf_counter(), time.process_time()
    document = read(docread.read(data))
    draft = intake.read(document)
    plan, _troubles = intake.assembled(draft)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    rows = sum(1 for _ in plan.every_area()) + len(plan.activities)
    print(f"{what:<36} {wall:6.2f} s wall {cpu:6.2f} s CPU {rows:5} rows, {len(draft.unplaced)} without a place")
    return cpu


def main() -> int:
    with translation.override("sv"):
        plan = large(planfile.read(REAL.read_bytes()).plan)
        report = plan_report(plan, owner="Miljösamverkan", language="sv", edition="Utgåva 1, utkast")
        word, pdf = docrender.to_docx(report), docrender.to_pdf(report)
    print(f"{docread.read(pdf).pages} pages")
    slowest = max(
        measure("Word, as Samsyn wrote it", word, lambda document: document),
        measure("Word, by what is seen", word, lambda document: replace(document, data="")),
        measure("PDF, by its tags", pdf, lambda document: document),
    )
    return 0 if slowest < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
