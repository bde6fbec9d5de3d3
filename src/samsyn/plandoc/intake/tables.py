"""Which tables can be understood: which way each lies, and what its headings mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samsyn.docread import Table
from samsyn.plandoc.intake.columns import Match, match
from samsyn.plandoc.intake.draft import RowKind
from samsyn.plandoc.intake.found import Found, Lines, spans
from samsyn.plandoc.intake.lying import level
from samsyn.plandoc.intake.standing import upright

_RECORDS = (RowKind.AREA, RowKind.ACTIVITY, RowKind.BODY, RowKind.GOAL, RowKind.PARTY)
_HEADER_DEPTH = 4  # how far down the headings may stand


def understood(number: int, table: Table, *, hint: RowKind | None = None, before: Found | None = None) -> Found | None:
    """The table as records, or None. `hint` is what the heading above speaks of, `before` the table it may continue."""
    lines = Lines(number, table)
    across = _best_header(lines, hint)
    labels = _best_labels(lines, hint)
    if before and before.width == table.width and table.width > 1 and not _is_new(across, labels, before):
        return level(lines, -1, before.match, before)
    if labels and (not across or labels.score > across[1].score):
        return upright(lines, labels)
    if across:
        row, found = across
        return level(lines, row, found, before if before and before.match.kind is found.kind else None)
    return None


def _is_new(across: tuple[int, Match] | None, labels: Match | None, before: Found) -> bool:
    """Whether a table that could go on from the one before has headings of its own: most of its columns are known."""
    if across and across[1].known >= max(2, 0.7 * before.match.known):
        return True
    return labels is not None and labels.known >= max(3, 0.7 * len(labels.fields)) and before.width == 2


def _best_header(lines: Lines, hint: RowKind | None) -> tuple[int, Match] | None:
    """The last row of the headings, and what they mean."""
    best: tuple[int, Match] | None = None
    deepest = min(max(_HEADER_DEPTH, lines.table.header_rows), len(lines.table.grid))
    for row in range(deepest):
        for texts in _headings(lines, row):
            for kind in _RECORDS:
                found = match(texts, kind, lines.table.grid[row])
                enough = found.known >= 2 if found.named or kind is hint else found.known >= 4
                if enough and (best is None or _weight(found, hint) > _weight(best[1], hint) + 0.01):
                    best = row, found
    return best


def _headings(lines: Lines, row: int) -> Iterator[list[str]]:
    """The row alone; and where headings are two rows deep, what is merged over it together with it."""
    texts = lines.texts(row)
    yield texts
    if row:
        above = lines.texts(row - 1)
        yield [here or over for here, over in zip(texts, above, strict=True)]


def _weight(found: Match, hint: RowKind | None) -> float:
    share = found.score / max(sum(1 for _ in found.fields), 1)
    return found.score + share + 0.5 * found.named + 0.5 * (found.kind is hint)


def _best_labels(lines: Lines, hint: RowKind | None) -> Match | None:
    """What the first column means, read as labels."""
    if lines.table.width < 2 or len(lines.table.grid) < 2:
        return None
    texts = [lines.text(row[0]) if spans(row) < len(row) else "" for row in lines.table.grid]
    best: Match | None = None
    for kind in _RECORDS:
        found = match(texts, kind, [row[0] for row in lines.table.grid])
        repeated = _repeating(texts, kind)
        found = repeated if repeated.score > found.score else found
        said = sum(1 for text in texts if text)
        enough = found.known >= 2 and sum(map(bool, found.fields)) >= 0.5 * said
        if enough and (best is None or _weight(found, hint) > _weight(best, hint) + 0.01):
            best = found
    return best


def _repeating(texts: Sequence[str], kind: RowKind) -> Match:
    """The labels where the same ones come again for each record."""
    fields, sure = [], []
    for text in texts:
        one = match([text], kind)
        fields.append(one.fields[0])
        sure.append(one.sureness[0])
    return Match(kind, tuple(fields), tuple(sure))
