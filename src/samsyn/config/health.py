"""What `samsyn doctor` examines: one small function for each thing that can be wrong with an installation."""

from __future__ import annotations

import re
import shutil
import smtplib
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from samsyn.config import environment, messages
from samsyn.config.commands import _
from samsyn.config.commands.prepare import static_fingerprint, unknown_migrations
from samsyn.kernel.models import Event

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SCARCE, TOO_LITTLE = 1_000_000_000, 100_000_000  # bytes
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^ \\;]+)(?: ; (?P<marker>[^\\]+))?", re.MULTILINE)


class Level(StrEnum):
    OK = "ok"
    REMARK = "remark"
    FAULT = "fault"


class Result(NamedTuple):
    level: Level
    message: str
    remedy: str = ""


def examine() -> Iterator[tuple[str, Result]]:
    """Run every check; what needs the database is left out when it does not answer or is not up to date."""
    usable = True
    for check, needs_database in CHECKS.items():
        if needs_database and not usable:
            continue
        result = check()
        yield check.__name__, result
        if check in (database, migrations):
            usable = result.level is not Level.FAULT


def python() -> Result:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11):  # noqa: UP036 - an environment can outlive an upgrade of the machine
        return Result(Level.FAULT, _("Python is %s.") % found, _("Samsyn needs Python 3.11 or newer."))
    return Result(Level.OK, _("Python is %s.") % found)


def packages() -> Result:
    """The installed packages are those of the lock, where there is a lock beside the code."""
    lock = environment.ROOT / "requirements" / "run.txt"
    if not lock.exists():
        return Result(Level.REMARK, _("There is no list of packages to compare with."))
    pins = PIN.finditer(lock.read_text(encoding="utf-8"))
    astray = [pin["name"] for pin in pins if not pin["marker"] and installed(pin["name"]) != pin["version"]]
    if astray:
        return Result(
            Level.FAULT,
            _("Other packages are installed than the list says: %s.") % ", ".join(astray),
            _("Run: python3 start.py setup"),
        )
    return Result(Level.OK, _("The installed packages are those of the list."))


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def secret() -> Result:
    """The secret key is kept from other users of the machine."""
    path = environment.data_folder() / "secret-key"
    if environment.text("SECRET_KEY"):
        return Result(Level.OK, _("The secret key comes from SAMSYN_SECRET_KEY."))
    if sys.platform != "win32" and path.stat().st_mode & 0o077:
        return Result(Level.FAULT, _("Others on this machine can read %s.") % path, _("Run: chmod 600 %s") % path)
    return Result(Level.OK, _("The secret key is readable by its owner only."))


def database() -> Result:
    """The database answers and works the way Samsyn counts on."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SHOW server_version")
                return Result(Level.OK, _("PostgreSQL %s answers.") % cursor.fetchone()[0].split()[0])
            settled = {}
            for pragma in ("journal_mode", "foreign_keys", "quick_check(1)"):
                cursor.execute(f"PRAGMA {pragma}")
                settled[pragma] = cursor.fetchone()[0]
    except DatabaseError as error:
        return Result(
            Level.FAULT,
            _("The database does not answer: %s") % str(error).strip(),
            _("Check SAMSYN_DATABASE_URL, and that the database server is running."),
        )
    if settled["quick_check(1)"] != "ok":
        return Result(
            Level.FAULT,
            _("The database is damaged: %s") % settled["quick_check(1)"],
            _("Restore the latest backup: samsyn restore FILE --replace"),
        )
    if settled["journal_mode"] != "wal" or not settled["foreign_keys"]:
        return Result(
            Level.FAULT,
            _("SQLite does not run with a write-ahead log and foreign keys: %s.") % settled,
            _("Keep the database on a local disk: a network drive cannot have a write-ahead log."),
        )
    return Result(Level.OK, _("SQLite answers, with write-ahead log and foreign keys."))


def migrations() -> Result:
    executor = MigrationExecutor(connection)
    newer = unknown_migrations(executor)
    if newer:
        return Result(
            Level.FAULT,
            _("The database was made by a newer Samsyn: %s.") % ", ".join(newer),
            _("Install the newer version."),
        )
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Result(Level.FAULT, _("The database lacks %s changes.") % len(missing), _("Run: samsyn prepare"))
    return Result(Level.OK, _("The database is up to date."))


def clock() -> Result:
    """The machine's clock agrees with the database's and with the journal."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - now)
        if apart > timedelta(seconds=10):
            return Result(
                Level.FAULT,
                _("The clock is %s from the database server's.") % apart,
                _("Let both machines keep time by NTP."),
            )
    latest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if latest and latest > now + timedelta(minutes=5):
        return Result(
            Level.FAULT,
            _("The journal has an entry from the future: %s.") % latest.isoformat(timespec="minutes"),
            _("Set the machine's clock right."),
        )
    return Result(Level.OK, _("The clock says %s.") % timezone.localtime(now).strftime("%Y-%m-%d %H:%M %Z"))


def time_zone() -> Result:
    if settings.TIME_ZONE != "Europe/Stockholm" or not settings.USE_TZ:
        return Result(Level.FAULT, _("The time zone is %s.") % settings.TIME_ZONE)
    return Result(Level.OK, _("The time zone is Europe/Stockholm."))


def storage() -> Result:
    """Uploaded files can be written."""
    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"samsyn")
    except OSError as error:
        return Result(
            Level.FAULT,
            _("Files cannot be written to %(folder)s: %(why)s.") % {"folder": folder, "why": error.strerror},
            _("Give the user that runs Samsyn the folder, or set SAMSYN_DATA to another one."),
        )
    return Result(Level.OK, _("Files can be written to %s.") % folder)


def disk() -> Result:
    free = shutil.disk_usage(environment.data_folder()).free
    message = _("%s GB of the disk are free.") % round(free / 1e9, 1)
    if free < SCARCE:
        level = Level.FAULT if free < TOO_LITTLE else Level.REMARK
        return Result(level, message, _("Make room, or set SAMSYN_DATA to a larger disk."))
    return Result(Level.OK, message)


def static_files() -> Result:
    stamp = Path(settings.STATIC_ROOT) / "collected.txt"
    if not staticfiles_storage.hashed_files or not stamp.exists() or stamp.read_text() != static_fingerprint():
        return Result(
            Level.FAULT, _("The static files have not been collected since they changed."), _("Run: samsyn prepare")
        )
    return Result(Level.OK, _("The static files are collected."))


def translations() -> Result:
    stale = messages.stale()
    if stale:
        names = ", ".join(str(path.relative_to(messages.PACKAGE)) for path in stale)
        return Result(Level.FAULT, _("Translations are not compiled: %s.") % names, _("Run: samsyn prepare"))
    return Result(Level.OK, _("The translations are compiled."))


def address() -> Result:
    """Who comes from outside comes over TLS."""
    url = urlsplit(settings.BASE_URL)
    if "*" in settings.ALLOWED_HOSTS:
        return Result(
            Level.FAULT, _("SAMSYN_HOSTS has *: any host name is believed."), _("Write the names that are yours.")
        )
    if url.hostname in LOOPBACK:
        return Result(Level.OK, _("The address is %s: only this machine reaches it.") % settings.BASE_URL)
    if url.scheme != "https":
        return Result(
            Level.FAULT,
            _("The address %s is not encrypted.") % settings.BASE_URL,
            _("Put Samsyn behind a web server with TLS, and set SAMSYN_URL to its https address."),
        )
    if not settings.SECURE_PROXY_SSL_HEADER:
        return Result(
            Level.FAULT,
            _("The address is https, but Samsyn is not told that a web server before it takes care of TLS."),
            _("Set SAMSYN_BEHIND_PROXY=1, and let that server set X-Forwarded-Proto."),
        )
    return Result(Level.OK, _("The address is %s.") % settings.BASE_URL)


def demonstration() -> Result:
    if not settings.DEMO:
        return Result(Level.OK, _("The demonstration's log-in is off."))
    if urlsplit(settings.BASE_URL).hostname in LOOPBACK:
        return Result(Level.REMARK, _("Anyone at this machine can log in as anyone: SAMSYN_DEMO is set."))
    return Result(
        Level.FAULT,
        _("Anyone who reaches %s can log in as anyone: SAMSYN_DEMO is set.") % settings.BASE_URL,
        _("Remove SAMSYN_DEMO where there are real persons."),
    )


def mail() -> Result:
    """Log-in codes reach people."""
    if not settings.EMAIL_HOST:
        local = urlsplit(settings.BASE_URL).hostname in LOOPBACK
        return Result(
            Level.REMARK if local else Level.FAULT,
            _("No mail server is set: mail, log-in codes too, is printed where Samsyn runs."),
            _("Set SAMSYN_SMTP_HOST and SAMSYN_MAIL_FROM."),
        )
    try:
        server = get_connection(timeout=5)
        server.open()
        server.close()
    except (OSError, smtplib.SMTPException) as error:
        return Result(
            Level.FAULT,
            _("The mail server %(host)s does not let us in: %(why)s") % {"host": settings.EMAIL_HOST, "why": error},
            _("Check SAMSYN_SMTP_HOST, _PORT, _USER, _PASSWORD and _TLS."),
        )
    return Result(Level.OK, _("The mail server %s answers.") % settings.EMAIL_HOST)


# in the order they are shown; True: reads the database
CHECKS: dict[Callable[[], Result], bool] = {
    python: False,
    packages: False,
    secret: False,
    database: False,
    migrations: True,
    clock: True,
    time_zone: False,
    storage: False,
    disk: False,
    static_files: False,
    translations: False,
    address: False,
    demonstration: False,
    mail: False,
}
