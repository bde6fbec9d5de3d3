"""Bring translations, database and static files up to date, and in demo mode fill an empty database."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samsyn.config import messages, prepared
from samsyn.config.commands import OK, Failure, _
from samsyn.people.models import Collaboration

MIGRATION_LOCK = 7_361_001  # any number, the same for every server of an installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _("Exit codes: 0 up to date, 1 failed.")


def run(_arguments: argparse.Namespace) -> int:
    prepared.forget()
    prepared_from = prepared.sources()
    messages.compile_all()
    with one_at_a_time():
        migrate()
        if settings.DEMO and not Collaboration.objects.exists():
            load_demonstration()
    collect_static_files()
    prepared.note(prepared_from)
    return OK


def migrate() -> None:
    """Apply what is missing. Raises Failure when the database was made by a newer Samsyn."""
    executor = MigrationExecutor(connection)
    newer = unknown_migrations(executor)
    if newer:
        raise Failure(
            _("The database was made by a newer Samsyn (it has %s). Install that version, or restore a backup.")
            % ", ".join(newer)
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        sys.stdout.write(_("Bringing the database up to date …") + "\n")
        sys.stdout.flush()
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def load_demonstration() -> None:
    from samsyn.config.demo import load_demo  # noqa: PLC0415 - a quarter of a second that only the first start needs

    load_demo()
    sys.stdout.write(_("Loaded the demonstration.") + "\n")


def unknown_migrations(executor: MigrationExecutor) -> list[str]:
    """Our own migrations that the database has and this version has not."""
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("samsyn.")}
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    return sorted(f"{app}.{name}" for app, name in unknown if app in ours)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """On PostgreSQL, let several servers that start together migrate one after the other."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def collect_static_files() -> None:
    """Hash and compress the static files anew when any of them has changed."""
    stamp = Path(settings.STATIC_ROOT) / "collected.txt"
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(fingerprint, encoding="utf-8")


def static_fingerprint() -> str:
    """What the present static files are known by: name, size and time of each."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
