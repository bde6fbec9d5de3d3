"""A small county and its personas. Everybody here is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.models import Collaboration, Group, Organisation, Person
from samsyn.plan.actions import import_edition
from samsyn.plan.models import Edition, Need
from samsyn.plandoc import model as doc
from tests.offline import stay_offline

FILES = TemporaryDirectory(prefix="samsyn-files-")  # what is uploaded in tests; gone when they end
LONG_AGO = date(2020, 1, 1)
ORGANISATIONS = {
    "granby": ("municipality", "Granby kommun", "9901", 12_000),
    "bjorkas": ("municipality", "Björkås kommun", "9902", 30_000),
    "lansstyrelsen": ("county_board", "Länsstyrelsen i Provlän", "", None),
    "samverkan": ("coordinating_body", "Kommunal samverkan", "", None),
    "polisen": ("police", "Polisen", "", None),
}
GROUPS = {
    "styrgrupp": ("steering", "Styrgruppen", False),
    "beredningsgrupp": ("preparatory", "Beredningsgruppen", False),
    "kontaktpersoner": ("contact_persons", "Kontaktpersonerna", False),
    "projektgrupp": ("project", "Projektgruppen", False),
    "presidier": ("presidium", "Presidierna", False),
    "miljobrott": ("network", "Miljöbrottsamverkan", True),
}
# persona: name, organisation, seats (group, role)
PERSONAS = {
    "coordinator": (
        "Karin Koord",
        "samverkan",
        [("styrgrupp", "coordinator"), ("beredningsgrupp", "coordinator")],
    ),
    "chair": ("Stina Styr", "granby", [("styrgrupp", "chair")]),
    "steering_member": ("Sten Styr", "bjorkas", [("styrgrupp", "member"), ("beredningsgrupp", "member")]),
    "contact_person": ("Klara Kontakt", "granby", [("kontaktpersoner", "member")]),
    "inspector": ("Inga Inspektör", "granby", [("projektgrupp", "member")]),
    "neighbour_inspector": ("Nils Granne", "bjorkas", []),
    "county_officer": ("Lena Län", "lansstyrelsen", [("styrgrupp", "member"), ("miljobrott", "convener")]),
    "politician": ("Pontus Politiker", "bjorkas", [("presidier", "member")]),
    "crime_group_member": ("Pia Polis", "polisen", [("miljobrott", "member")]),
}
STRANGER = "stranger"  # somebody from another collaboration
PUBLIC = "public"
EVERYBODY = [*PERSONAS, STRANGER, PUBLIC]


def pytest_configure() -> None:
    """No network; templates name their files as they lie in the source: nothing is collected for the tests."""
    stay_offline()
    settings.MEDIA_ROOT = FILES.name
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT.mkdir(exist_ok=True)


@dataclass(frozen=True)
class County:
    collaboration: Collaboration
    organisations: dict[str, Organisation]
    groups: dict[str, Group]

    def persona(self, name: str) -> Any:
        """The person as a new request would meet them: nothing remembered from before."""
        return AnonymousUser() if name == PUBLIC else Person.objects.get(email=f"{name}@example.org")


@pytest.fixture
def county(db: None) -> County:
    collaboration = actions.found(Collaboration(slug="provlan", name="Miljösamverkan Provlän"), by=SYSTEM)
    organisations = {
        slug: actions.add_organisation(
            collaboration,
            by=SYSTEM,
            slug=slug,
            kind=kind,
            name=name,
            code=code,
            inhabitants=inhabitants,
            inhabitants_on=date(2025, 12, 31) if inhabitants else None,
        )
        for slug, (kind, name, code, inhabitants) in ORGANISATIONS.items()
    }
    groups = {
        slug: actions.add_group(collaboration, by=SYSTEM, slug=slug, kind=kind, name=name, confidential=confidential)
        for slug, (kind, name, confidential) in GROUPS.items()
    }
    for persona, (name, organisation, seats) in PERSONAS.items():
        person = actions.add_person(organisations[organisation], by=SYSTEM, name=name, email=f"{persona}@example.org")
        actions.invite(person, by=SYSTEM)
        for group, role in seats:
            actions.seat(groups[group], by=SYSTEM, person=person, role=role, starts=LONG_AGO)
    elsewhere = actions.found(Collaboration(slug="annorstades", name="Miljösamverkan Annorstädes"), by=SYSTEM)
    other = actions.add_organisation(
        elsewhere, by=SYSTEM, slug="bortby", kind="municipality", name="Bortby kommun", code="9801"
    )
    actions.invite(actions.add_person(other, by=SYSTEM, name="Ulf Utifrån", email=f"{STRANGER}@example.org"), by=SYSTEM)
    return County(collaboration, organisations, groups)


def small_plan(**changes: Any) -> doc.Plan:
    """A plan with one of everything, for the county's years 2026–2028."""
    parts: dict[str, Any] = {
        "title": "Verksamhetsplan 2026–2028",
        "key": "2026-2028",
        "first_year": 2026,
        "last_year": 2028,
        "vision": "Ett hållbart Provlän.",
        "sections": (doc.Section("inledning", "Inledning", "Planen gäller i tre år."),),
        "goals": (doc.Goal(1, "Smarta arbetssätt", "Vi arbetar smart."), doc.Goal(2, "Samverkan")),
        "strategies": (doc.Strategy("ns", "Nationell strategi", "2026–2029", (doc.FocusArea("avfall", "Avfall"),)),),
        "parties": (doc.Party("kommuner", "Länets kommuner", doc.PartyKind.MUNICIPALITY, 2),),
        "bodies": (
            doc.Body("styrgrupp", "Styrgruppen", "steering", "Beslutar planen.", "Miljöcheferna"),
            doc.Body("projektgrupp", "Projektgruppen", "project", "Driver kampanjen.", "Tre inspektörer"),
        ),
        "areas": (
            doc.Area(
                code="U1",
                kind=doc.AreaKind.CAMPAIGN,
                title="Dagvatten",
                what="Ta fram en checklista.",
                aim="Renare vatten.",
                partners="Länets kommuner",
                parties=("kommuner",),
                time="sep 2026–maj 2027",
                follow_up="Slutrapport",
                indicator="Andel objekt utan brist.",
                responsible="Projektgruppen",
                bodies=("projektgrupp",),
                goals=(1,),
                global_goals=(6, 14),
                focus_areas=("avfall",),
            ),
            doc.Area(
                code="K",
                kind=doc.AreaKind.PROGRAMME,
                title="Kompetens",
                time="2026–2027",
                goals=(2,),
                steps=(
                    doc.Area("U2", doc.AreaKind.STEP, "Kartlägga", time="2026", goals=(2,)),
                    doc.Area("U3", doc.AreaKind.STEP, "Utbilda", time="2027", goals=(2,), depends_on=("U2",)),
                ),
            ),
        ),
        "activities": (
            doc.Activity(
                code="N1",
                kind=doc.ActivityKind.BODY,
                title="Styrgruppsmöten",
                purpose="Styra.",
                time="3 gånger per år",
                bodies=("styrgrupp",),
                group="styrgrupp",
                placed=(date(2026, 3, 3), date(2026, 9, 15)),
            ),
        ),
        "budgets": (
            doc.Budget(
                2026,
                doc.BudgetVersion.DECIDED,
                50_000_00,
                (doc.BudgetLine("kommunerna", "Kommunala medel", doc.IncomeKind.MUNICIPAL, 900_000_00),),
                (doc.BudgetLine("loner", "Löner", doc.CostKind.SALARIES, 880_000_50),),
                doc.Reported(900_000_00, 880_000_50, 69_999_50),
                sharing=doc.Sharing(doc.ShareKey.MIXED, 40, (doc.OwnShare("granby", 12_50),)),
            ),
        ),
    }
    return doc.Plan(**parts | changes)


def a_need(county: County, *, number: int, title: str = "Radon i skolor", **more: Any) -> Need:
    """A need of Granby's, that waits for an answer."""
    given = {"why": "Det behövs.", "support": "campaign", "urgency": "year"} | more
    organisation = county.organisations[given.pop("organisation", "granby")]
    return Need.objects.create(
        collaboration=county.collaboration, number=number, title=title, organisation=organisation, **given
    )


@pytest.fixture
def draft(county: County) -> Edition:
    return import_edition(county.collaboration, by=SYSTEM, document=small_plan())


@pytest.fixture
def decided(county: County) -> Edition:
    decision = doc.Decision("styrgrupp", "september 2025")
    return import_edition(county.collaboration, by=SYSTEM, document=small_plan(decision=decision))


@pytest.fixture
def persona(county: County) -> Callable[[str], Any]:
    return county.persona
