"""`samsyn`: the command line of an installation."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import samsyn
from samsyn.config.commands import OK, Failure, _, speak
from samsyn.config.environment import ConfigurationError

LANGUAGES = ("en", "sv")
SETTINGS = "samsyn.config.settings"
INTERRUPTED = 130


class Command(NamedTuple):
    summary: str
    django: bool = True


def commands() -> dict[str, Command]:
    """Every command. `serve` leaves Django to its workers, so that the parent process stays small."""
    return {
        "serve": Command(_("bring everything up to date and serve"), django=False),
        "prepare": Command(_("bring database, translations and static files up to date")),
        "demo": Command(_("load the demonstration into an empty database")),
        "found": Command(_("start a real collaboration, with its coordinator")),
        "plan": Command(_("check, import, export or verify a plan")),
        "reminders": Command(_("tell whom the week's reminders go to, or send them")),
        "backup": Command(_("write database and uploaded files to an archive")),
        "restore": Command(_("put an archive back")),
        "doctor": Command(_("examine configuration and health of this installation")),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `samsyn <command> …`; return the exit code: 0 done, 1 failed, 2 not understood or unreadable."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character shall not end the command
    language, given = chosen_language(given, os.environ)
    speak(language)
    known = commands()
    if not given or given[0] not in known:
        return overview(known, given)
    try:
        return run(given[0], known[given[0]], given[1:], language)
    except (Failure, ConfigurationError) as failure:
        return refuse(str(failure), getattr(failure, "code", 1))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except sqlite3.Error as failure:
        return refuse(_("The database did not do as asked: %s") % failure)
    except OSError as failure:
        return refuse(f"{failure.strerror or failure}: {failure.filename}" if failure.filename else str(failure))


def run(name: str, command: Command, given: list[str], language: str) -> int:
    """Read a command's own arguments and run it, within Django where it needs that."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if not command.django:
        return dispatch(name, command, given)

    # only here, for `serve` does without
    import django  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    django.setup()
    from samsyn.kernel.errors import DomainError  # noqa: PLC0415

    try:
        with translation.override(language):
            return dispatch(name, command, given)
    except DomainError as refusal:
        return refuse(" ".join(filter(None, [refusal.message, refusal.remedy])))
    except DatabaseError as failure:
        return refuse(_("The database did not do as asked: %s") % str(failure).strip())


def dispatch(name: str, command: Command, given: list[str]) -> int:
    """Load the command's module, let it read the arguments, and run it."""
    module = import_module(f"samsyn.config.commands.{name}")
    parser = argparse.ArgumentParser(
        prog=f"samsyn {name}",
        description=command.summary[:1].upper() + command.summary[1:] + ".",
    )
    parser.add_argument("--language", choices=LANGUAGES, help=_("the language of what is printed"))
    module.add_arguments(parser)
    parsed = parser.parse_args(given)
    code: int = module.run(parsed)
    return code


def chosen_language(given: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """What --language says, wherever it stands, and the other arguments; else the shell's language if it is ours."""
    shell = next(filter(None, map(environment.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    parser = argparse.ArgumentParser(prog="samsyn", add_help=False, allow_abbrev=False)
    parser.add_argument("--language", choices=LANGUAGES, default="sv" if shell.startswith("sv") else "en")
    chosen, rest = parser.parse_known_args(given)
    return chosen.language, rest


def overview(known: Mapping[str, Command], given: Sequence[str]) -> int:
    """Print what there is; 2 when something else was asked for."""
    width = max(map(len, known))
    lines = [f"  {name.ljust(width)}  {command.summary}" for name, command in known.items()]
    if given and given[0] == "--version":
        sys.stdout.write(f"samsyn {samsyn.__version__}\n")
        return 0
    text = "\n".join(
        [
            _("usage: samsyn COMMAND [--help] [--language en|sv] …"),
            "",
            *lines,
            "",
            _("Exit codes: 0 done, 1 failed, 2 not understood or unreadable."),
            _("Configuration: environment variables named SAMSYN_*, see docs/configuration.md."),
        ]
    )
    if not given or given[0] in ("-h", "--help", "help"):
        sys.stdout.write(text + "\n")
        return 0
    sys.stderr.write(_("There is no command %s.") % given[0] + "\n\n" + text + "\n")
    return 2


def refuse(message: str, code: int = 1) -> int:
    """Say on standard error why it did not happen; return the exit code."""
    sys.stderr.write(f"samsyn: {message}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
