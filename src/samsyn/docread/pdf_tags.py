"""A tagged PDF: headings, paragraphs, lists and tables as the document itself marks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import pikepdf

from samsyn.docread.model import Block, Cell, Heading, Paragraph, Style, Table, flowing
from samsyn.docread.pdf_text import Run, joined
from samsyn.docread.problems import Reason, Unreadable


class Marked(Run, Protocol):
    @property
    def mark(self) -> int: ...


MAX_ELEMENTS = 1_000_000
_DEEPEST = 100
_PARAGRAPHS = {
    "P": Style.BODY, "Caption": Style.CAPTION, "TOCI": Style.CONTENTS, "Note": Style.NOTE, "FENote": Style.NOTE,
    "BlockQuote": Style.BODY, "Title": Style.TITLE, "LI": Style.BULLET, "Formula": Style.BODY, "Code": Style.BODY,
}  # fmt: skip
_CONTAINERS = {
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "NonStruct", "L", "LBody", "TOC", "Index",
    "Form",
}  # fmt: skip
_SILENT = {"Figure", "Lbl", "Private", "Artifact"}


@dataclass(slots=True)
class _Element:
    role: str
    children: list[_Element | tuple[int, int]] = field(default_factory=list)  # elements, or (page, mark)
    rows: int = 1
    columns: int = 1


def blocks(opened: pikepdf.Pdf, pages: Sequence[Sequence[Marked]]) -> list[Block]:
    """What the tags say, in their order."""
    marks: dict[tuple[int, int], list[Marked]] = {}
    for number, page in enumerate(pages):
        for piece in page:
            if piece.mark >= 0:
                marks.setdefault((number, piece.mark), []).append(piece)
    tree = opened.Root.StructTreeRoot
    roles = {str(name)[1:]: str(role)[1:] for name, role in tree.get("/RoleMap", pikepdf.Dictionary()).items()}
    numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
    root = _Element("Document")
    _grow(root, tree.get("/K"), None, numbers, roles)
    return list(_Writer(marks).blocks(root))


def words(found: Sequence[Block]) -> int:
    texts = (
        text
        for block in found
        for text in ((cell.text for cell in block.cells) if isinstance(block, Table) else (block.text,))
    )
    return sum(len(text.split()) for text in texts)


def _grow(root: _Element, kids: Any, page: int | None, numbers: dict[Any, int], roles: dict[str, str]) -> None:
    """The tree of the PDF as plain objects; a loop in it ends by the count."""
    count = 0
    waiting: list[tuple[_Element, Any, int | None, int]] = [(root, kids, page, 0)]
    while waiting:
        parent, kids, page, depth = waiting.pop()
        if kids is None or depth > _DEEPEST:
            continue
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            count += 1
            if count > MAX_ELEMENTS:
                raise Unreadable(Reason.TOO_MUCH, "tags")
            if isinstance(kid, int):
                if page is not None:
                    parent.children.append((page, kid))
                continue
            if not isinstance(kid, pikepdf.Dictionary):
                continue
            own = kid.get("/Pg")
            at = numbers.get(own.objgen, page) if own is not None else page
            if "/MCID" in kid:
                if at is not None:
                    parent.children.append((at, int(kid.MCID)))
            elif "/S" in kid:
                name = str(kid.S)[1:]
                role = name if name in _PARAGRAPHS else roles.get(name, name)
                element = _Element(role)
                if role in ("TD", "TH") and "/A" in kid:
                    element.rows, element.columns = _spans(kid.A)
                parent.children.append(element)
                waiting.append((element, kid.get("/K"), at, depth + 1))


def _spans(attributes: Any) -> tuple[int, int]:
    rows = columns = 1
    for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(each, pikepdf.Dictionary):
            rows = max(rows, int(each.get("/RowSpan", 1)))
            columns = max(columns, int(each.get("/ColSpan", 1)))
    return min(rows, 1000), min(columns, 200)


@dataclass(slots=True)
class _Writer:
    marks: dict[tuple[int, int], list[Marked]]

    def blocks(self, element: _Element) -> Iterator[Block]:
        loose: list[tuple[int, int]] = []  # text that stands in a container without a paragraph of its own
        for child in element.children:
            if isinstance(child, tuple):
                loose.append(child)
                continue
            if child.role in _SILENT:
                continue
            if not self.is_block(child):
                loose += self.reached(child)
                continue
            yield from self.paragraph(loose, Style.BODY)
            loose = []
            if child.role == "Table":
                for part in child.children:  # a caption may stand within
                    if isinstance(part, _Element) and part.role in _PARAGRAPHS:
                        yield from self.within(part)
                yield self.table(child)
            elif child.role.startswith("H") and (child.role == "H" or child.role[1:].isdecimal()):
                reached = self.reached(child)
                if text := self.text(reached):
                    yield Heading(int(child.role[1:] or 1), text, reached[0][0] + 1)
            elif child.role in _PARAGRAPHS:
                yield from self.within(child)
            else:
                yield from self.blocks(child)
        yield from self.paragraph(loose, Style.BULLET if element.role in ("LI", "LBody") else Style.BODY)

    def within(self, element: _Element) -> Iterator[Block]:
        """A paragraph; what stands in it that is more than a paragraph follows it."""
        inner = [child for child in self.below(element) if child.role in ("Table", "L", "TOC")]
        style = _PARAGRAPHS[element.role]
        yield from self.paragraph(self.reached(element, but=inner), style)
        for child in inner:
            yield from self.blocks(_Element("Div", [child]))

    def below(self, element: _Element) -> Iterator[_Element]:
        for child in element.children:
            if isinstance(child, _Element):
                if child.role in ("Table", "L", "TOC"):
                    yield child
                else:
                    yield from self.below(child)

    @staticmethod
    def is_block(element: _Element) -> bool:
        role = element.role
        return (
            role in _PARAGRAPHS
            or role in _CONTAINERS
            or role == "Table"
            or (role[:1] == "H" and (role == "H" or role[1:].isdecimal()))
        )

    def paragraph(self, reached: list[tuple[int, int]], style: Style) -> Iterator[Block]:
        if text := self.text(reached):
            yield Paragraph(text, style, reached[0][0] + 1)

    def reached(self, element: _Element, but: Sequence[_Element] = ()) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for child in element.children:
            if isinstance(child, tuple):
                found.append(child)
            elif child.role not in _SILENT and not any(child is other for other in but):
                found += self.reached(child, but)
        return found

    def text(self, reached: list[tuple[int, int]]) -> str:
        return joined(piece for key in reached for piece in self.marks.get(key, ()))

    def table(self, element: _Element) -> Table:
        rows: list[_Element] = []
        headers = 0
        for child in element.children:
            if isinstance(child, tuple):
                continue
            if child.role == "TR":
                rows.append(child)
            elif child.role in ("THead", "TBody", "TFoot"):
                inside = [row for row in child.children if isinstance(row, _Element) and row.role == "TR"]
                headers += len(inside) if child.role == "THead" else 0
                rows += inside
        cells: list[Cell] = []
        taken: dict[tuple[int, int], int] = {}
        for at, row in enumerate(rows):
            column = 0
            found = [cell for cell in row.children if isinstance(cell, _Element) and cell.role in ("TH", "TD")]
            if at == headers and found and all(cell.role == "TH" for cell in found) and at < len(rows) - 1:
                headers += 1
            for cell in found:
                while (at, column) in taken:
                    column += 1
                down = min(cell.rows, len(rows) - at)
                text, page = self.cell(cell)
                taken |= {(at + y, column + x): len(cells) for y in range(down) for x in range(cell.columns)}
                cells.append(Cell(text, at, column, down, cell.columns, page))
                column += cell.columns
        width = max((column + 1 for _, column in taken), default=0)
        grid = tuple(tuple(taken.get((at, column), -1) for column in range(width)) for at in range(len(rows)))
        return Table(tuple(cells), grid, headers)

    def cell(self, element: _Element) -> tuple[str, int]:
        found = list(self.blocks(element))
        parts = [
            (block.text, isinstance(block, Paragraph) and block.style is Style.BULLET)
            if not isinstance(block, Table)
            else ("\n".join(cell.text for cell in block.cells), False)
            for block in found
        ]
        pages = [block.page for block in found if not isinstance(block, Table)]
        return flowing(parts), min(pages, default=0)
