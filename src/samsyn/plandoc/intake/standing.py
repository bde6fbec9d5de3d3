"""Tables whose columns are records, or that are one record with labels: "Syfte", "Tidsperiod", "Ansvarig" …"""

from __future__ import annotations

from dataclasses import dataclass, field

from samsyn.plandoc.intake.columns import Match, name_field
from samsyn.plandoc.intake.draft import Why
from samsyn.plandoc.intake.found import Found, Lines, Part, Record, spans


def upright(lines: Lines, match: Match) -> Found:
    """The records of a table whose first column holds labels."""
    made = Found(match, lines.table.width)
    reading = _Upright(lines, name_field(match.kind), made)
    for row, name in enumerate(match.fields):
        reading.take(row, name)
    reading.end(list(reading.open))
    made.used = list(dict.fromkeys(made.used))
    return made


@dataclass(slots=True)
class _Upright:
    lines: Lines
    title: str  # the field that names a record
    made: Found
    open: dict[int, Record] = field(default_factory=dict)  # by column
    labels: set[int] = field(default_factory=set)  # cells that are labels, some merged over several rows

    def take(self, row: int, name: str) -> None:
        cells = self.lines.table.grid[row]
        label = self.lines.text(cells[0])
        if spans(cells) == len(cells):
            self.over_all(cells[0])
            return
        if not label and not name and not self.open:  # the corner of a table is empty: its first row names the records
            name = self.title
        if label:
            self.labels.add(cells[0])
            self.made.used.append(self.lines.ref(cells[0]))
        if name == self.title:
            self.end([column for column, record in self.open.items() if record.text(self.title)])
        for column in range(1, len(cells)):
            self.value(cells, column, name, label)

    def over_all(self, cell: int) -> None:
        """One title over the whole width: the labels under it are of one record."""
        if not self.lines.text(cell):
            return
        self.end(list(self.open))
        self.open[1] = Record()
        self.open[1].add(self.title, Part(self.lines.text(cell), self.lines.ref(cell)))

    def value(self, cells: tuple[int, ...], column: int, name: str, label: str) -> None:
        cell = cells[column]
        text = self.lines.text(cell)
        if not text or cell in self.labels:
            return
        again = cell in cells[1:column]  # merged across: it holds for each record that it stands under
        if again and column not in self.open:
            return
        part = Part(text, self.lines.ref(cell), Why.MERGED if again else Why.SURE)
        record = self.open.setdefault(column, Record())
        if name:
            record.add(name, part)
        elif all(part.ref != other.ref for _, other in record.unknown):
            record.unknown.append((label, part))

    def end(self, columns: list[int]) -> None:
        for column in columns:
            self.made.records.append(self.open.pop(column))
