"""The demo's plan: the decided edition, how its areas go, and what has been changed in the draft."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.utils import timezone

import samsyn.plan
from samsyn.config.demo.county import coordinator
from samsyn.kernel.actions import SYSTEM
from samsyn.people.models import Collaboration, Person
from samsyn.plan import actions
from samsyn.plan.models import Edition, Row
from samsyn.plandoc import planfile

DEMO = Path(samsyn.plan.__file__).parent / "demo"
PLAN = DEMO / "verksamhetsplan-2026-2028.yaml"
DRAFT = DEMO / "draft.yaml"
FOLLOW_UP = DEMO / "follow-up.yaml"


def import_plan(collaboration: Collaboration) -> Edition:
    return actions.import_edition(collaboration, by=SYSTEM, document=planfile.read(PLAN.read_bytes()).plan)


def revise_draft(draft: Edition) -> None:
    """What the demo's coordinator has done with the draft so far."""
    rows: dict[str, Row] = {f"area {area.code}": area for area in draft.area_set.all()}
    rows |= {f"activity {activity.code}": activity for activity in draft.activity_set.all()}
    rows |= {f"line {line.key}": line for line in draft.budgetline_set.all()}
    by = coordinator()
    told = yaml.safe_load(DRAFT.read_text(encoding="utf-8"))
    for given in told["revised"]:
        row = rows[given.pop("row")]
        longer = {field: f"{getattr(row, field)} {text}" for field, text in given.pop("adds", {}).items()}
        actions.revise(row, by=by, version=None, **longer, **given)
    for given in told["moved"]:
        actions.move(rows[given["row"]], by=by, before=rows[given["before"]])
    for given in told["added"]:
        actions.add_area(draft, by=by, **given)


def report_progress(edition: Edition) -> None:
    """What the demo's persons have said of the areas, up to today."""
    areas = {area.code: area for area in edition.area_set.select_related("edition__plan")}
    for told in yaml.safe_load(FOLLOW_UP.read_text(encoding="utf-8")):
        if told["day"] <= timezone.localdate():
            by = Person.objects.get(email=told["by"])
            actions.report_progress(
                areas[told["area"]], by=by, status=told["status"], comment=told["comment"], on=told["day"]
            )
