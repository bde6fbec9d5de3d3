"""Is every text in the code translated? Extract anew with GNU gettext and compare with the .po files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.core.management import call_command

SOURCE = Path(__file__).resolve().parent.parent / "src/samsyn"
LANGUAGE = "sv"
PO = Path("locale") / LANGUAGE / "LC_MESSAGES" / "django.po"

Key = tuple[str | None, str, str]


def keys(po: polib.POFile) -> set[Key]:
    """The texts of a .po file in use: context, text, plural."""
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in po if not entry.obsolete}


def incomplete(path: Path) -> Iterator[str]:
    """Yield each entry of a .po file that lacks a sure translation, and each left-over."""
    po = polib.pofile(str(path))
    for entry in po.untranslated_entries():
        yield f"{path.relative_to(SOURCE)}: not translated: {entry.msgid!r}"
    for entry in po.fuzzy_entries():
        yield f"{path.relative_to(SOURCE)}: fuzzy: {entry.msgid!r}"
    for entry in po.obsolete_entries():
        yield f"{path.relative_to(SOURCE)}: no longer used: {entry.msgid!r}"
    result = subprocess.run(
        ["msgfmt", "--check-format", "--output-file", os.devnull, path],
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        yield result.stderr.strip()


def stale(app: Path, extracted: Path) -> Iterator[str]:
    """Yield each text that the code of an app has and its .po file lacks, and the other way round."""
    committed = keys(polib.pofile(str(app / PO))) if (app / PO).exists() else set()
    found = keys(polib.pofile(str(extracted / PO))) if (extracted / PO).exists() else set()
    for _context, text, _plural in sorted(found - committed, key=str):
        yield f"{app.name / PO}: missing: {text!r}"
    for _context, text, _plural in sorted(committed - found, key=str):
        yield f"{app.name / PO}: no longer in the code: {text!r}"


def extract(app: Path, copy: Path) -> None:
    """Copy an app's code and extract its texts there."""
    shutil.copytree(app, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "*.po", "*.mo", "data"))
    (copy / "locale").mkdir(exist_ok=True)
    os.chdir(copy)
    call_command("makemessages", locale=[LANGUAGE], no_location=True, verbosity=0)


def main() -> int:
    """Print every fault; 1 when there is any."""
    if shutil.which("xgettext") is None:
        print("NOT CHECKED: GNU gettext is not installed (on Debian: apt install gettext).")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
    django.setup()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for app in sorted(path for path in SOURCE.iterdir() if (path / "__init__.py").exists()):
            extract(app, Path(folder) / app.name)
            faults += stale(app, Path(folder) / app.name)
            if (app / PO).exists():
                faults += incomplete(app / PO)
        os.chdir(SOURCE)
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
