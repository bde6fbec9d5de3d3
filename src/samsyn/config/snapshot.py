"""A consistent copy of the database as one SQLite file, and back again, while Samsyn serves.

The copy is SQLite whatever database Samsyn runs on: so one backup format does for both, a backup from an earlier
version can be brought up to date before it is put back, and an installation can move from SQLite to PostgreSQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction

from samsyn.config.commands import Failure, _
from samsyn.config.environment import SQLITE_PRAGMAS
from samsyn.config.models import Session
from samsyn.kernel.collation import SWEDISH, compare

COPY = "copy"  # the alias under which Django sees the file


def take(path: Path) -> None:
    """Write the database as it is at one moment to a new SQLite file, without the sessions of those logged in."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with opened(path) as target:
            connection.connection.backup(target)
    else:
        with as_database(path):
            call_command("migrate", database=COPY, verbosity=0, interactive=False)
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                copy_rows("default", COPY)
    with opened(path) as target:
        target.execute("PRAGMA journal_mode=DELETE")
        target.execute(f"DELETE FROM {Session._meta.db_table}")  # noqa: S608 - a name of our own
        target.execute(f"DROP TABLE IF EXISTS {settings.CACHES['default']['LOCATION']}")  # `prepare` makes it anew
        target.commit()
        target.execute("VACUUM")


def put_back(path: Path) -> dict[str, int]:
    """Replace the database by a file that `take` made, all or nothing; return the number of rows by table.

    The file is first brought up to date with this version's migrations. On PostgreSQL the database must be so already.
    Raises Failure, with nothing changed, if the rows that came out are not those that went in.
    """
    with as_database(path):
        call_command("migrate", database=COPY, verbosity=0, interactive=False)
        if connection.vendor != "sqlite":
            return copy_rows(COPY, "default")
        rows = count_rows(COPY)
    with opened(path) as source:
        source.execute("PRAGMA journal_mode=DELETE")
        connection.ensure_connection()
        source.backup(connection.connection)
    connection.close()  # what it remembers of the schema is out of date
    return rows


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy, outside Django; it knows Swedish order, without which SQLite cannot read the indexes."""
    with closing(sqlite3.connect(path)) as database:
        database.create_collation(SWEDISH, compare)
        yield database


def migrations(path: Path) -> list[list[str]]:
    """App and name of every migration that a copy has."""
    with opened(path) as database:
        return sorted(list(row) for row in database.execute("SELECT app, name FROM django_migrations"))


def damage(path: Path) -> str:
    """What is wrong with the SQLite file; empty when nothing is."""
    try:
        with opened(path) as database:
            for pragma in ("integrity_check", "foreign_key_check"):
                found = database.execute(f"PRAGMA {pragma}").fetchone()
                if found not in (None, ("ok",)):
                    return f"{pragma}: {found}"
    except sqlite3.DatabaseError as error:
        return str(error)
    return ""


@contextmanager
def as_database(path: Path) -> Iterator[None]:
    """Let Django use a SQLite file as a second database for a while."""
    connections.settings[COPY] = {
        **connections.settings["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
    }
    try:
        yield
    finally:
        connections[COPY].close()
        del connections[COPY]
        del connections.settings[COPY]


def copied_models() -> list[type[models.Model]]:
    """Every table that has a model, except the sessions."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy and model is not Session]


def copy_rows(source: str, target: str) -> dict[str, int]:
    """Empty the target's tables and fill them with the source's rows, in one transaction; return how many by table."""
    into = connections[target]
    copied = copied_models()
    tables = [model._meta.db_table for model in [*copied, Session]]
    with transaction.atomic(using=target):
        into.ops.execute_sql_flush(into.ops.sql_flush(no_style(), tables, reset_sequences=True))
        for model in copied:
            for row in model._base_manager.using(source).order_by("pk").iterator(2000):
                row.save_base(raw=True, force_insert=True, using=target)
        with into.cursor() as cursor:
            for statement in into.ops.sequence_reset_sql(no_style(), copied):
                cursor.execute(statement)
        went_in = count_rows(source)
        require_same(went_in, count_rows(target))
    return went_in


def count_rows(alias: str) -> dict[str, int]:
    return {model._meta.db_table: model._base_manager.using(alias).count() for model in copied_models()}


def require_same(went_in: dict[str, int], came_out: dict[str, int]) -> None:
    if went_in != came_out:
        differing = [table for table, count in went_in.items() if came_out[table] != count]
        raise Failure(_("The copy differs from the original in %s.") % ", ".join(differing))
