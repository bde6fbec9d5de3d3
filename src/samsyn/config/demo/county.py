"""The demo's organisations, groups and invented persons, and the personas that a visitor can be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import samsyn.people
from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.models import Collaboration, Group, Organisation, Person

COUNTY = Path(samsyn.people.__file__).parent / "demo" / "jonkoping.yaml"


@dataclass(frozen=True)
class Persona:
    """Somebody whom a visitor of the demo can choose to be; `sv` and `en` say what the person does."""

    email: str
    sv: str
    en: str


@cache
def personas() -> tuple[Persona, ...]:
    return tuple(Persona(**given) for given in _read()["personas"])


def coordinator() -> Person:
    return Person.objects.get(email=personas()[0].email)


def load_people() -> Collaboration:
    county = _read()
    collaboration = actions.found(Collaboration(**county["collaboration"]), by=SYSTEM)
    counted_on = county["population"]["counted_on"]
    organisations: dict[str, Organisation] = {}
    for given in county["organisations"]:
        counted = {"inhabitants_on": counted_on} if "inhabitants" in given else {}
        organisations[given["slug"]] = actions.add_organisation(collaboration, by=SYSTEM, **given, **counted)
    groups: dict[str, Group] = {}
    for given in county["groups"]:
        convener = {"convener": organisations[given["convener"]]} if "convener" in given else {}
        groups[given["slug"]] = actions.add_group(collaboration, by=SYSTEM, **given | convener)
    for given in county["persons"]:
        _load_person(given, organisations, groups)
    return collaboration


def _load_person(given: dict[str, Any], organisations: dict[str, Organisation], groups: dict[str, Group]) -> None:
    particulars = {name: given[name] for name in ("name", "email", "title", "phone") if name in given}
    person = actions.add_person(organisations[given["organisation"]], by=SYSTEM, **particulars)
    if given.get("invited"):
        person = actions.invite(person, by=SYSTEM)
    for seat in given["seats"]:
        role = {"role": seat["role"]} if "role" in seat else {}
        actions.seat(
            groups[seat["group"]], by=SYSTEM, person=person, starts=seat["from"], ends=seat.get("until"), **role
        )


def _read() -> dict[str, Any]:
    return yaml.safe_load(COUNTY.read_text(encoding="utf-8"))
