"""Write database and uploaded files to an archive, while Samsyn serves."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samsyn.config import archive
from samsyn.config.commands import OK, _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a new file; .zip is usual"))
    parser.epilog = _("Exit codes: 0 written and read back, 1 failed.")


def run(arguments: argparse.Namespace) -> int:
    manifest = archive.write(arguments.file)
    size = round(arguments.file.stat().st_size / 1e6, 1)
    sys.stdout.write(
        _("Wrote %(file)s: the database and %(files)s uploaded files, %(size)s MB.")
        % {"file": arguments.file, "files": len(manifest["parts"]) - 1, "size": size}
        + "\n"
    )
    return OK
