"""A SIE file, read: every record into its place, and everything that is wrong told with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from samsyn.sie.checks import check
from samsyn.sie.model import Account, Balance, Dimension, Objects, SieFile, Transaction, Voucher, Year
from samsyn.sie.records import Checksum, Record, decode, records
from samsyn.sie.words import Problem

# The labels of the standard (4B) that say nothing about amounts: known, and passed over.
PASSED_OVER = frozenset(
    "ADRESS BKOD ENHET FLAGGA FNR FTYP KPTYP OMFATTN PROSA SRU TAXAR KSUMMA".split()  # noqa: SIM905
)

_AMOUNT = re.compile(r"([+-]?)(\d*)(?:[.,](\d{1,2})0*)?")
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file and what is wrong with it. With a problem that stops, nothing of the file is to be used."""

    file: SieFile
    problems: tuple[Problem, ...]

    @property
    def stopped(self) -> bool:
        return any(problem.stops for problem in self.problems)


class _Fault(Exception):
    """A field that cannot be read: its record is told and left out."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read(content: bytes) -> Reading:
    """Read a SIE file of type 4 (4E or 4I) and check it.

    Labels that are not known are passed over, as the standard asks of every reader; so are fields after those that are
    known. Nothing else is guessed: what cannot be read is a problem with its line.
    """
    if not content.strip():
        return Reading(SieFile(), (Problem("empty"),))
    text, encoding, problems = decode(content)
    file = SieFile(encoding=encoding)
    if encoding != "utf-16":
        reader = _Reader(file, problems)
        reader.read(text)
        if not reader.is_sie:
            return Reading(file, (Problem("not_sie"),))
        if all(problem.code in ("checksum_wrong", "checksum_open") for problem in problems if problem.stops):
            problems += check(file)  # a file that was changed is told where, as far as that can be seen
    return Reading(file, _shortened(problems))


class _Reader:
    def __init__(self, file: SieFile, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.is_sie = False
        self.voucher: Record | None = None  # the last #VER; its rows are those between the braces after it
        self.inside = False
        self.rows: list[Transaction] = []
        self.removed: list[Transaction] = []
        self.checksum: Checksum | None = None
        self.known: dict[str, Callable[[Record], None]] = {
            "BTRANS": self.row,
            "DIM": self.dimension,
            "FNAMN": self.company,
            "FORMAT": self.format,
            "GEN": self.made,
            "IB": self.balance,
            "KONTO": self.account,
            "KSUMMA": self.sum,
            "KTYP": self.kind,
            "OBJEKT": self.object,
            "OIB": self.object_balance,
            "ORGNR": self.organisation,
            "OUB": self.object_balance,
            "PBUDGET": self.period_balance,
            "PROGRAM": self.program,
            "PSALDO": self.period_balance,
            "RAR": self.year,
            "RES": self.balance,
            "RTRANS": self.row,
            "SIETYP": self.type,
            "TRANS": self.row,
            "UB": self.balance,
            "UNDERDIM": self.dimension,
            "VALUTA": self.currency,
            "VER": self.begin,
            "{": self.open,
            "}": self.close,
        }

    def read(self, text: str) -> None:
        for record in records(text, self.problems):
            if self.checksum is not None and record.label != "KSUMMA":
                self.checksum.add(record)
            handle = self.known.get(record.label)
            self.is_sie = self.is_sie or record.label in ("FLAGGA", "SIETYP", "VER")
            if handle is None:
                if record.label not in PASSED_OVER:
                    self.file.unknown.setdefault(record.label, record.line)
                continue
            try:
                handle(record)
            except _Fault as fault:
                self.problems.append(fault.problem)
        if self.voucher is not None and self.inside:
            self.problems.append(Problem("open_voucher", self.voucher.line, voucher=_called(self.voucher)))
        if self.checksum is not None and self.file.checksum is None:
            self.problems.append(Problem("checksum_open", self.file.checksum_line))

    # what the file says of itself

    def type(self, record: Record) -> None:
        said = record.text(0)
        self.file.sie_type = int(said) if said.isdecimal() else 0

    def format(self, record: Record) -> None:
        self.file.format = record.text(0)

    def program(self, record: Record) -> None:
        self.file.program = " ".join(word for word in (record.text(0), record.text(1)) if word)

    def made(self, record: Record) -> None:
        self.file.made_on = _day(record, 0) if record.text(0) else None

    def company(self, record: Record) -> None:
        self.file.company = record.text(0)

    def organisation(self, record: Record) -> None:
        self.file.organisation_number = record.text(0)

    def currency(self, record: Record) -> None:
        self.file.currency = record.text(0)

    def year(self, record: Record) -> None:
        if not record.text(1) and not record.text(2):
            return  # an empty record: no year is stated
        self.file.years[_whole(record, 0)] = Year(_day(record, 1), _day(record, 2))

    def sum(self, record: Record) -> None:
        said = record.text(0)
        if not said:
            self.checksum, self.file.checksum_line = Checksum(self.file.encoding), record.line
        elif self.checksum is not None and said.lstrip("-").isdecimal():
            self.file.checksum, self.file.checksum_line = int(said) % 2**32, record.line  # some write it signed
            if self.file.checksum != self.checksum.value:
                values = {"said": self.file.checksum, "found": self.checksum.value}
                self.problems.append(Problem("checksum_wrong", record.line, **values))
            self.checksum = None

    # accounts, dimensions, objects

    def account(self, record: Record) -> None:
        number = _needed(record, 0, "account")
        kind = self.file.accounts[number].kind if number in self.file.accounts else ""
        self.file.accounts[number] = Account(number, record.text(1), kind)

    def kind(self, record: Record) -> None:
        number = _needed(record, 0, "account")
        name = self.file.accounts[number].name if number in self.file.accounts else ""
        self.file.accounts[number] = Account(number, name, record.text(1).upper())

    def dimension(self, record: Record) -> None:
        number = _needed(record, 0, "number")
        self.file.dimensions[number] = Dimension(number, record.text(1), record.text(2))

    def object(self, record: Record) -> None:
        self.file.objects[_needed(record, 0, "number"), _needed(record, 1, "number")] = record.text(2)

    # balances

    def balance(self, record: Record) -> None:
        year, account = _whole(record, 0), _needed(record, 1, "account")
        self.file.balances.append(Balance(record.line, record.label, year, account, _amount(record, 2)))

    def object_balance(self, record: Record) -> None:
        year, account, objects = _whole(record, 0), _needed(record, 1, "account"), _objects(record, 2)
        self.file.balances.append(Balance(record.line, record.label, year, account, _amount(record, 3), objects))

    def period_balance(self, record: Record) -> None:
        """Type 2 may leave the list of objects out."""
        year, period, account = _whole(record, 0), record.text(1), _needed(record, 2, "account")
        listed = len(record.fields) > 3 and isinstance(record.fields[3], tuple)
        objects = _objects(record, 3) if listed else ()
        amount = _amount(record, 4 if listed else 3)
        self.file.balances.append(Balance(record.line, record.label, year, account, amount, objects, period))

    # vouchers

    def begin(self, record: Record) -> None:
        if self.inside and self.voucher is not None:
            self.problems.append(Problem("open_voucher", self.voucher.line, voucher=_called(self.voucher)))
        self.voucher, self.inside = record, False
        self.rows, self.removed = [], []

    def open(self, record: Record) -> None:
        if self.voucher is None or self.inside:
            raise _Fault(Problem("outside_voucher", record.line, label="{"))
        self.inside = True

    def close(self, record: Record) -> None:
        head = self.voucher
        if head is None or not self.inside:
            raise _Fault(Problem("outside_voucher", record.line, label="}"))
        self.voucher, self.inside = None, False
        voucher = Voucher(
            head.line, head.text(0), head.text(1), _day(head, 2), head.text(3), tuple(self.rows), tuple(self.removed)
        )
        self.file.vouchers.append(voucher)

    def row(self, record: Record) -> None:
        """#RTRANS says that the #TRANS after it was added afterwards: the row itself is that #TRANS."""
        if not self.inside:
            raise _Fault(Problem("outside_voucher", record.line, label=record.label))
        row = Transaction(
            record.line,
            _needed(record, 0, "account"),
            _objects(record, 1),
            _amount(record, 2),
            _day(record, 3) if record.text(3) else None,
            record.text(4),
        )
        if record.label == "TRANS":
            self.rows.append(row)
        elif record.label == "BTRANS":
            self.removed.append(row)


def _called(record: Record) -> str:
    return f"{record.text(0)} {record.text(1)}".strip()


def _needed(record: Record, place: int, what: str) -> str:
    found = record.text(place)
    if not found:
        raise _Fault(Problem("missing_field", record.line, label=record.label, what=what))
    return found


def _whole(record: Record, place: int) -> int:
    found = _needed(record, place, "number")
    if not re.fullmatch(r"-?\d{1,3}", found):
        raise _Fault(Problem("missing_field", record.line, label=record.label, what="number"))
    return int(found)


def _amount(record: Record, place: int) -> int:
    """Whole öre, exact: no amount ever becomes a floating number."""
    found = _needed(record, place, "amount")
    match = _AMOUNT.fullmatch(found)
    if match is None or not (match[2] or match[3]) or len(match[2]) > 15:
        raise _Fault(Problem("bad_amount", record.line, text=found[:40]))
    ore = int(match[2] or 0) * 100 + int((match[3] or "0").ljust(2, "0"))
    return -ore if match[1] == "-" else ore


def _day(record: Record, place: int) -> date:
    found = _needed(record, place, "date")
    match = _DATE.fullmatch(found)
    try:
        if match is None:
            raise ValueError(found)
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as unreadable:
        raise _Fault(Problem("bad_date", record.line, text=found[:40])) from unreadable


def _objects(record: Record, place: int) -> Objects:
    found = record.fields[place] if place < len(record.fields) else ""
    if isinstance(found, str) or len(found) % 2:
        raise _Fault(Problem("bad_objects", record.line))
    return tuple(zip(found[::2], found[1::2], strict=True))


def _shortened(problems: list[Problem], most: int = 20) -> tuple[Problem, ...]:
    """The problems in the order of the file; of each kind the first twenty, and how many more there are."""
    found: list[Problem] = []
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        by_code.setdefault(problem.code, []).append(problem)
    for same in by_code.values():
        same.sort(key=lambda problem: problem.line)
        found += same[:most]
        if len(same) > most:
            found.append(Problem("more", same[most - 1].line, count=len(same) - most))
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.code == "more")))
