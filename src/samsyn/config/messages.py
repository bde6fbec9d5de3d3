"""Compile the translations: every .po file beneath the package to the .mo file that gettext reads.

Runs without Django and without GNU gettext, as `python -m samsyn.config.messages` or by its path.
"""

from __future__ import annotations

import os
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def stale(package: Path = PACKAGE) -> list[Path]:
    """The .po files whose .mo is missing or older."""
    sources = sorted(package.glob("*/locale/*/LC_MESSAGES/*.po"))
    return [source for source in sources if not _is_current(source.with_suffix(".mo"), source)]


def compile_all(package: Path = PACKAGE) -> list[Path]:
    """Compile each stale .po file; return the .mo files written.

    A .mo file is replaced in one step, so that a server reading it meanwhile sees the old or the new.
    """
    written = []
    for source in stale(package):
        target = source.with_suffix(".mo")
        temporary = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source)).save_as_mofile(str(temporary))
        temporary.replace(target)
        written.append(target)
    return written


def _is_current(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns


if __name__ == "__main__":
    compile_all()
