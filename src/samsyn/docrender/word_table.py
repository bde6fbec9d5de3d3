"""Tables in Word: a repeated header row, rows kept whole where they are short, sums in bold under a line."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.docrender.model import Align, Bullets, Cell, Mark, Marked, Table
from samsyn.docrender.prose import body, column_shares, short_rows
from samsyn.docrender.text import WORDS, Language
from samsyn.docrender.wordml import attribute, flow, paragraph, run

_HEADER_LOOK = (  # also in the table style, but not every reader minds its rules for the first row
    '<w:tcBorders><w:bottom w:val="single" w:sz="10" w:space="0" w:color="1C5A49"/></w:tcBorders>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E9F1EB"/><w:vAlign w:val="bottom"/>'
)
_MARKS: dict[Mark, str] = {"": "", "removed": "Removed", "added": "Added"}
_SUM_LINE = '<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="1C5A49"/></w:tcBorders>'


def table_xml(table: Table, width: int, language: Language, *, wide: bool) -> str:
    """The table as text, `width` twips wide, without its caption."""
    widths = [round(share * width) for share in column_shares(table, wide=wide)]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    name = f"<w:tblCaption w:val={attribute(table.caption)}/>" if table.caption else ""
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="SamsynTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{_look(table)}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(table.row_header)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{name}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_rows(table, widths, language, wide))}</w:tbl>"
    )


def _look(table: Table) -> str:
    """The same as the flags beside it, as the bit mask that older readers take."""
    return f"{0x0620 | (0x0080 if table.row_header else 0):04X}"


def _rows(table: Table, widths: list[int], language: Language, wide: bool) -> Iterator[str]:
    aligned = table.alignments
    yield _row(
        [
            _cell(paragraph("TableHeading", run(name), _jc(align)), width, after=_HEADER_LOOK)
            for name, align, width in zip(table.header, aligned, widths, strict=True)
        ],
        "<w:cantSplit/><w:tblHeader/>",
    )
    if not table.rows:
        empty = paragraph("TableText", run(WORDS[language]["empty"]))
        yield _row([_cell(empty, sum(widths), f'<w:gridSpan w:val="{len(widths)}"/>')])
    named = table.row_header and "right" not in aligned  # among figures the sums are to stand out
    first_sum = len(table.rows) - table.total_rows
    for number, (row, short) in enumerate(zip(table.rows, short_rows(table, wide=wide), strict=True)):
        summed = number >= first_sum
        yield _row(
            [
                _cell(
                    _content(cell, align, strong=summed or (column == 0 and named)),
                    width,
                    after=_SUM_LINE if number == first_sum else "",
                )
                for column, (cell, align, width) in enumerate(zip(row, aligned, widths, strict=True))
            ],
            "<w:cantSplit/>" if short else "",
        )


def _row(cells: list[str], properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, span: str = "", after: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{after}</w:tcPr>{content}</w:tc>'


def _content(cell: Cell, align: Align, *, strong: bool) -> str:
    style = "TableStrong" if strong else "TableText"
    if isinstance(cell, Marked):
        lines = ["".join(run(text, _MARKS[mark]) for mark, text in line) for line in cell.lines]
        return "".join(paragraph(style, line, _jc(align)) for line in lines) or paragraph(style)
    parts = []
    for block in body(cell):
        if isinstance(block, Bullets):
            parts += [paragraph("TableBullet", flow(item)) for item in block.items]
        else:
            parts.append(paragraph(style, flow(block.text), _jc(align)))
    return "".join(parts) or paragraph(style)


def _jc(align: Align) -> str:
    return '<w:suppressAutoHyphens/><w:jc w:val="right"/>' if align == "right" else ""
