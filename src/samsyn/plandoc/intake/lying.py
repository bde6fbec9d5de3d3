"""Tables whose rows are records: rows that are one row broken are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samsyn.plandoc.intake.columns import Match, name_field
from samsyn.plandoc.intake.draft import Why
from samsyn.plandoc.intake.found import Found, Lines, Part, Record
from samsyn.plandoc.intake.letters import folded
from samsyn.timewords import parse

_CONTINUED = re.compile(r"\s*\((?:forts|fortsättning|cont)[.]?\)\s*$", re.IGNORECASE)


def level(lines: Lines, header: int, match: Match, before: Found | None) -> Found:
    """The records of a table. `header` is the last row of its headings, -1 if it has none and goes on from `before`."""
    made = Found(match, lines.table.width)
    labels = _headings(lines, header, match, made)
    last = before.records[-1] if before and before.records else None
    reading = _Level(lines, match, labels, made, last)
    for row in range(header + 1, len(lines.table.grid)):
        if any(lines.texts(row)):
            reading.take(row)
    if reading.group is not None:
        made.left.append(reading.group.ref)
    return made


def _headings(lines: Lines, header: int, match: Match, made: Found) -> list[str]:
    """The headings of the columns; they are used, and what stands above them is left over."""
    if header < 0:
        return [""] * lines.table.width
    used = lines.refs(header)
    if header:  # a heading that is found in the row above, or is merged down from there
        above = lines.table.grid[header - 1]
        here = lines.table.grid[header]
        used += [
            lines.ref(above[at])
            for at, name in enumerate(match.fields)
            if name and not lines.text(here[at]) and lines.text(above[at])
        ]
    used = list(dict.fromkeys(used))
    made.used += used
    over = [ref for row in range(header) for ref in lines.refs(row)]
    made.left += [ref for ref in dict.fromkeys(over) if ref not in used]
    return [lines.text(cell) for cell in lines.table.grid[header]]


@dataclass(slots=True)
class _Level:
    lines: Lines
    match: Match
    labels: Sequence[str]
    made: Found
    last: Record | None  # the record that a row may go on from
    group: Part | None = None  # a line over the whole width, waiting for the record under it
    title_cell: int = -1
    heading: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.heading = [folded(text) for text in self.labels]

    def take(self, row: int) -> None:
        lines, cells = self.lines, self.lines.table.grid[row]
        if [folded(text) for text in lines.texts(row)] == self.heading:
            self.made.used += lines.refs(row)  # the headings again, on a new page
            return
        if len(cells) > 1 and len(set(cells)) == 1:
            if self.group is not None:
                self.made.left.append(self.group.ref)
            self.group, self.last = Part(lines.text(cells[0]), lines.ref(cells[0])), None
            return
        record = _record(lines, row, self.match, self.labels)
        name = name_field(self.match.kind)
        at = self.match.fields.index(name) if name in self.match.fields else -1
        own = cells[at] if 0 <= at < len(cells) else -1
        merged = own >= 0 and own == self.title_cell and bool(lines.text(own))
        if self.last is not None and at >= 0 and (merged or _goes_on(record, self.last, name)):
            _join(self.last, record)
        else:
            record.group, self.group = self.group, None
            self.made.records.append(record)
            self.last = record
        self.title_cell = own if lines.text(own) else self.title_cell


def _record(lines: Lines, row: int, match: Match, labels: Sequence[str]) -> Record:
    record = Record()
    for column, cell in enumerate(lines.table.grid[row]):
        text = lines.text(cell)
        if not text:
            continue
        name = match.fields[column] if column < len(match.fields) else ""
        why = Why.SURE
        if lines.table.cells[cell].rows > 1 and name != name_field(match.kind):
            why = Why.MERGED
        elif name and match.sureness[column] < 0.85:
            why = Why.COLUMN
        part = Part(text, lines.ref(cell), why)
        if name:
            record.add(name, part)
        elif all(part.ref != other.ref for _, other in record.unknown):
            record.unknown.append((labels[column] if column < len(labels) else "", part))
    return record


def _goes_on(record: Record, last: Record, name: str) -> bool:
    """Whether the record is the rest of the one before: it has no title, or says that it goes on."""
    title = record.text(name)
    if title:
        return bool(_CONTINUED.search(title)) and folded(_CONTINUED.sub("", title)) == folded(last.text(name))
    times = record.text("time"), last.text("time")
    return not (all(times) and all(parse(time).readable for time in times))


def _join(last: Record, more: Record) -> None:
    for name, parts in more.parts.items():
        for part in parts:
            last.add(name, part if part.why is Why.MERGED else Part(part.text, part.ref, Why.JOINED))
    known = {part.ref for _, part in last.unknown}
    last.unknown += [(label, part) for label, part in more.unknown if part.ref not in known]
