"""The counties that are measured: the demo, and one as large as Samsyn is meant to carry."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samsyn.config import demo
from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.models import Event
from samsyn.people import actions as people
from samsyn.people.enums import OrganisationKind
from samsyn.people.models import Collaboration, Group, Organisation, Person
from samsyn.plan import actions
from samsyn.plan.enums import Progress
from samsyn.plan.models import Edition
from samsyn.plandoc import planfile
from samsyn.plandoc.model import Area, Plan

ORGANISATIONS, AREAS, NEEDS, COMMENTS, REPORTS = 300, 2_000, 400, 1_000, 3_000


def make(name: str) -> str:
    """Fill the empty database; return what is in it, in words."""
    if name == "large":
        # The demo goes on with the larger plan as it does with its own.
        demo.import_plan = import_large_plan  # type: ignore[attr-defined]
    demo.load_demo()
    if name == "large":
        with transaction.atomic():
            fill(Collaboration.objects.get(), random.Random(1))
            Event.objects.filter(handled_at=None).update(handled_at=timezone.now())
    edition = Edition.objects.get(number=2)
    counted = {
        "organisations": Organisation.objects.count(),
        "persons": Person.objects.count(),
        "areas in an edition": edition.area_set.count(),
        "needs": edition.plan.collaboration.needs.count(),
        "comments": edition.comments.count(),
        "reports": edition.plan.follow_ups.count(),
        "journal rows": Event.objects.count(),
    }
    return ", ".join(f"{number:,} {what}" for what, number in counted.items())


def import_large_plan(collaboration: Collaboration) -> Edition:
    plan = planfile.read(demo.plan.PLAN.read_bytes()).plan
    return actions.import_edition(collaboration, by=SYSTEM, document=with_more_areas(plan))


def with_more_areas(plan: Plan) -> Plan:
    """The plan with its areas over and over under new codes and titles, until there are enough.

    The words of each text are drawn anew: rows that are copies of each other would be what every page speaks of.
    """
    chance = random.Random(1)
    patterns = [area for area in plan.areas if not area.steps]
    words = [word for area in patterns for word in f"{area.what} {area.aim}".split()]

    def text(original: str) -> str:
        return " ".join(chance.choices(words, k=len(original.split())))

    def more() -> Iterator[Area]:
        for number, pattern in enumerate(itertools.cycle(patterns)):
            new = {"title": f"{pattern.title} {number}", "what": text(pattern.what), "aim": text(pattern.aim)}
            yield replace(pattern, code=f"X{number}", depends_on=(), **new)

    missing = AREAS - sum(1 for _ in plan.every_area())
    return replace(plan, areas=(*plan.areas, *itertools.islice(more(), missing)))


def fill(collaboration: Collaboration, chance: random.Random) -> None:
    """What so many organisations say and do, through the actions that their persons use."""
    contacts = Group.objects.get(slug="kontaktpersoner")
    coordinator = demo.county.coordinator()
    speakers = []
    for number in range(collaboration.organisations.count(), ORGANISATIONS):
        organisation = people.add_organisation(
            collaboration, by=SYSTEM, kind=OrganisationKind.MUNICIPALITY, name=f"Kommun {number}", code=f"9{number:03}"
        )
        person = people.add_person(organisation, by=SYSTEM, name=f"Person {number}", email=f"{number}@example.org")
        people.invite(person, by=SYSTEM)
        people.seat(contacts, by=SYSTEM, person=person)
        speakers.append(person)
    edition = Edition.objects.get(number=2)
    codes = list(edition.area_set.values_list("code", flat=True))
    now, today = timezone.now(), timezone.localdate()
    for number in range(NEEDS):
        by = chance.choice(speakers)
        words = {"title": f"Behov {number}", "why": "Många frågar, och ingen har tid att svara. " * 4}
        words |= {"support": "guidance", "urgency": "year"}
        brought = now - timedelta(hours=number)
        need = actions.bring_need(by.organisation, by=by, at=brought, **words)
        other = chance.choice(speakers)
        if other.organisation != by.organisation:
            actions.support_need(need, by=other, organisation=other.organisation, at=brought)
        if number % 2:
            actions.decline_need(need, by=coordinator, reason="Det ryms inte i planen.", at=brought)
    for _number in range(COMMENTS):
        by = Person.objects.get(pk=chance.choice(speakers).pk)
        actions.comment(edition, by=by, kind="area", key=chance.choice(codes), text="Säg vem som gör vad, och när.")
    areas = {area.code: area for area in Edition.objects.get(number=1).area_set.select_related("edition__plan")}
    for number in range(REPORTS):
        area, on = areas[chance.choice(codes[: len(areas)])], today - timedelta(days=number % 300)
        actions.report_progress(area, by=coordinator, status=Progress.ON_TRACK, comment="Det går framåt.", on=on)
