"""The source plan's rows N1-N20 with the demonstration's people, as a year to place."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, time
from pathlib import Path

import yaml

from samsyn.placing import Host, Series, Year
from samsyn.plandoc import planfile
from samsyn.plandoc.model import ActivityKind
from samsyn.timewords import parse, roll

DEMO = Path(__file__).parents[2] / "src/samsyn"
COORDINATOR = "iris.silverax@example.org"
TASKS = {ActivityKind.DELIVERABLE, ActivityKind.COMMUNICATION}
WHOLE_DAYS = {"N1", "N5", "N13", "N16"}


def rows(year: int) -> Year:
    """The 20 rows in their own words; those of a later year are rolled on, as the plan's own copy is."""
    plan = planfile.read((DEMO / "plan/demo/verksamhetsplan-2026-2028.yaml").read_text(encoding="utf-8")).plan
    people = yaml.safe_load((DEMO / "people/demo/jonkoping.yaml").read_text(encoding="utf-8"))
    groups: dict[str, set[str]] = defaultdict(set)
    contacts: dict[str, set[str]] = defaultdict(set)
    for person in people["persons"]:
        for seat in person.get("seats", ()):
            if str(seat.get("until", "9999")) > f"{year}-01-01":
                groups[seat["group"]].add(person["email"])
                if seat["group"] == "kontaktpersoner" and person["organisation"] != "kommunal-utveckling":
                    contacts[person["organisation"]].add(person["email"])
    parties = [
        Host(one["slug"], one.get("short_name", one["name"]), frozenset(contacts[one["slug"]]))
        for one in people["organisations"]
        if one["kind"] in ("municipality", "county_board")
    ]
    national = [Host(name, name.capitalize(), last=date(last, 4, 1)) for name, last in HOSTS_OF_N16]
    series = []
    for row in plan.activities:
        words = " ".join(row.time.split())
        visits = row.kind is ActivityKind.VISIT
        sits = frozenset(groups.get(row.group or "", ())) | {COORDINATOR}
        series.append(
            Series(
                key=row.code,
                name=row.title,
                rule=parse(roll(words, before=year), year=year),
                minutes=_minutes(row.code, task=row.kind in TASKS),
                times=(time(9),) if row.code in WHOLE_DAYS else (time(9), time(13)),
                people=sits,
                hosts=tuple(parties) if visits else tuple(national) if row.code == "N16" else (),
                each_host=visits,
                before=("N9",) if row.code == "N8" else (),
            )
        )
    names = tuple((person["email"], person["name"]) for person in people["persons"])
    return Year(year, tuple(series), names=names)


HOSTS_OF_N16 = (("skane", 2024), ("vastra-gotaland", 2025), ("kalmar", 2023), ("jonkoping", 2022))


def _minutes(code: str, *, task: bool) -> tuple[int, ...]:
    if task:
        return (0,)
    if code == "N7":
        return (180, 60)
    return (420,) if code in WHOLE_DAYS else (180,)
