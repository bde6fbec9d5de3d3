"""Put an archive back that `samsyn backup` wrote."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samsyn.config import archive
from samsyn.config.commands import OK, _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("what samsyn backup wrote"))
    parser.add_argument(
        "--replace", action="store_true", help=_("replace what is here; it is kept as a backup beside the data")
    )
    parser.epilog = _("Exit codes: 0 restored, 1 refused or failed with nothing changed, 2 the archive is damaged.")


def run(arguments: argparse.Namespace) -> int:
    rows = archive.restore(arguments.file, replace=arguments.replace)
    sys.stdout.write(
        _("Restored %(rows)s rows in %(tables)s tables.")
        % {
            "rows": sum(rows.values()),
            "tables": len(rows),
        }
        + "\n"
    )
    sys.stdout.write(_("Everybody has to log in anew. Restart samsyn serve if it is running.") + "\n")
    return OK
