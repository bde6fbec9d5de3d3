"""What the words of a row point at: goals by number or near text, parties and bodies by name, kinds, days, times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from samsyn.plandoc import model as m
from samsyn.plandoc.intake import kinds
from samsyn.plandoc.intake.draft import Builder, Row, RowKind, Why
from samsyn.plandoc.intake.letters import best, damaged, folded, slug
from samsyn.timewords import parse

_ROWS = (RowKind.AREA, RowKind.STEP, RowKind.ACTIVITY)
_APART = re.compile(r"[,;\n]|\b(?:och|samt|and|ev|eventuellt|eller)\b\.?", re.IGNORECASE)
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_TEXTS = {
    "title", "what", "aim", "partners", "time", "follow_up", "responsible", "purpose", "body", "heading", "description",
    "name", "label", "vision",
}  # fmt: skip


def resolve(made: Builder, known: m.Plan | None) -> None:
    """Turn names into the keys that the plan links by, and mark what a person should look at."""
    goals = {made.words(row, "number"): made.words(row, "title") for row in made.of(RowKind.GOAL)}
    focus = {made.words(row, "key"): made.words(row, "name") for row in made.of(RowKind.FOCUS_AREA)}
    codes = {made.words(row.number, "code") for row in made.rows}
    bodies = _Names(made, RowKind.BODY, known.bodies if known else ())
    parties = _Names(made, RowKind.PARTY, known.parties if known else ())
    for row in list(made.rows):
        if row.kind in _ROWS:
            _numbers(made, row.number, "goals", goals)
            _numbers(made, row.number, "global_goals", {str(number): "" for number in range(1, 18)})
            _keys(made, row.number, "focus_areas", focus)
            _keys(made, row.number, "depends_on", {code: code for code in codes if code})
            _days(made, row.number)
            _time(made, row.number)
            parties.link(row.number, "partners", "parties")
            bodies.mentioned(row.number, "responsible", "bodies")
        _kind(made, row)
    for row in list(made.rows):
        if row.kind in (RowKind.PARTY, RowKind.BODY):
            _kind(made, row)
    _spoilt(made)


def _kind(made: Builder, row: Row) -> None:
    """The kind of a row: as the document calls it, else a guess."""
    said = made.words(row.number, "kind")
    title, name = made.words(row.number, "title"), made.words(row.number, "name")
    guess: object = None
    match row.kind:
        case RowKind.AREA:
            if made.of(RowKind.STEP, row.number) or said == m.AreaKind.PROGRAMME:
                guess = m.AreaKind.PROGRAMME
            else:
                guess = (said and kinds.of_area(said, "")) or kinds.of_area(title, made.words(row.number, "what"))
        case RowKind.ACTIVITY:
            guess = (said and kinds.of_activity(said)) or kinds.of_activity(title)
        case RowKind.BODY:
            guess = (said and kinds.of_body(said)) or kinds.of_body(name)
        case RowKind.PARTY:
            guess = (said and kinds.of_party(said)) or kinds.of_party(name) or m.PartyKind.OTHER
        case _:
            return
    cell = made.cells.get((row.number, "kind"))
    if cell and (cell.words == guess or cell.why is Why.KNOWN):
        return
    for ref in cell.refs if cell else ():
        made.use(ref, said)
    why = Why.SURE if guess is m.AreaKind.PROGRAMME else Why.GUESS if guess else Why.MISSING
    made.replace(row.number, "kind", str(guess or "?"), why)


def _numbers(made: Builder, row: int, name: str, known: dict[str, str]) -> None:
    """Goals: by their numbers, else by their words."""
    said = made.words(row, name)
    if not said:
        return
    cell = made.cells[row, name]
    numbers = re.findall(r"(?<![\d.])\d{1,3}(?![\d.])", said)
    why = cell.why
    if not numbers:
        for part in re.split(r"[,;\n]", said):
            number, how = best(part, known, 0.7)
            if number:
                numbers.append(number)
                why = why or (Why.SURE if how > 0.95 else Why.NEAR)
    found = [number for number in dict.fromkeys(numbers) if number in known]
    if not found or len(found) < len(set(numbers)):
        why = Why.UNKNOWN
    for ref in cell.refs:
        made.use(ref, said)
    if found:
        made.replace(row, name, ", ".join(found), why)
    else:
        del made.cells[row, name]
        for ref in cell.refs:
            made.leave(ref, said, row=row, label=name)


def _keys(made: Builder, row: int, name: str, known: dict[str, str]) -> None:
    said = made.words(row, name)
    if not said:
        return
    cell = made.cells[row, name]
    found, why = [], cell.why
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n]", said))):
        key, how = (part, 1.0) if part in known else best(part, known)
        if key:
            found.append(key)
            why = why or (Why.SURE if how > 0.95 else Why.NEAR)
        else:
            why = Why.UNKNOWN
    for ref in cell.refs:
        made.use(ref, said)
    if found:
        made.replace(row, name, ", ".join(dict.fromkeys(found)), why)
    else:
        del made.cells[row, name]
        for ref in cell.refs:
            made.leave(ref, said, row=row, label=name)


def _days(made: Builder, row: int) -> None:
    said = made.words(row, "placed")
    if not said:
        return
    days = _DAY.findall(said)
    for ref in made.cells[row, "placed"].refs:
        made.use(ref, said)
    rest = _DAY.sub("", said).strip(" ,;\n")
    made.replace(row, "placed", ", ".join(days) if days else said, Why.UNKNOWN if rest or not days else Why.SURE)


def _time(made: Builder, row: int) -> None:
    said = made.words(row, "time")
    if not said or made.cells[row, "time"].why:
        return
    read = parse(said)
    if not read.readable:
        made.replace(row, "time", said, Why.TIME)


class _Names:
    """Parties or bodies, by the names that the document and the plan before know them by."""

    def __init__(self, made: Builder, kind: RowKind, known: Iterable[m.Party] | Iterable[m.Body]) -> None:
        self.made = made
        self.kind = kind
        self.names = {made.words(row, "key"): made.words(row, "name") for row in made.of(kind)}
        self.here = set(self.names)
        self.known = {each.key: each for each in known}
        same = {folded(name): key for key, name in self.names.items()}
        for key, each in self.known.items():
            if folded(each.name) not in same:
                self.names.setdefault(key, each.name)

    def link(self, row: int, words: str, into: str) -> None:
        """Each name in a list of names."""
        said = self.made.words(row, words)
        refs = self.made.cells[row, words].refs if said else ()
        found, why = [], Why.SURE
        for part in filter(None, (part.strip(" .()") for part in _APART.split(said))):
            key, how = best(part, self.names)
            if not key and (kind := kinds.of_party(part)) and len(part.split()) <= 5:
                key, how = self.new(part, kind, refs), 1.0
            if key:
                found.append(self.present(key))
                why = why if how > 0.95 else Why.NEAR
        if found:
            self.made.put(row, into, ", ".join(dict.fromkeys(found)), (), why)

    def mentioned(self, row: int, words: str, into: str) -> None:
        """Each name that occurs in running words: whole, else by the word it begins with if no other does."""
        said = f" {folded(self.made.words(row, words))} "
        if not said.strip():
            return
        folds = {key: folded(name) for key, name in self.names.items() if folded(name)}
        whole = [key for key, name in folds.items() if f" {name} " in said]
        heads: dict[str, list[str]] = {}
        for key, name in folds.items():
            heads.setdefault(name.split()[0], []).append(key)
        near = [
            keys[0]
            for head, keys in heads.items()
            if len(keys) == 1 and len(head) > 5 and f" {head} " in said and keys[0] not in whole
        ]
        found = sorted([*whole, *near], key=lambda key: said.find(folds[key].split()[0]))
        if found:
            keys = [self.present(key) for key in found]
            self.made.put(row, into, ", ".join(keys), (), Why.NEAR if near else Why.SURE)

    def present(self, key: str) -> str:
        """The key, with its row in the draft if it was known only from before."""
        if key not in self.here:
            self.here.add(key)
            row = self.made.row(self.kind)
            for name, value in _said(self.known[key]):
                self.made.put(row, name, value, (), Why.KNOWN)
        return key

    def new(self, name: str, kind: m.PartyKind, refs: Iterable[tuple[int, int]]) -> str:
        key = slug(name, frozenset(self.names))
        row = self.made.row(self.kind)
        self.made.put(row, "key", key, (), Why.NUMBERED)
        self.made.put(row, "name", name, refs, Why.GUESS)
        self.made.put(row, "kind", kind, (), Why.GUESS)
        self.names[key] = name
        self.here.add(key)
        return key


def _said(part: m.Party | m.Body) -> Iterator[tuple[str, str]]:
    yield "key", part.key
    yield "name", part.name
    yield "kind", part.kind
    if isinstance(part, m.Party):
        yield "count", str(part.count)
        yield "code", part.code
    else:
        yield "mandate", part.mandate
        yield "composition", part.composition


def _spoilt(made: Builder) -> None:
    """Cells with spoilt letters, if the document has so many that it is no accident."""
    hits = [cell for cell in made.cells.values() if cell.field in _TEXTS and damaged(cell.words)]
    if len(hits) >= 3:
        for cell in hits:
            if not cell.why:
                made.replace(cell.row, cell.field, cell.words, Why.DAMAGED)
