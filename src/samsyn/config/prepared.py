"""Whether a start finds everything as `prepare` left it, so that there is nothing to prepare.

Without Django: to load it takes longer than to look. On SQLite only: on PostgreSQL several servers share a database,
and each looks for itself, one at a time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import sysconfig
from contextlib import closing
from pathlib import Path

import samsyn
from samsyn.config import environment

PACKAGE = Path(samsyn.__file__).parent
SOURCES = ("*/migrations/*.py", "*/locale/*/LC_MESSAGES/*.po", "*/static/**/*")
STATE = (
    "SELECT app, name FROM django_migrations ORDER BY app, name",
    "SELECT EXISTS (SELECT 1 FROM people_collaboration)",  # in demo mode an empty database is filled
    "SELECT 1 FROM samsyn_cache LIMIT 0",  # no migration makes this table
)


def is_prepared() -> bool:
    """Whether sources, results and database are those of the stamp; no where there is none, or one cannot look."""
    try:
        stamp = _stamp().read_text(encoding="utf-8")
        return stamp == f"{sources()}\n{results()}\n"
    except (OSError, UnicodeDecodeError, sqlite3.Error):
        return False


def forget() -> None:
    """Before anything is prepared: what is interrupted is begun anew."""
    _stamp().unlink(missing_ok=True)


def note(prepared_from: str) -> None:
    """After everything has been prepared from these `sources`: who changes one meanwhile has it prepared again."""
    if _sqlite():
        _stamp().write_text(f"{prepared_from}\n{results()}\n", encoding="utf-8")


def sources() -> str:
    """What the code and the installed packages are known by, as far as something is prepared from them."""
    found = sorted(path for pattern in SOURCES for path in PACKAGE.glob(pattern) if path.is_file())
    packages = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return _digest([samsyn.__version__, sys.version, environment.flag("DEMO", False), packages, *map(_known_by, found)])


def results() -> str:
    """What the compiled translations, the collected files and the database are known by.

    Raises OSError or sqlite3.Error where one is missing.
    """
    compiled = [source.with_suffix(".mo") for source in sorted(PACKAGE.glob(SOURCES[1]))]
    collected = environment.data_folder() / "static"
    files = [*compiled, collected / "collected.txt", collected / "staticfiles.json"]
    return _digest([*map(_known_by, files), str(_sqlite()), _state()])


def _state() -> list[list[tuple[object, ...]]]:
    database = _sqlite()
    if database is None:
        raise OSError("The database is not a file.")
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        return [connection.execute(query).fetchall() for query in STATE]


def _sqlite() -> Path | None:
    database = environment.database(environment.data_folder())
    return Path(str(database["NAME"])) if str(database["ENGINE"]).endswith("sqlite3") else None


def _stamp() -> Path:
    return environment.data_folder() / "prepared.txt"


def _known_by(path: Path) -> str:
    found = path.stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}"


def _digest(parts: list[object]) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
