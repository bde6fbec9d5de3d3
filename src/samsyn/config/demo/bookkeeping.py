"""The demo's budget year: rules, the outcome until October, forecasts. Everything in it is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

import samsyn.plan
from samsyn.people.models import Collaboration, Person
from samsyn.plan import actions
from samsyn.plan.models import BudgetYear
from samsyn.sie import books, read

FOLDER = Path(samsyn.plan.__file__).parent / "demo"


def keep_books(collaboration: Collaboration) -> None:
    """What has happened up to today: nothing is read in before the day it is about."""
    given = yaml.safe_load((FOLDER / "bokforing.yaml").read_text(encoding="utf-8"))
    told = given["outcome"]
    keeper = Person.objects.get(email=told["by"])
    settings = actions.open_books(collaboration, by=keeper)
    actions.set_bookkeeping(settings, by=keeper, version=None, ours=given["ours"])
    for rule in given["rules"]:
        first, last = rule["accounts"]
        side, line = rule["line"].split(":")
        actions.add_account_rule(settings, by=keeper, first_account=first, last_account=last, side=side, line=line)
    year = actions.open_year(collaboration, by=keeper, year=told["year"])
    if told["through"] <= timezone.localdate():
        found = books(read((FOLDER / told["file"]).read_bytes()).file)
        actions.import_outcome(year, by=keeper, books=found, file_name=told["file"], through=told["through"])
    for said in given["forecasts"]:
        _forecast(year, said)


def _forecast(year: BudgetYear, said: dict[str, Any]) -> None:
    if said["day"] > timezone.localdate():
        return
    side, line = said["line"].split(":")
    by = Person.objects.get(email=said["by"])
    actions.forecast(
        year, by=by, side=side, line=line, amount=said["amount"] * 100, reason=said["reason"], on=said["day"]
    )
