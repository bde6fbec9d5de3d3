"""SIE files made for the tests: an invented municipality that keeps an invented collaboration's books."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

NAMES = {"1930": "Bank", "3510": "Bidrag från kommuner", "5010": "Löner", "7110": "Resor", "7630": "Förtäring"}

# series, number, day, text, rows of (account, objects, öre)
Voucher = tuple[str, str, str, str, Sequence[tuple[str, Sequence[tuple[str, str]], int]]]

YEAR: list[Voucher] = [
    ("A", "1", "20260115", "Kommunernas andelar", [
        ("1930", [], 900_000_00), ("3510", [("1", "4100"), ("6", "P12")], -900_000_00),
    ]),
    ("A", "2", "20260225", "Löner februari", [
        ("5010", [("1", "4100"), ("6", "P12")], 70_000_50), ("1930", [], -70_000_50),
    ]),
    ("A", "3", "20260310", 'Resa med "Åkeriet"', [
        ("7110", [("1", "4100"), ("6", "P12")], 1_234_05), ("7110", [("6", "P99")], 10_000_00),
        ("1930", [], -11_234_05),
    ]),
]  # fmt: skip


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def kronor(ore: int) -> str:
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02}"


def sie(
    vouchers: Sequence[Voucher] = YEAR,
    *,
    encoding: str = "cp437",
    mark: bytes = b"",
    ends: str = "\r\n",
    year: str = "#RAR 0 20260101 20261231",
    sie_type: str = "#SIETYP 4",
    stated: bool = True,
    checksum: bool = False,
    more: Sequence[str] = (),
    objects: dict[tuple[str, str], str] | None = None,
) -> bytes:
    """A whole file; what the parts are called is what they are in the standard."""
    sums: dict[str, int] = defaultdict(int)
    for *_head, rows in vouchers:
        for account, _objects, ore in rows:
            sums[account] += ore
    lines = [
        "#FLAGGA 0",
        *(["#KSUMMA"] if checksum else []),
        '#PROGRAM "Kommunbok" 9.1',
        "#FORMAT PC8",
        "#GEN 20260401",
        sie_type,
        "#ORGNR 212000-0000",
        '#FNAMN "Granby kommun"',
        year,
        '#DIM 1 "Kostnadsställe"',
        '#DIM 6 "Projekt"',
        '#OBJEKT 6 "P12" "Miljösamverkan Provlän"',
        *(f"#OBJEKT {dim} {quoted(key)} {quoted(name)}" for (dim, key), name in (objects or {}).items()),
        *(f"#KONTO {account} {quoted(NAMES.get(account, 'Övrigt'))}" for account in sorted(sums)),
        *more,
    ]
    if stated:
        for account, ore in sorted(sums.items()):
            if account[:1] in "12":
                lines += [f"#IB 0 {account} 100.00", f"#UB 0 {account} {kronor(ore + 100_00)}"]
            else:
                lines.append(f"#RES 0 {account} {kronor(ore)}")
    for series, number, day, text, rows in vouchers:
        lines += [f"#VER {quoted(series)} {quoted(number)} {day} {quoted(text)}", "{"]
        for account, listed, ore in rows:
            inside = " ".join(f"{dim} {quoted(key)}" for dim, key in listed)
            lines.append(f"   #TRANS {account} {{{inside}}} {kronor(ore)}")
        lines.append("}")
    if checksum:
        lines.append(f"#KSUMMA {summed(lines, encoding)}")
    return mark + (ends.join(lines) + ends).encode(encoding)


def summed(lines: Sequence[str], encoding: str = "cp437") -> int:
    """The checksum as the standard says it, worked out another way than the reader does: sign by sign."""
    signs: list[str] = []
    for line in lines[lines.index("#KSUMMA") + 1 :]:
        inside = False
        for place, sign in enumerate(line):
            if sign == '"' and line[place - 1] != "\\":
                inside = not inside
            elif (inside or sign not in " \t{}") and line[place : place + 2] != '\\"':
                signs.append(sign)
    return zlib.crc32("".join(signs).encode(encoding))


def changed(content: bytes, old: str, new: str, encoding: str = "cp437") -> bytes:
    """The file with one thing changed; the thing must be there."""
    text = content.decode(encoding)
    assert old in text, old
    return text.replace(old, new, 1).encode(encoding)


def codes(problems: Any) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in problems]
