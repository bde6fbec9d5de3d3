"""Telling whether decided editions still say what was decided."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from samsyn.config.commands import FAILED, OK, _
from samsyn.plan.models import Edition
from samsyn.plan.queries.decided import Proof, proof
from samsyn.plan.queries.difference import Telling
from samsyn.plandoc.difference import difference


def verify(editions: Sequence[Edition]) -> int:
    """Print for each edition whether it holds, and which of its rows do not."""
    proofs = [proof(edition) for edition in editions]
    for found in proofs:
        sys.stdout.writelines(f"{line}\n" for line in _told(found))
    return OK if all(found.holds for found in proofs) else FAILED


def _told(found: Proof) -> Iterator[str]:
    edition = found.edition
    named = _("%(plan)s, edition %(number)s") % {"plan": edition.plan, "number": edition.number}
    if not found.is_kept:
        yield f"{named}: " + _("decided before its text was kept; there is nothing to hold it against.")
        return
    outcome = _("holds.") if found.holds else _("DOES NOT HOLD.")
    yield f"{named}: {outcome} SHA-256 {edition.decided_sha256}"
    if not found.text_holds:
        yield "    " + _("The kept text is not the one that was decided: its SHA-256 is %s.") % found.mark
    if not found.is_readable:
        yield "    " + _("The kept text cannot be read as a plan.")
    if found.plans:
        changed = difference(*found.plans)
        for section in Telling(*found.plans).sections(changed.rows, changed):
            for row in section.rows:
                name = " ".join(filter(None, (row.code, row.name)))
                yield f"    {section.title}: {name} ({', '.join(field.label for field in row.fields)})"
