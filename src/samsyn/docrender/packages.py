"""Office files are zip packages: how to pack one from a folder, and how to make its bytes repeatable."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date a zip member can carry


def moment(at: datetime | None) -> datetime:
    """The time a file says it was made: `at`, or now, in UTC and whole seconds. It must have a time zone."""
    if at is not None and at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return (at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)


def packed(folder: Path) -> bytes:
    """The files under `folder` as an Office package, in a fixed order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            package.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    return out.getvalue()


def dated(package: bytes, at: datetime, texts: Mapping[str, str] | None = None) -> bytes:
    """The same package with `at` as the date of every member, so that like contents give like bytes.

    `texts` replaces members by name.
    """
    stamp = max(at.timetuple()[:6], _EARLIEST)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, date_time=stamp)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, texts[name] if texts and name in texts else old.read(name))
    return out.getvalue()
