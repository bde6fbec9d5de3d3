"""Every time expression of the plan 2026-2028, as it was meant and as a machine read it from paper."""

from datetime import date

import pytest

from samsyn.timewords import (
    Expression,
    Grain,
    Mode,
    Ongoing,
    Part,
    Period,
    Recurrence,
    Relation,
    Relative,
    Unit,
    Yearless,
    parse,
    write,
)

NOT_JULY = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)


def months(year: int, month: int, last_year: int, last_month: int) -> Period:
    ends = {4: 30, 5: 31, 12: 31, 2: 28, 11: 30}[last_month]
    return Period(date(year, month, 1), date(last_year, last_month, ends), grain=Grain.MONTH)


def spring(year: int, mode: Mode = Mode.ANY) -> Period:
    return Period(date(year, 1, 1), date(year, 6, 30), mode, Grain.SEASON)


def autumn(year: int) -> Period:
    return Period(date(year, 8, 1), date(year, 12, 31), grain=Grain.SEASON)


def years(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31), grain=Grain.YEAR)


def times(low: int, high: int, per: Unit = Unit.YEAR) -> Recurrence:
    return Recurrence(low, high, per)


MONTHLY = Recurrence(1, 1, Unit.MONTH, months=NOT_JULY)
PREPARING = Relative("styrgruppsmötena", Relation.BEFORE, times(3, 3))
CHECKING = Recurrence(1, 1, Unit.MONTH, months=NOT_JULY, what="en kortare avstämning")

AS_MEANT: list[tuple[str, tuple[Part, ...]]] = [
    ("Jan 2025–april 2026", (months(2025, 1, 2026, 4),)),
    ("Aug 2025–maj 2026", (months(2025, 8, 2026, 5),)),
    ("Sep 2026 — maj 2027", (months(2026, 9, 2027, 5),)),
    ("Sep 2026- maj 2027", (months(2026, 9, 2027, 5),)),
    ("Aug 2025- dec 2025", (months(2025, 8, 2025, 12),)),
    ("Aug 2026-dec 2026", (months(2026, 8, 2026, 12),)),
    ("hösten 2026", (autumn(2026),)),
    ("2026", (years(2026, 2026),)),
    ("Våren 2027", (spring(2027),)),
    ("2027–2029", (years(2027, 2029),)),
    ("Hösten 2025", (autumn(2025),)),
    ("Våren 2026", (spring(2026),)),
    ("Hösten 2026", (autumn(2026),)),
    ("åren 2026-2028", (years(2026, 2028),)),
    ("Digitalt löpande under året, fysiskt våren 2026", (Ongoing(mode=Mode.DIGITAL), spring(2026, Mode.PHYSICAL))),
    ("3 gånger per år", (times(3, 3),)),
    (
        "3 gånger per år inför styrgruppsmötena, samt en kortare avstämning en gång per månad, utom i juli månad.",
        (PREPARING, CHECKING),
    ),
    ("Februari 2026", (months(2026, 2, 2026, 2),)),
    ("1 gång per månad, bortsett från juli månad", (MONTHLY,)),
    ("1 gång/månad, bortsett från juli månad", (MONTHLY,)),
    ("1 gång per år", (times(1, 1),)),
    ("2 gånger per år", (times(2, 2),)),
    ("2-3 gånger per år", (times(2, 3),)),
    ("2–3 ggr/år", (times(2, 3),)),
    ("3 ggr/år inför styrgruppsmötena", (PREPARING,)),
    ("1 ggr/månad utom juli", (MONTHLY,)),
    ("November 2026", (months(2026, 11, 2026, 11),)),
    ("Löpande", (Ongoing(),)),
    ("september", (Yearless(Grain.MONTH, 9, 9),)),
    ("under tidig höst 2025", (Period(date(2025, 8, 1), date(2025, 9, 30), grain=Grain.MONTH),)),
]

AS_READ_BY_MACHINE: list[tuple[str, tuple[Part, ...]]] = [
    ("hdsten 2026", (autumn(2026),)),
    ("Hosten 2025", (autumn(2025),)),
    ("Hosten 2026", (autumn(2026),)),
    ("Hasten 2026", (autumn(2026),)),
    ("Hdosten 2026", (autumn(2026),)),
    ("hdsten\n2026", (autumn(2026),)),
    ("Varen 2026", (spring(2026),)),
    ("varen 2027", (spring(2027),)),
    ("under tidig host 2025", (Period(date(2025, 8, 1), date(2025, 9, 30), grain=Grain.MONTH),)),
    ("Digitalt Ipande under aret,\nfysiskt varen 2026", (Ongoing(mode=Mode.DIGITAL), spring(2026, Mode.PHYSICAL))),
    ("3 ganger per ar", (times(3, 3),)),
    ("3 gdnger per &r", (times(3, 3),)),
    ("2 g&nger per ar", (times(2, 2),)),
    ("2-3 ganger per ar", (times(2, 3),)),
    (
        "3 ganger per ar infor\nstyrgruppsmotena, samt en\nkortare avstdmning en\ngang per manad, utom i\njuli manad.",
        (
            Relative("styrgruppsmotena", Relation.BEFORE, times(3, 3)),
            Recurrence(1, 1, Unit.MONTH, months=NOT_JULY, what="en kortare avstdmning"),
        ),
    ),
    ("1 gang per manad, bortsett\nfran juli manad", (MONTHLY,)),
    ("1 gang per ar", (times(1, 1),)),
    ("Lopande", (Ongoing(),)),
    ("Lépande", (Ongoing(),)),
    ("Arligen i februari", (Recurrence(1, 1, Unit.YEAR, months=(2,)),)),
]


@pytest.mark.parametrize(("words", "parts"), AS_MEANT + AS_READ_BY_MACHINE)
def test_source_expression_is_read(words: str, parts: tuple[Part, ...]) -> None:
    expression = parse(words)
    assert expression.parts == parts
    assert expression.unread == ()
    assert expression.readable
    assert expression.words == words


@pytest.mark.parametrize(("words", "parts"), AS_MEANT + AS_READ_BY_MACHINE)
def test_source_expression_comes_back_from_its_own_words(words: str, parts: tuple[Part, ...]) -> None:
    assert parse(write(parse(words))).parts == parts


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ("hdsten 2026", "”hdsten” läses som ”hösten”."),
        ("Hasten 2026", "”Hasten” läses som ”hösten”."),
        ("Digitalt Ipande", "”Ipande” läses som ”löpande”."),
    ],
)
def test_mended_word_is_told(words: str, mended: str) -> None:
    assert parse(words).assumed == (mended,)


@pytest.mark.parametrize("words", [words for words, _ in AS_MEANT])
def test_correct_spelling_needs_no_mending(words: str) -> None:
    assert parse(words).assumed == ()


def test_preparatory_group_meets_fourteen_times_a_year() -> None:
    assert parse("3 gånger per år inför styrgruppsmötena, samt en gång per månad utom juli").per_year == (14, 14)
    assert parse("2-3 gånger per år").per_year == (2, 3)
    assert Expression("").per_year is None
