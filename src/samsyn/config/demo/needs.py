"""The needs that the demo's organisations have brought."""

from __future__ import annotations

from datetime import date, datetime, time

import yaml
from django.utils import timezone

from samsyn.config.demo import county
from samsyn.config.demo.plan import DEMO
from samsyn.people.models import Person
from samsyn.plan import actions
from samsyn.plan.models import Edition

NEEDS = DEMO / "needs.yaml"


def bring_needs(edition: Edition) -> None:
    """What the organisations have asked for, up to today, and what became of it."""
    organisations = {one.slug: one for one in edition.plan.collaboration.organisations.all()}
    persons = {person.email: person for person in Person.objects.all()}
    coordinator = county.coordinator()
    for given in yaml.safe_load(NEEDS.read_text(encoding="utf-8")):
        words = {name: given[name] for name in ("title", "why", "support", "urgency", "concerns") if name in given}
        brought_at = noon(given["day"])
        if brought_at > timezone.now():
            continue
        need = actions.bring_need(organisations[given["of"]], by=persons[given["by"]], at=brought_at, **words)
        for too in given.get("too", ()):
            who = {"organisation": organisations[too["of"]], "note": too.get("note", "")}
            actions.support_need(need, by=persons[too["by"]], at=brought_at, **who)
        for said in given.get("said", ()):
            if (at := noon(said["day"])) <= timezone.now():
                actions.comment_need(need, by=persons[said["by"]], text=said["text"], at=at)
        if answer := given.get("answer"):
            told = {"by": coordinator, "at": noon(answer["day"]), "reason": answer.get("reason", "")}
            match answer["kind"]:
                case "adopted":
                    actions.adopt_need(need, area=edition.area_set.get(code=answer["area"]), **told)
                case "waiting":
                    actions.let_need_wait(need, **told)
                case "declined":
                    actions.decline_need(need, **told)


def noon(day: date) -> datetime:
    """The middle of a day, for what is only known by its day."""
    return timezone.make_aware(datetime.combine(day, time(12)))
