"""The import contracts cannot see foreign keys written as strings. This can."""

from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

from django.apps import apps
from django.db import models

from samsyn.people.models import Organisation

contracts = ConfigParser()
contracts.read(Path(__file__).parents[1] / ".importlinter")
ROWS = contracts["importlinter:contract:floors"]["layers"].split("\n")
FLOOR = {name.strip(" ()"): -height for height, row in enumerate(ROWS) for name in row.split("|") if name.strip()}
JOURNAL = ("kernel", "people")  # an event names its actor: the one relation that points upwards


def upward_relations(every_model: list[type[models.Model]]) -> Iterator[str]:
    for model in every_model:
        for field in model._meta.get_fields():
            if field.auto_created or not (field.many_to_one or field.many_to_many or field.one_to_one):
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            if here in FLOOR and there in FLOOR and FLOOR[there] > FLOOR[here] and (here, there) != JOURNAL:
                yield f"{here}.{field.name} -> {there}"


def test_relations_point_downwards():
    assert list(upward_relations(apps.get_models())) == []


def test_the_check_bites():
    field = models.ForeignKey("plan.Plan", on_delete=models.PROTECT, related_name="+")
    field.contribute_to_class(Organisation, "plan")
    try:
        assert list(upward_relations([Organisation])) == ["people.plan -> plan"]
    finally:
        Organisation._meta.local_fields.remove(field)
        Organisation._meta._expire_cache()
        apps.clear_cache()
