"""Load the demonstration into an empty database."""

from __future__ import annotations

import argparse
import sys

from django.conf import settings

from samsyn.config.commands import OK, Failure, _
from samsyn.config.demo import load_demo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _("Exit codes: 0 loaded, 1 not loaded (the database is not empty, or not up to date).")


def run(_arguments: argparse.Namespace) -> int:
    collaboration = load_demo()
    if collaboration is None:
        raise Failure(
            _(
                "There is a collaboration already, and the demonstration is loaded into an empty database only. "
                "Set SAMSYN_DATA to a new folder, or SAMSYN_DATABASE_URL to a new database."
            )
        )
    sys.stdout.write(_("Loaded: %s.") % collaboration + "\n")
    if not settings.DEMO:
        sys.stdout.write(_("Set SAMSYN_DEMO=1 to let visitors log in as any of its invented persons.") + "\n")
    return OK
