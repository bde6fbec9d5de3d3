"""The migrations from an empty database to the models and back to nothing, on the database that the suite runs on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from samsyn.kernel.models import Journaled

FOLLOWED = [model for model in apps.get_models() if issubclass(model, Journaled)]


@pytest.fixture
def migrated(django_db_blocker: Any) -> Iterator[BaseDatabaseWrapper]:
    """A database of its own, taken from empty to the latest migrations."""
    alias = "migrations"
    name = None if connection.vendor == "sqlite" else f"samsyn_migrations_{os.getpid()}"  # SQLite: in memory
    usual = connections.settings["default"]
    connections.settings[alias] = usual | {"TEST": usual["TEST"] | {"NAME": name}}
    fresh = connections[alias]
    with django_db_blocker.unblock():
        fresh.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        yield fresh
        fresh.creation.destroy_test_db(usual["NAME"], verbosity=0)
    del connections[alias], connections.settings[alias]


def tables(database: BaseDatabaseWrapper) -> dict[str, list[Any]]:
    """Every table with its columns and constraints."""
    found = {}
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            columns = sorted(map(repr, database.introspection.get_table_description(cursor, table)))
            constraints = database.introspection.get_constraints(cursor, table).items()
            found[table] = columns + sorted(map(repr, constraints))
    return found


def test_every_app_is_taken_back_to_nothing_and_forwards_again(migrated: BaseDatabaseWrapper) -> None:
    graph = MigrationExecutor(migrated).loader.graph
    latest, labels = graph.leaf_nodes(), {label for label, _name in graph.nodes}
    models = {model._meta.db_table for model in apps.get_models()}
    before = tables(migrated)
    assert models <= before.keys()
    assert {"kernel", "people", "plan"} <= labels
    MigrationExecutor(migrated).migrate([(label, None) for label in labels])
    assert tables(migrated).keys() == {"django_migrations", settings.CACHES["default"]["LOCATION"]}
    MigrationExecutor(migrated).migrate(latest)
    assert tables(migrated) == before


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_missing_migration_is_noticed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    model = apps.get_model("plan", "Area")
    monkeypatch.setattr(model._meta.get_field("title"), "max_length", 7)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("model", FOLLOWED, ids=lambda model: model.__name__)
def test_what_is_followed_and_what_is_personal_are_fields_of_the_row(model: type[Journaled]) -> None:
    assert model.journaled
    columns = {field.name for field in model._meta.concrete_fields}
    assert not set(model.journaled) - columns
    assert not set(model.personal) - columns
    assert len(set(model.journaled)) == len(model.journaled)


def test_a_field_that_is_not_there_cannot_be_followed() -> None:
    with pytest.raises(FieldDoesNotExist):
        FOLLOWED[0]().followed("no_such_field")
