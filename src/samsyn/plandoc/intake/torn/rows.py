"""Rows of a table from its torn cells, where the cells can be told apart and counted; else nothing is said.

A table that was torn keeps the order of its columns: title and texts, then parties, time, follow-up, responsible. So a
row ends with its time and what follows that. Two rows that are torn into each other are told apart where there are as
many titles as times. What cannot be told has no place; it stands beside the row if it is known which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from samsyn.docread import Ref
from samsyn.plandoc.intake.draft import RowKind, Why
from samsyn.plandoc.intake.found import Part, Record
from samsyn.plandoc.intake.torn.cells import Torn, What, open_ended, titles

_WIDER = 1.3  # how much wider the lines of a text column are than those of a narrow one, where widths tell them apart
_WIDEST = {RowKind.AREA: 60, RowKind.ACTIVITY: 90}  # letters on a line of one cell, where columns are seven or five
_TAIL = {What.FOLLOW_UP, What.RESPONSIBLE, What.PARTNERS}
_TEXTS = {What.TEXT, What.FOLLOW_UP}


@dataclass(slots=True)
class Group:
    """The cells of one row, or of rows that are torn into each other."""

    own: bool = True  # the row before has come to its last column: what begins here is this row's
    head: list[Torn] = field(default_factory=list)  # up to the first time
    tail: list[Torn] = field(default_factory=list)

    def count(self, what: What) -> int:
        return sum(1 for cell in self.tail if cell.what is what)


@dataclass(slots=True)
class Rows:
    """Collects the rows of one table. `place` gives a text from these pieces of the document a name of its own."""

    kind: RowKind
    place: Callable[[str, Sequence[Ref]], Ref]
    records: list[Record] = field(default_factory=list)
    left: list[Ref] = field(default_factory=list)

    def read(self, cells: Sequence[Torn]) -> None:
        cells = _mended(cells, self.kind)
        group = Group()
        at = 0
        while at < len(cells):
            cell, after = cells[at], cells[at + 1 :]
            at += 1
            if cell.what is What.RUN:
                self.group(group)
                at += self.run(cell, after)
                group = Group(own=True)
                continue
            if cell.width > _WIDEST[self.kind]:  # a row run together that cannot be taken apart
                self.group(group)
                self.leave([cell])
                group = Group(own=False)
                continue
            if group.tail and not self.in_tail(cell, group, after):
                self.group(group)
                group = Group(own=group.count(What.RESPONSIBLE) > 0)
            (group.tail if group.tail or cell.what is What.TIME else group.head).append(cell)
        self.group(group)

    def in_tail(self, cell: Torn, group: Group, after: Sequence[Torn]) -> bool:
        """Whether a cell belongs to the columns after the time."""
        if not cell.follows or group.count(What.RESPONSIBLE) >= group.count(What.TIME):
            return False
        if self.kind is RowKind.ACTIVITY and cell.what is What.RESPONSIBLE and _may_name_next(cell, after):
            return False
        if cell.what is What.TIME or cell.what in _TAIL:
            return True
        last = self.kind is RowKind.ACTIVITY and cell.what is What.TEXT and cell.text.endswith(".")
        wide = max((one.width for one in group.head if one.what is What.TEXT), default=0)
        if last and _WIDER * cell.width < wide and (not after or after[0].what is What.TITLE):
            # the last column, narrow, in words of its own
            cell.what = What.RESPONSIBLE
            return True
        return False

    # ---- rows whose cells stand apart

    def group(self, group: Group) -> None:
        times = [cell for cell in group.tail if cell.what is What.TIME]
        titled = _titled(group, len(times))
        if not titled:
            self.leave([*group.head, *group.tail])
            return
        records = [Record() for _ in times]
        first = _at(group.head, titled[0])
        before = self.going_on(group.head[:first])
        if self.kind is RowKind.ACTIVITY or not group.own:
            self.leave(before)
            before = []
        head = [cell for cell in group.head[first:] if all(cell is not other for other in titled)]
        self.fill(records, "title", titled)
        self.fill(records, "time", times)
        self.fill(records, "partners", [cell for cell in head if cell.what is What.PARTNERS])
        tail = [cell for cell in group.tail if cell.what is not What.TIME]
        last = {What.RESPONSIBLE} | ({What.PARTNERS} if self.kind is RowKind.ACTIVITY else set())
        who = [cell for cell in tail if cell.what in last]
        self.fill(records, "responsible", who or [cell for cell in head if cell.what is What.RESPONSIBLE])
        if who:
            self.beside(records, [cell for cell in head if cell.what is What.RESPONSIBLE])
        others = [cell for cell in tail if cell.what not in last]
        if self.kind is RowKind.AREA:
            self.fill(records, "follow_up", [cell for cell in others if cell.what is What.FOLLOW_UP])
            others = [cell for cell in others if cell.what is not What.FOLLOW_UP]
        self.beside(records, others)
        self.texts(records, [*before, *head])
        self.records += records

    def going_on(self, cells: list[Torn]) -> list[Torn]:
        """Without the parties that the row before goes on with: its own end in a comma."""
        held = self.records[-1].parts.get("partners") if self.records else None
        if cells and cells[0].what is What.PARTNERS and held and held[-1].text.endswith(","):
            held.append(self.part(cells[0], Why.JOINED))
            return cells[1:]
        return cells

    def texts(self, records: list[Record], head: Sequence[Torn]) -> None:
        """The cells of running text: one column of an activity, two of an area."""
        ended = next((at for at, cell in enumerate(head) if cell.what in (What.PARTNERS, What.RESPONSIBLE)), len(head))
        if self.kind is RowKind.AREA:
            ended = len(head)
        texts = [cell for cell in head[:ended] if cell.what in _TEXTS]
        self.beside(records, [cell for cell in head if cell.what in (What.REST, What.TITLE)])
        self.beside(records, [cell for cell in head[ended:] if cell.what in _TEXTS])
        if self.kind is RowKind.ACTIVITY:
            self.fill(records, "purpose", texts)
        elif len(records) == 1:
            for cell, name in zip(texts, _columns(texts), strict=True):
                if name:
                    records[0].add(name, self.part(cell))
                else:
                    self.beside(records, [cell])
        else:
            self.leave(texts)

    # ---- rows whose cells are run together

    def run(self, cell: Torn, after: Sequence[Torn]) -> int:
        """A row on one line, and how many of the cells after it belong to it."""
        row, title = cell.row, cell.row["title"]
        here = cell.parts[0][0]
        same = 0  # cells from the lines under it in the same paragraph
        while same < len(after) and after[same].parts[0][0] == here and after[same].what is not What.RUN:
            same += 1
        if self.kind is RowKind.ACTIVITY:
            goes_on = same < len(after) and after[same].what is What.REST and after[same].follows
            more = list(after[: same + (goes_on and not _ended([row["text"], *after[:same]]))])
            wide = 1.25 * len(row["text"].text)  # wider lines hold more than the one column
            if not titles(title.text) or any(one.width > wide for one in more):
                self.leave([cell])
                return 0
            texts = [row["text"], *more]
        else:
            more = list(after[:same])
            rest = after[0] if after and after[0].follows else None
            if rest and open_ended(title.text) and rest.what is What.REST and len(rest.text.split()) <= 3:
                title = title.with_rest(rest, What.TITLE)
                more = [one for one in more if one is not rest]
            if not titles(title.text):
                self.leave([cell])
                return 0
            texts = []
        record = Record()
        record.add("title", self.part(title, Why.JOINED if len(title.parts) > 1 else Why.PLACE))
        for name in ("partners", "time", "responsible"):
            if name in row:
                record.add(name, self.part(row[name]))
        for one in texts:
            record.add("purpose", self.part(one, Why.JOINED if more else Why.PLACE))
        if self.kind is RowKind.AREA:
            loose = [row["text"], *more] if "text" in row else more
            if "follow_up" in row and not open_ended(row["follow_up"].text):
                record.add("follow_up", self.part(row["follow_up"]))
            elif "follow_up" in row:
                loose.append(row["follow_up"])
            self.beside([record], loose)
        self.records.append(record)
        return len(more) + (len(title.parts) > 1)

    # ---- pieces

    def part(self, cell: Torn, why: Why = Why.PLACE) -> Part:
        return Part(cell.text, self.place(cell.text, [ref for ref, _ in cell.parts]), why)

    def fill(self, records: list[Record], name: str, cells: Sequence[Torn]) -> None:
        """One cell for each row, or all for the only row; else they are left."""
        if len(cells) == len(records):
            for record, cell in zip(records, cells, strict=True):
                record.add(name, self.part(cell))
        elif len(records) == 1:
            for cell in cells:
                records[0].add(name, self.part(cell, Why.JOINED))
        else:
            self.leave(cells)

    def beside(self, records: list[Record], cells: Sequence[Torn]) -> None:
        """Left over beside the row, where there is but one."""
        if len(records) > 1:
            self.leave(cells)
            return
        for cell in cells:
            for ref, lines in cell.parts:
                text = " ".join(lines)
                records[0].unknown.append(("", Part(text, self.place(text, [ref]))))

    def leave(self, cells: Sequence[Torn]) -> None:
        for cell in cells:
            self.left += [self.place("\n".join(lines), [ref]) for ref, lines in cell.parts]


def _may_name_next(cell: Torn, after: Sequence[Torn]) -> bool:
    """Whether what could be responsible could as well be the title of the row after: "Styrgruppen"."""
    return titles(cell.text) and bool(after) and after[0].follows and after[0].what is What.TEXT


def _mended(cells: Sequence[Torn], kind: RowKind) -> list[Torn]:
    """Cells that are one, cut where a sentence or a title goes on in small letters."""
    made: list[Torn] = []
    for cell in cells:
        before = made[-1] if made and cell.follows and cell.what is What.REST else None
        if before is None:
            made.append(cell)
            continue
        both = f"{before.text} {cell.text}"
        if before.what is What.FOLLOW_UP:
            made[-1] = before.with_rest(cell, What.FOLLOW_UP)
        elif before.what is What.TEXT and open_ended(before.text) and titles(both):
            made[-1] = before.with_rest(cell, What.TITLE)
        elif kind is RowKind.ACTIVITY and before.what in (What.TEXT, What.TITLE) and _goes_on(before, both):
            made[-1] = before.with_rest(cell, What.TEXT)
        else:
            made.append(cell)
    return made


def _goes_on(before: Torn, both: str) -> bool:
    return not _ended([before]) and (before.what is What.TEXT or both.endswith("."))


def _ended(cells: Sequence[Torn]) -> bool:
    return cells[-1].text.endswith((".", "!", "?", ":"))


def _titled(group: Group, rows: int) -> list[Torn]:
    """The titles of so many rows, if it can be told which they are: no column has more cells than there are rows."""
    head = group.head
    every = [cell for cell in head if cell.what is What.TITLE]
    if not rows or not every:
        return []
    first = _at(head, every[0])
    whos = sum(1 for cell in head[first:] if cell.what is What.RESPONSIBLE) + group.count(What.RESPONSIBLE)
    partners = sum(1 for cell in head[first:] if cell.what is What.PARTNERS)
    if max(whos, partners) > rows:
        return []
    ended = next(
        (at for at in range(first, len(head)) if head[at].what in (What.PARTNERS, What.RESPONSIBLE)), len(head)
    )
    if any(cell.what is What.TITLE for cell in head[ended:]):  # another row, whose time was not known for one
        return []
    if len(every) == rows:
        return every
    leading = every[:1]
    while first + len(leading) < len(head) and head[first + len(leading)].what is What.TITLE:
        leading.append(head[first + len(leading)])
    alone = first == 0 and len(leading) == rows == partners > 1  # what is like a title after them is within a text
    return leading if alone else []


def _at(cells: Sequence[Torn], one: Torn) -> int:
    return next(at for at, cell in enumerate(cells) if cell is one)


def _columns(texts: Sequence[Torn]) -> list[str]:
    """Which column each text of an area is from: by the heading before it, its place, or how wide its lines are."""
    names = [cell.label if cell.label in ("what", "aim") else "" for cell in texts]
    widths = [cell.width for cell in texts]
    if len(texts) == 2 and not any(names):
        return ["what", "aim"] if widths[1] < _WIDER * widths[0] else ["", ""]
    told = [width for cell, width in zip(texts, widths, strict=True) if len(cell.lines) > 2]
    if len(told) < 2 or max(told) < _WIDER * min(told):
        return names
    middle = (max(told) + min(told)) / 2
    found = [
        name or ("" if len(cell.lines) < 2 else "what" if cell.width > middle else "aim")
        for cell, name in zip(texts, names, strict=True)
    ]
    said = [name for name in found if name]
    return found if said == sorted(said, reverse=True) else names
