"""Row headers in a tagged PDF, which Typst 0.15 cannot mark itself."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object


def tag_row_headers(pdf: bytes, rows: Sequence[int]) -> bytes:
    """The PDF with the first cell of body rows made a header cell (TH, Scope Row).

    `rows` gives for each table, in reading order, how many body rows have a row header.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tables = [element for element in _elements(opened.Root.StructTreeRoot) if _is(element, Name.Table)]
        if len(tables) != len(rows):
            raise ValueError(f"the PDF has {len(tables)} tables, the document {len(rows)}")
        for table, count in zip(tables, rows, strict=True):
            _tag(table, count)
        out = io.BytesIO()
        opened.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _tag(table: Object, count: int) -> None:
    body_rows = [
        row for group in _children(table) if _is(group, Name.TBody) for row in _children(group) if _is(row, Name.TR)
    ]
    for row in body_rows[:count]:
        cell = next(_children(row))
        cell.S = Name.TH
        scope = Dictionary(O=Name.Table, Scope=Name.Row)
        before = cell.get(Name.A)
        if before is None:
            cell.A = scope
        elif isinstance(before, Array):
            before.append(scope)
        else:
            cell.A = Array([before, scope])


def _is(element: Object, role: Name) -> bool:
    return bool(role == element.S)


def _elements(parent: Object) -> Iterator[Object]:
    for child in _children(parent):
        yield child
        yield from _elements(child)


def _children(element: Object) -> Iterator[Object]:
    kids = element.get(Name.K)
    if kids is None:
        return
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid
