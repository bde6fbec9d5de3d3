"""Examine configuration and health of this installation."""

from __future__ import annotations

import argparse
import json
import sys

from samsyn.config.commands import FAILED, OK, _
from samsyn.config.health import Level, examine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print a list of JSON objects"))
    parser.epilog = _("Exit codes: 0 nothing to mend (remarks are allowed), 1 something to mend.")


def run(arguments: argparse.Namespace) -> int:
    results = list(examine())
    if arguments.json:
        listed = [{"check": name, **result._asdict()} for name, result in results]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
    else:
        marks = {Level.OK: _("ok"), Level.REMARK: _("remark"), Level.FAULT: _("FAULT")}
        width = max(map(len, marks.values()))
        for _name, result in results:
            sys.stdout.write(f"{marks[result.level].ljust(width)}  {result.message}\n")
            if result.remedy:
                sys.stdout.write(f"{' ' * width}  {result.remedy}\n")
    return FAILED if any(result.level is Level.FAULT for _name, result in results) else OK
