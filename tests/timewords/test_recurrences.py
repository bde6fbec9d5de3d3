"""What comes back, and what is bound to another series."""

from datetime import date

import pytest

from samsyn.timewords import (
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
AUTUMN = Period(date(2026, 8, 1), date(2026, 12, 31), grain=Grain.SEASON)
YEAR, MONTH, WEEK = Unit.YEAR, Unit.MONTH, Unit.WEEK


def only(words: str) -> Part:
    expression = parse(words)
    assert expression.unread == ()
    (part,) = expression.parts
    return part


@pytest.mark.parametrize(
    ("words", "recurrence"),
    [
        ("3 gånger per år", Recurrence(3, 3, YEAR)),
        ("tre gånger om året", Recurrence(3, 3, YEAR)),
        ("3 gånger årligen", Recurrence(3, 3, YEAR)),
        ("3 ggr/år", Recurrence(3, 3, YEAR)),
        ("3ggr/år", Recurrence(3, 3, YEAR)),
        ("3/år", Recurrence(3, 3, YEAR)),
        ("3 st per år", Recurrence(3, 3, YEAR)),
        ("3 gånger under året", Recurrence(3, 3, YEAR)),
        ("1 gång per år", Recurrence(1, 1, YEAR)),
        ("en gång om året", Recurrence(1, 1, YEAR)),
        ("två gånger per år", Recurrence(2, 2, YEAR)),
        ("2–3 ggr/år", Recurrence(2, 3, YEAR)),
        ("en till två gånger per år", Recurrence(1, 2, YEAR)),
        ("1 à 2 gånger per år", Recurrence(1, 2, YEAR)),
        ("minst två gånger per år", Recurrence(2, 2, YEAR, or_more=True)),
        ("högst 4 ggr/år", Recurrence(0, 4, YEAR)),
        ("upp till fyra gånger per år", Recurrence(0, 4, YEAR)),
        ("varje år", Recurrence(1, 1, YEAR)),
        ("årligen", Recurrence(1, 1, YEAR)),
        ("vartannat år", Recurrence(1, 1, YEAR, 2)),
        ("vart 3:e år", Recurrence(1, 1, YEAR, 3)),
        ("en gång vartannat år", Recurrence(1, 1, YEAR, 2)),
        ("varje månad", Recurrence(1, 1, MONTH)),
        ("månadsvis", Recurrence(1, 1, MONTH)),
        ("en gång i månaden", Recurrence(1, 1, MONTH)),
        ("varannan månad", Recurrence(1, 1, MONTH, 2)),
        ("var tredje månad", Recurrence(1, 1, MONTH, 3)),
        ("2 gånger varannan månad", Recurrence(2, 2, MONTH, 2)),
        ("kvartalsvis", Recurrence(1, 1, Unit.QUARTER)),
        ("en gång i kvartalet", Recurrence(1, 1, Unit.QUARTER)),
        ("en gång per tertial", Recurrence(1, 1, Unit.TERTIAL)),
        ("2 ggr per termin", Recurrence(2, 2, Unit.HALF_YEAR)),
        ("varannan vecka", Recurrence(1, 1, WEEK, 2)),
        ("dagligen", Recurrence(1, 1, Unit.DAY)),
        ("en gång i månaden utom juli", Recurrence(1, 1, MONTH, months=NOT_JULY)),
        ("1 gång/månad, bortsett från juli månad", Recurrence(1, 1, MONTH, months=NOT_JULY)),
        ("månadsvis (ej juli)", Recurrence(1, 1, MONTH, months=NOT_JULY)),
        ("månadsvis med undantag för juli", Recurrence(1, 1, MONTH, months=NOT_JULY)),
        ("varje månad utom juni–augusti", Recurrence(1, 1, MONTH, months=(1, 2, 3, 4, 5, 9, 10, 11, 12))),
        ("en gång per månad september–maj", Recurrence(1, 1, MONTH, months=(1, 2, 3, 4, 5, 9, 10, 11, 12))),
        ("månadsvis under hösten", Recurrence(1, 1, MONTH, months=(8, 9, 10, 11, 12))),
        ("årligen i februari", Recurrence(1, 1, YEAR, months=(2,))),
        ("i februari varje år", Recurrence(1, 1, YEAR, months=(2,))),
        ("varje år i mars och oktober", Recurrence(1, 1, YEAR, months=(3, 10))),
        ("3 gånger per år (feb, maj, okt)", Recurrence(3, 3, YEAR, months=(2, 5, 10))),
        ("varje höst", Recurrence(1, 1, YEAR, months=(8, 9, 10, 11, 12))),
        ("varje vår och höst", Recurrence(2, 2, YEAR, months=NOT_JULY)),
        ("vår och höst varje år", Recurrence(2, 2, YEAR, months=NOT_JULY)),
        ("2 gånger hösten 2026", Recurrence(2, 2, Unit.PERIOD, during=AUTUMN)),
        ("varje månad hösten 2026", Recurrence(1, 1, MONTH, during=AUTUMN)),
        ("varje månad från 2026", Recurrence(1, 1, MONTH, during=Ongoing(date(2026, 1, 1)))),
        ("en gång på våren", Recurrence(1, 1, Unit.PERIOD, during=Yearless(Grain.SEASON, 1, 1))),
        ("årligen senast 31 januari", Recurrence(1, 1, YEAR, during=Yearless(Grain.DAY, 131, 131, True))),
        ("senast 31 januari varje år", Recurrence(1, 1, YEAR, during=Yearless(Grain.DAY, 131, 131, True))),
        ("3 möten per år", Recurrence(3, 3, YEAR, what="möten")),
        ("Möten 3 ggr/år", Recurrence(3, 3, YEAR, what="Möten")),
        ("årlig uppföljning", Recurrence(1, 1, YEAR, what="uppföljning")),
        ("årligt möte i maj", Recurrence(1, 1, YEAR, months=(5,), what="möte")),
        ("ett digitalt möte per månad", Recurrence(1, 1, MONTH, mode=Mode.DIGITAL, what="möte")),
        ("en kortare avstämning varannan månad", Recurrence(1, 1, MONTH, 2, what="en kortare avstämning")),
        ("2 ggr/år, digitalt", Recurrence(2, 2, YEAR, mode=Mode.DIGITAL)),
    ],
)
def test_recurrence(words: str, recurrence: Recurrence) -> None:
    assert only(words) == recurrence


@pytest.mark.parametrize(
    ("words", "relative"),
    [
        ("inför styrgruppsmötena", Relative("styrgruppsmötena", Relation.BEFORE)),
        ("inför varje styrgruppsmöte", Relative("varje styrgruppsmöte", Relation.BEFORE)),
        ("två veckor före styrgruppsmötena", Relative("styrgruppsmötena", Relation.BEFORE, offset=(2, WEEK))),
        ("senast 10 dagar innan AU-mötena", Relative("AU-mötena", Relation.BEFORE, offset=(10, Unit.DAY))),
        ("en månad efter presidieträffen", Relative("presidieträffen", Relation.AFTER, offset=(1, MONTH))),
        ("i samband med handläggarträffen", Relative("handläggarträffen", Relation.ALONGSIDE)),
        ("efter beslut i kommunfullmäktige", Relative("beslut i kommunfullmäktige", Relation.AFTER)),
        (
            "3 gånger per år inför styrgruppsmötena",
            Relative("styrgruppsmötena", Relation.BEFORE, Recurrence(3, 3, YEAR)),
        ),
        (
            "digitalt inför styrgruppsmötena hösten 2026",
            Relative("styrgruppsmötena", Relation.BEFORE, during=AUTUMN, mode=Mode.DIGITAL),
        ),
    ],
)
def test_rule_that_refers_to_another_series(words: str, relative: Relative) -> None:
    assert only(words) == relative


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("flera gånger per år", "flera gånger per år"),
        ("3 gånger", "3 gånger"),
        ("varje tisdag", "varje tisdag"),
        ("en digital och två fysiska träffar per år", "en"),
        ("0 gånger per år", "0 gånger per år"),
        ("4-2 gånger per år", "4-"),
    ],
)
def test_what_cannot_be_counted_is_flagged(words: str, unread: str) -> None:
    expression = parse(words)
    assert unread in expression.unread
    assert not expression.readable


def test_about_is_told() -> None:
    expression = parse("ca 4 gånger per år")
    assert expression.parts == (Recurrence(4, 4, YEAR),)
    assert expression.assumed == ("”ca” läses som om det inte stod där.",)


@pytest.mark.parametrize(
    ("words", "per_year"),
    [
        ("3 gånger per år", (3, 3)),
        ("2-3 ggr/år", (2, 3)),
        ("högst 4 ggr/år", (0, 4)),
        ("vartannat år", (0, 1)),
        ("varannan månad", (6, 6)),
        ("varannan månad utom juli", (5, 6)),
        ("en gång i månaden utom juli", (11, 11)),
        ("kvartalsvis", (4, 4)),
        ("kvartalsvis i mars och maj", (2, 2)),
        ("varje vecka", (52, 53)),
        ("2 gånger hösten 2026", (2, 2)),
        ("3 gånger 2026–2028", (1, 1)),
        ("3 ggr/år inför styrgruppsmötena", (3, 3)),
        ("3 ggr/år, varje månad", (15, 15)),
    ],
)
def test_occasions_a_year(words: str, per_year: tuple[int, int]) -> None:
    expression = parse(words)
    assert expression.unread == ()
    assert expression.per_year == per_year


@pytest.mark.parametrize("words", ["löpande", "våren 2026", "inför styrgruppsmötena", "?"])
def test_without_recurrence_there_is_no_number_a_year(words: str) -> None:
    assert parse(words).per_year is None


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("1 ggr/år", "en gång per år"),
        ("3 ggr/år", "3 gånger per år"),
        ("2-3 ggr/år", "2–3 gånger per år"),
        ("varje februari", "årligen i februari"),
        ("varje höst", "varje höst"),
        ("1 gång/månad, bortsett från juli månad", "en gång per månad utom i juli"),
        ("vart 2:e år", "vartannat år"),
        ("minst 1 ggr/år", "minst en gång per år"),
        ("14 dagar innan mötet", "14 dagar före mötet"),
        ("1 vecka före mötet", "en vecka före mötet"),
        ("3 digitala möten per år", "möten digitalt 3 gånger per år"),
        (
            "3 ggr/år inför styrgruppsmötena, samt en kortare avstämning 1 ggr/månad, ej juli",
            "3 gånger per år inför styrgruppsmötena, en kortare avstämning en gång per månad utom i juli",
        ),
    ],
)
def test_good_swedish_is_written(words: str, written: str) -> None:
    assert write(parse(words)) == written


@pytest.mark.parametrize(
    "wrong",
    [
        {"at_least": 3, "at_most": 2, "per": YEAR},
        {"at_least": 0, "at_most": 0, "per": YEAR},
        {"at_least": 1, "at_most": 1, "per": YEAR, "months": (2, 1)},
        {"at_least": 1, "at_most": 1, "per": YEAR, "months": ()},
        {"at_least": 1, "at_most": 1, "per": Unit.PERIOD},
        {"at_least": 1, "at_most": 2, "per": YEAR, "or_more": True},
        {"at_least": 1, "at_most": 1, "per": YEAR, "every": 0},
        {"at_least": 1, "at_most": 1, "per": MONTH, "during": Yearless(Grain.SEASON, 1, 1)},
    ],
)
def test_recurrence_that_cannot_be_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Recurrence(**wrong)
