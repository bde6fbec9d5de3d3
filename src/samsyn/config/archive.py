"""Backups: a zip file with a manifest, the database as SQLite, and the uploaded files.

The manifest holds the versions, the applied migrations, and size and SHA-256 of every other part. The secret key and
the sessions of those logged in are left out: who finds a backup cannot log in with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

import samsyn
from samsyn.config import environment, snapshot
from samsyn.config.commands import UNREADABLE, Failure, _
from samsyn.config.commands.prepare import migrate
from samsyn.people.models import Collaboration, Person

FORMAT = "samsyn-backup/1"
MANIFEST, DATABASE, FILES = "manifest.json", "database.sqlite3", "files/"
LARGEST_MANIFEST = 100_000_000
BLOCK = 1 << 20


def write(path: Path) -> dict[str, Any]:
    """Write a backup of this moment to a new file and read it back to be sure; return its manifest.

    Raises Failure if the file exists. Until the backup is whole it has another name.
    """
    if path.exists():
        raise Failure(_("%s exists already: choose another name.") % path)
    if not path.parent.is_dir():
        raise Failure(_("There is no folder %s.") % path.parent)
    with working_folder() as folder:
        snapshot.take(folder / DATABASE)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # readable by the owner only
        unfinished = Path(name)
        try:
            with (
                os.fdopen(handle, "wb") as file,
                zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive,
            ):
                manifest = {
                    "format": FORMAT,
                    "samsyn": samsyn.__version__,
                    "made_at": timezone.now().isoformat(timespec="seconds"),
                    "database": connection.vendor,
                    "migrations": snapshot.migrations(folder / DATABASE),
                    "parts": _add_parts(archive, folder / DATABASE),
                }
                archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
            unpack(unfinished, folder / "again")
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return manifest


def restore(path: Path, *, replace: bool) -> dict[str, int]:
    """Put a backup back, all or nothing; return the number of rows by table.

    Everything is verified before anything is touched. What was there before is kept as a backup beside the data.
    Raises Failure, with nothing changed, if the archive is damaged or newer than this version, or if there is
    something to lose and `replace` is not set.
    """
    with working_folder() as folder:
        manifest = unpack(path, folder)
        require_known(manifest)
        damage = snapshot.damage(folder / DATABASE)
        if damage:
            raise Failure(_("The database in the backup is damaged (%s).") % damage, UNREADABLE)
        occupied = not is_empty()
        if occupied and not replace:
            raise Failure(
                _("This installation has data already. Add --replace to replace them; they are then kept aside.")
            )
        if connection.vendor != "sqlite":
            migrate()
        if occupied:
            keep_aside()
        (folder / FILES).mkdir(exist_ok=True)
        with files_replaced(folder / FILES):
            rows = snapshot.put_back(folder / DATABASE)
        migrate()  # for what is no model's: the cache's table is not in a copy from PostgreSQL
        return rows


def unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup into a folder and return its manifest. Raises Failure unless it is whole and to the letter."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _read_manifest(archive)
            parts = manifest["parts"]
            if sorted(archive.namelist()) != sorted([MANIFEST, *parts]) or DATABASE not in parts:
                raise Failure(_("%s does not hold the parts that its list names.") % path, UNREADABLE)
            for name, expected in parts.items():
                if not (name == DATABASE or name.startswith(FILES)) or ".." in PurePosixPath(name).parts:
                    raise Failure(
                        _("%(path)s has a part that does not belong there: %(name)s.") % {"path": path, "name": name},
                        UNREADABLE,
                    )
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("wb") as copy:
                    if _copy(source, copy, at_most=expected["size"]) != expected:
                        raise Failure(
                            _("%(path)s is damaged: %(name)s is not what was written.") % {"path": path, "name": name},
                            UNREADABLE,
                        )
    except (zipfile.BadZipFile, EOFError, KeyError, TypeError, ValueError, NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and error.filename:  # not there, not readable: not the archive's fault
            raise
        raise Failure(
            _("%s is not a whole backup: it is damaged, cut off, or something else.") % path, UNREADABLE
        ) from error
    return manifest


def require_known(manifest: dict[str, Any]) -> None:
    """Raise Failure if the backup was made by a newer version than this."""
    known = MigrationLoader(None).disk_migrations
    newer = [f"{app}.{name}" for app, name in manifest["migrations"] if (app, name) not in known]
    if newer:
        raise Failure(
            _("The backup was made by Samsyn %(version)s, which is newer than this (it has %(newer)s). Install that.")
            % {"version": manifest["samsyn"], "newer": ", ".join(newer)}
        )


def is_empty() -> bool:
    """Whether there is nothing that a restore could lose."""
    tables = set(connection.introspection.table_names())
    return not any(model._meta.db_table in tables and model._base_manager.exists() for model in (Collaboration, Person))


def keep_aside() -> Path:
    """Back up what is here now, beside the data; return where."""
    folder = environment.data_folder() / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"before-restore-{timezone.localtime():%Y%m%d-%H%M%S}.zip"
    write(path)
    sys.stdout.write(_("What was here before is kept in %s.") % path + "\n")
    return path


@contextmanager
def files_replaced(fresh: Path) -> Iterator[None]:
    """Put a folder in the place of the uploaded files; take it back if what follows fails."""
    present = Path(settings.MEDIA_ROOT)
    earlier = present.with_name(f"{present.name}.earlier-{os.getpid()}")
    if present.exists():
        present.rename(earlier)
    fresh.rename(present)
    try:
        yield
    except BaseException:
        shutil.rmtree(present)
        if earlier.exists():
            earlier.rename(present)
        raise
    shutil.rmtree(earlier, ignore_errors=True)


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder on the data's own disk, so that what is made in it can be moved into place in one step."""
    with tempfile.TemporaryDirectory(dir=environment.data_folder(), prefix="working-") as folder:
        yield Path(folder)


def _add_parts(archive: zipfile.ZipFile, database: Path) -> dict[str, dict[str, Any]]:
    """Write database and uploaded files; return size and checksum of each by its name in the archive."""
    parts = {}
    uploads = Path(settings.MEDIA_ROOT)
    sources = {DATABASE: database}
    for path in sorted(uploads.rglob("*")) if uploads.exists() else ():
        if path.is_file():
            sources[FILES + path.relative_to(uploads).as_posix()] = path
    for name, path in sources.items():
        try:
            source = path.open("rb")
        except FileNotFoundError:
            sys.stderr.write(_("%s was removed while the backup was written; it is not in it.") % path + "\n")
            continue
        with source, archive.open(name, "w", force_zip64=True) as target:
            parts[name] = _copy(source, target)
    return parts


def _read_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError("manifest too large")
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise Failure(
            _("The backup has the format %(found)s; this version reads %(known)s.")
            % {"found": manifest["format"], "known": FORMAT},
            UNREADABLE,
        )
    return manifest


def _copy(source: Any, target: BinaryIO | Any, at_most: int | None = None) -> dict[str, Any]:
    """Copy to the end, or until more came than expected; return size and checksum."""
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        size += len(block)
        digest.update(block)
        target.write(block)
        if at_most is not None and size > at_most:
            break
    return {"size": size, "sha256": digest.hexdigest()}
