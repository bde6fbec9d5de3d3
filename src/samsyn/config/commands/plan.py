"""Check, compare, import or export plan files; read a document as one."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from django.utils.translation import get_language

from samsyn import docread
from samsyn.config.commands import FAILED, OK, UNREADABLE, Failure, _, verifying
from samsyn.kernel.actions import SYSTEM
from samsyn.people.models import Collaboration
from samsyn.plan.actions import import_edition
from samsyn.plan.enums import EditionStatus
from samsyn.plan.models import Edition
from samsyn.plan.queries.difference import Telling, kind_words
from samsyn.plan.queries.document import plan_document
from samsyn.plan.queries.frameworks import shipped
from samsyn.plandoc import checks, intake, planfile
from samsyn.plandoc.difference import difference
from samsyn.plandoc.intake import words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    subcommands = parser.add_subparsers(required=True, metavar="check|diff|import|export|read|verify")

    check = subcommands.add_parser("check", help=_("tell what is wrong with a plan file; needs no database"))
    check.add_argument("file", type=Path, metavar="FILE", help=_("a plan file (YAML); - reads standard input"))
    check.add_argument("--json", action="store_true", help=_("print the findings as JSON"))
    check.epilog = _("Exit codes: 0 no errors (warnings are allowed), 1 errors found, 2 not readable as a plan.")
    check.set_defaults(subcommand=check_file)

    comparing = subcommands.add_parser("diff", help=_("tell what differs between two plan files; needs no database"))
    comparing.add_argument("old", type=Path, metavar="OLD", help=_("a plan file (YAML); - reads standard input"))
    comparing.add_argument("new", type=Path, metavar="NEW", help=_("a plan file (YAML); - reads standard input"))
    comparing.description = _("What is gone stands in [-…-], what is new in {+…+}.")
    comparing.epilog = _("Exit codes: 0 they say the same, 1 they differ, 2 not readable as a plan.")
    comparing.set_defaults(subcommand=compare_files)

    importing = subcommands.add_parser("import", help=_("make a plan file the next edition of its plan"))
    importing.add_argument("file", type=Path, metavar="FILE", help=_("a plan file (YAML); - reads standard input"))
    importing.add_argument("--collaboration", metavar="SLUG", help=_("whose plan, if there are several"))
    importing.epilog = _("Exit codes: 0 imported, 1 refused with nothing changed, 2 not readable as a plan.")
    importing.set_defaults(subcommand=import_file)

    exporting = subcommands.add_parser("export", help=_("write an edition as a plan file"))
    exporting.add_argument("file", type=Path, metavar="FILE", help=_("a new file; - writes to standard output"))
    exporting.add_argument("--collaboration", metavar="SLUG", help=_("whose plan, if there are several"))
    exporting.add_argument("--plan", metavar="KEY", help=_("which plan period, such as 2026-2028 (the latest)"))
    exporting.add_argument("--edition", metavar="NUMBER", type=int, help=_("which edition of it (the latest)"))
    exporting.epilog = _("Exit codes: 0 written, 1 there is no such plan or the file exists.")
    exporting.set_defaults(subcommand=export_file)

    reading = subcommands.add_parser("read", help=_("read a Word, PDF, Excel or text document as a plan file"))
    reading.add_argument("file", type=Path, metavar="FILE", help=_("the document"))
    reading.add_argument("--out", type=Path, metavar="FILE", help=_("a new plan file; - writes to standard output"))
    reading.add_argument("--known", type=Path, metavar="FILE", help=_("a plan file whose names may be used"))
    reading.epilog = _(
        "What is unsure or has no place in a plan is listed. "
        "Exit codes: 0 read, 1 read but something is missing that a plan needs, 2 not readable."
    )
    reading.set_defaults(subcommand=read_document)

    proving = subcommands.add_parser("verify", help=_("prove that decided editions still say what was decided"))
    proving.add_argument("--collaboration", metavar="SLUG", help=_("whose plans, if there are several"))
    proving.add_argument("--plan", metavar="KEY", help=_("which plan period, such as 2026-2028 (all)"))
    proving.add_argument("--edition", metavar="NUMBER", type=int, help=_("which edition of it (all)"))
    proving.epilog = _("Exit codes: 0 every one holds, 1 one does not, or there is none.")
    proving.set_defaults(subcommand=verify_editions)


def run(arguments: argparse.Namespace) -> int:
    code: int = arguments.subcommand(arguments)
    return code


def check_file(arguments: argparse.Namespace) -> int:
    language = get_language() or "en"
    reading = read(arguments.file)
    findings = checks.check(reading.plan, frameworks=shipped())
    if arguments.json:
        listed = [finding.as_json(language) for finding in findings]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
    else:
        for finding in findings:
            places = ", ".join(dict.fromkeys(row.code for row in finding.rows))
            severity = checks.severity_word(finding.severity, language)
            sys.stdout.write(f"{severity} {finding.code} ({places}): {finding.message(language)}\n")
            sys.stdout.write(f"    {finding.remedy(language)}\n")
        sys.stdout.write(_("Findings: %s.") % len(findings) + "\n")
    return FAILED if any(finding.severity is checks.Severity.ERROR for finding in findings) else OK


def compare_files(arguments: argparse.Namespace) -> int:
    old, new = read(arguments.old).plan, read(arguments.new).plan
    found = difference(old, new)
    words = kind_words()
    for section in Telling(old, new).sections(found.rows, found):
        sys.stdout.write(f"{section.title}\n")
        for row in section.rows:
            kinds = ", ".join(words[kind] for kind in row.kinds)
            code = f"{row.old_code} → {row.code}" if row.old_code else row.code
            sys.stdout.write(f"  {f'{code} {row.name}'.strip()}: {kinds}\n")
            for field in row.fields:
                told = "".join(segment.space + MARKS[segment.kind].format(segment.words) for segment in field.words)
                lines = f"{told} ({field.remark})" if field.remark else told
                sys.stdout.write(f"    {field.label}: {lines.replace(chr(10), chr(10) + ' ' * 6)}\n")
        for sums in section.sums:
            sys.stdout.write(f"  {sums.title}\n")
            for one in sums.rows:
                sys.stdout.write(f"    {one.label}: {one.old} → {one.new} ({one.change})\n")
    same = sum(found.unchanged.values())
    sys.stdout.write(
        _("Rows that differ: %(differ)s. The same in both: %(same)s.") % {"differ": len(found.rows), "same": same}
        + "\n"
    )
    return FAILED if found.rows else OK


# As `git diff --word-diff` marks words.
MARKS = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def import_file(arguments: argparse.Namespace) -> int:
    reading = read(arguments.file)
    edition = import_edition(collaboration(arguments.collaboration), by=SYSTEM, document=reading.plan)
    sys.stdout.write(
        _("Imported as edition %(number)s of the plan %(plan)s: %(title)s.")
        % {"number": edition.number, "plan": edition.plan, "title": edition.title}
        + "\n"
    )
    return OK


def export_file(arguments: argparse.Namespace) -> int:
    editions = Edition.objects.filter(plan__collaboration=collaboration(arguments.collaboration))
    if arguments.plan:
        editions = editions.filter(plan__key=arguments.plan)
    if arguments.edition:
        editions = editions.filter(number=arguments.edition)
    edition = editions.select_related("plan").order_by("-plan__first_year", "-number").first()
    if edition is None:
        raise Failure(_("There is no such plan or edition."))
    written(arguments.file, planfile.write(plan_document(edition)).encode("utf-8"))
    return OK


def read_document(arguments: argparse.Namespace) -> int:
    """Read a document as a plan, and tell what is unsure, what has no place, and what is missing."""
    language = get_language() or "en"
    name = arguments.file.name
    try:
        document = docread.read(arguments.file.read_bytes(), name=name)
    except OSError as error:
        raise Failure(f"{arguments.file}: {error.strerror}", UNREADABLE) from error
    except docread.Unreadable as told:
        what, remedy = words.refusal(told)
        raise Failure(f"{name}: {what(language)} {remedy(language)}", UNREADABLE) from told
    draft = intake.read(document, name=name, known=read(arguments.known).plan if arguments.known else None)
    plan, troubles = intake.assembled(draft)
    if arguments.out:
        written(arguments.out, planfile.write(plan).encode("utf-8"))
    tell = sys.stderr.write if arguments.out == Path("-") else sys.stdout.write
    titles = intake.titles(draft)
    unsure, homeless, wrong = _("unsure"), _("no place"), _("to be mended")
    for notice in draft.notices:
        tell(notice(language) + "\n")
    for cell in draft.unsure:
        place = " › ".join((titles[cell.row], words.FIELDS[cell.field](language)))
        tell(f"{unsure}: {place}: {words.WHY[cell.why](language)} {shortened(cell.words)}\n")
    for left in draft.unplaced:
        page = document.page(left.ref)
        where = _("page %s") % page if page else _("block %s") % (left.ref[0] + 1)
        tell(f"{homeless}: {where}: {shortened(left.text)}\n")
    for trouble in troubles:
        place = " › ".join((titles[trouble.row], words.FIELDS[trouble.field](language)))
        tell(f"{wrong}: {place}: {words.WHY[trouble.why](language)}\n")
    tell(
        _("Rows %(rows)s, cells %(cells)s: %(unsure)s unsure, %(left)s without a place, %(troubles)s to be mended.")
        % {
            "rows": len(draft.rows),
            "cells": len(draft.cells),
            "unsure": len(draft.unsure),
            "left": len(draft.unplaced),
            "troubles": len(troubles),
        }
        + "\n"
    )
    return FAILED if troubles else OK


def shortened(text: str) -> str:
    said = " ".join(text.split())
    return f"”{said}”" if len(said) <= 80 else f"”{said[:79]}…”"


def written(path: Path, content: bytes) -> None:
    """Write a new file, or to standard output. Raises Failure when the file exists."""
    if path == Path("-"):
        sys.stdout.buffer.write(content)
        return
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise Failure(_("%s exists already: choose another name.") % path) from error


def verify_editions(arguments: argparse.Namespace) -> int:
    editions = Edition.objects.filter(
        plan__collaboration=collaboration(arguments.collaboration), status=EditionStatus.DECIDED
    )
    if arguments.plan:
        editions = editions.filter(plan__key=arguments.plan)
    if arguments.edition:
        editions = editions.filter(number=arguments.edition)
    found = list(editions.select_related("plan__collaboration"))
    if not found:
        raise Failure(_("There is no such decided edition."))
    return verifying.verify(found)


def read(path: Path) -> planfile.Reading:
    """The plan in a file, with the reader's remarks on standard error. Raises Failure when there is none."""
    language = get_language() or "en"
    try:
        data = sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
        reading = planfile.read(data, name=path.name)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}", UNREADABLE) from error
    except planfile.PlanFileError as error:
        raise Failure(error.report(language), UNREADABLE) from error
    for notice in reading.notices:
        sys.stderr.write(f"{path.name}:{notice.line}: {notice.text(language)}\n")
    return reading


def collaboration(slug: str | None) -> Collaboration:
    """The one with that address, or the only one. Raises Failure, naming those that there are."""
    known = {one.slug: one for one in Collaboration.objects.order_by("slug")}
    if slug is None and len(known) == 1:
        return next(iter(known.values()))
    if slug in known:
        return known[slug]
    if not known:
        raise Failure(_("There is no collaboration yet. Start one by: samsyn found"))
    raise Failure(_("Say which collaboration by --collaboration: %s.") % ", ".join(known))
