"""The text that was decided, and the proof that an edition still says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256

from samsyn.kernel import journal
from samsyn.plan.models import DecidedText, Edition
from samsyn.plan.queries.document import plan_document
from samsyn.plandoc import model as doc
from samsyn.plandoc import planfile


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a decided edition is what was decided: the kept text against its mark, the rows against the text."""

    edition: Edition
    is_kept: bool
    mark: str = ""  # SHA-256 of the kept text, computed now
    journaled: str = ""  # the mark that was written in the journal with the decision
    is_readable: bool = True
    plans: tuple[doc.Plan, doc.Plan] | None = None  # what was decided and what the rows say now, where they differ

    @property
    def text_holds(self) -> bool:
        return self.is_kept and self.mark == self.edition.decided_sha256 == self.journaled

    @property
    def rows_hold(self) -> bool:
        return self.is_kept and self.is_readable and self.plans is None

    @property
    def holds(self) -> bool:
        return self.text_holds and self.rows_hold


def decided_document(edition: Edition) -> doc.Plan:
    """The edition as it is decided: without the days that are placed while it runs. Read from the database anew."""
    plan = plan_document(edition)
    return replace(plan, activities=tuple(replace(activity, placed=()) for activity in plan.activities))


def decided_text(edition: Edition) -> bytes | None:
    """The kept text, to the letter; None for an edition that was decided before texts were kept."""
    kept = DecidedText.objects.filter(edition=edition).first()
    return bytes(kept.content) if kept else None


def file_name(edition: Edition) -> str:
    return f"{edition.plan.key}-{edition.number}-decided.yaml"


def proof(edition: Edition) -> Proof:
    content = decided_text(edition)
    if content is None:
        return Proof(edition, is_kept=False)
    told = (event.changes["decided_sha256"][1] for event in journal.history(edition, field="decided_sha256"))
    mark, now = sha256(content).hexdigest(), decided_document(edition)
    found = Proof(edition, True, mark, next(filter(None, told), ""))
    try:
        decided = _read(content)
    except planfile.PlanFileError:
        return replace(found, is_readable=False)
    return found if decided == now else replace(found, plans=(decided, now))


@lru_cache(maxsize=8)
def _read(content: bytes) -> doc.Plan:
    return planfile.read(content).plan
