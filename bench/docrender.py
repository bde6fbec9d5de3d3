"""Measure the documents: `python bench/docrender.py`. Prints wall and CPU seconds and sizes.

Each document differs from the one before, since Typst keeps what it has set. The first PDF of a process also reads
the fonts.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf

sys.path.insert(0, str(Path(__file__).parents[1]))
from samsyn.docrender import (
    Document,
    Landscape,
    Money,
    Sheet,
    Table,
    Workbook,
    to_csv,
    to_docx,
    to_pdf,
    to_xlsx,
)
from tests.docrender.sample import AREA_HEADER, plan


def long_table(rows: int) -> Document:
    cells = tuple((f"Rad {number}", *("Några ord om raden",) * 6) for number in range(rows))
    return Document("Lång tabell", "sv", (Landscape((Table("Rader", AREA_HEADER, cells),)),))


def long_sheet(rows: int) -> Sheet:
    cells = tuple((f"Rad {number}", number, Money(number), *("text",) * 7) for number in range(rows))
    return Sheet("Rader", tuple(f"Kolumn {number}" for number in range(10)), cells)


def measure(what: str, make: Callable[[], bytes]) -> bytes:
    wall, cpu = time.perf_counter(), time.process_time()
    made = make()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:<34} {wall:6.2f} s wall {cpu:6.2f} s CPU {len(made) / 1000:7.0f} kB")
    return made


def main() -> None:
    pdf = measure("PDF, first of the process", lambda: to_pdf(plan(45)))
    print(f"  of {len(pikepdf.open(io.BytesIO(pdf)).pages)} pages")
    for areas in (46, 47):
        measure("PDF, the next", lambda areas=areas: to_pdf(plan(areas)))  # type: ignore[misc]
    measure("Word, first of the process", lambda: to_docx(plan(45)))
    measure("Word, the next", lambda: to_docx(plan(46)))
    measure("PDF, table of 2,000 rows", lambda: to_pdf(long_table(2000)))
    measure("Word, table of 2,000 rows", lambda: to_docx(long_table(2000)))
    measure("Excel, 2,000 rows of 10 columns", lambda: to_xlsx(Workbook("Bok", (long_sheet(2000),))))
    measure("CSV, 2,000 rows of 10 columns", lambda: to_csv(long_sheet(2000)))


if __name__ == "__main__":
    main()
