"""What is bound to the calendar: periods, last days, ongoing work, and where the year comes from."""

from datetime import date

import pytest

from samsyn.timewords import Deadline, Grain, Mode, Ongoing, Part, Period, Yearless, parse, write


def only(words: str, **known: int) -> Part:
    expression = parse(words, **known)
    assert expression.unread == ()
    (part,) = expression.parts
    return part


@pytest.mark.parametrize(
    ("words", "starts", "ends"),
    [
        ("september 2026", "2026-09-01", "2026-09-30"),
        ("sept. 2026", "2026-09-01", "2026-09-30"),
        ("FEBR 2028", "2028-02-01", "2028-02-29"),
        ("juni månad 2026", "2026-06-01", "2026-06-30"),
        ("mars, 2026", "2026-03-01", "2026-03-31"),
        ("mars-26", "2026-03-01", "2026-03-31"),
        ("2026-09", "2026-09-01", "2026-09-30"),
        ("okt. 2026 - jan. 2027", "2026-10-01", "2027-01-31"),
        ("jan-26 – mars-26", "2026-01-01", "2026-03-31"),
        ("okt/nov 2026", "2026-10-01", "2026-11-30"),
        ("september eller oktober 2026", "2026-09-01", "2026-10-31"),
        ("mellan mars och maj 2026", "2026-03-01", "2026-05-31"),
        ("från mars till och med maj 2026", "2026-03-01", "2026-05-31"),
        ("fr.o.m. sep 2026 t.o.m. maj 2027", "2026-09-01", "2027-05-31"),
        ("fr o m 1 mars 2026 t o m 31 maj 2026", "2026-03-01", "2026-05-31"),
        ("Sep–dec 2026", "2026-09-01", "2026-12-31"),
        ("sep–maj 2027", "2026-09-01", "2027-05-31"),
        ("sep 2026–maj", "2026-09-01", "2027-05-31"),
        ("dec 2026–jan", "2026-12-01", "2027-01-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("hela 2026", "2026-01-01", "2026-12-31"),
        ("år 2026", "2026-01-01", "2026-12-31"),
        ("verksamhetsåret 2026", "2026-01-01", "2026-12-31"),
        ("2027–2029", "2027-01-01", "2029-12-31"),
        ("2026–27", "2026-01-01", "2027-12-31"),
        ("2026/2027", "2026-01-01", "2027-12-31"),
        ("åren 2026 till 2028", "2026-01-01", "2028-12-31"),
        ("våren 2026", "2026-01-01", "2026-06-30"),
        ("vår -26", "2026-01-01", "2026-06-30"),
        ("våren'26", "2026-01-01", "2026-06-30"),
        ("VT26", "2026-01-01", "2026-06-30"),
        ("vårterminen 2026", "2026-01-01", "2026-06-30"),
        ("hösten 2026", "2026-08-01", "2026-12-31"),
        ("2026 hösten", "2026-08-01", "2026-12-31"),
        ("sommaren 2026", "2026-06-01", "2026-08-31"),
        ("vintern 2026", "2026-12-01", "2027-02-28"),
        ("vintern 2026/27", "2026-12-01", "2027-02-28"),
        ("hösten 2026–våren 2027", "2026-08-01", "2027-06-30"),
        ("hösten–våren 2027", "2026-08-01", "2027-06-30"),
        ("läsåret 2026/27", "2026-08-01", "2027-06-30"),
        ("läsåret 26/27", "2026-08-01", "2027-06-30"),
        ("våren 2026–september 2026", "2026-01-01", "2026-09-30"),
        ("första halvåret 2026", "2026-01-01", "2026-06-30"),
        ("2:a halvåret 2026", "2026-07-01", "2026-12-31"),
        ("kvartal 2 2026", "2026-04-01", "2026-06-30"),
        ("Q1 2026", "2026-01-01", "2026-03-31"),
        ("Q1-3 2026", "2026-01-01", "2026-09-30"),
        ("fjärde kvartalet 2026", "2026-10-01", "2026-12-31"),
        ("tertial 2 2026", "2026-05-01", "2026-08-31"),
        ("v. 12 2026", "2026-03-16", "2026-03-22"),
        ("v12 2026", "2026-03-16", "2026-03-22"),
        ("2026 v. 12", "2026-03-16", "2026-03-22"),
        ("2026-W12", "2026-03-16", "2026-03-22"),
        ("vecka 10–12 2026", "2026-03-02", "2026-03-22"),
        ("v. 53 2026", "2026-12-28", "2027-01-03"),
        ("v. 51 2026–v. 2 2027", "2026-12-14", "2027-01-17"),
        ("i början av mars 2026", "2026-03-01", "2026-03-10"),
        ("mitten av mars 2026", "2026-03-11", "2026-03-20"),
        ("slutet av februari 2026", "2026-02-21", "2026-02-28"),
        ("slutet av hösten 2026", "2026-11-01", "2026-12-31"),
        ("början av 2026", "2026-01-01", "2026-04-30"),
        ("årsskiftet 2026/2027", "2026-12-16", "2027-01-15"),
        ("påsk 2026", "2026-04-03", "2026-04-06"),
        ("midsommar 2026", "2026-06-19", "2026-06-20"),
        ("15 mars 2026", "2026-03-15", "2026-03-15"),
        ("den 15:e mars 2026", "2026-03-15", "2026-03-15"),
        ("tisdagen den 3 mars 2026", "2026-03-03", "2026-03-03"),
        ("15/3 2026", "2026-03-15", "2026-03-15"),
        ("2026-03-15", "2026-03-15", "2026-03-15"),
        ("3–5 mars 2026", "2026-03-03", "2026-03-05"),
        ("15 mars-20 april 2026", "2026-03-15", "2026-04-20"),
        ("2026-03-15–2026-04-20", "2026-03-15", "2026-04-20"),
        ("hösten 2026 (oktober)", "2026-10-01", "2026-10-31"),
        ("Hösten 2026, v. 40", "2026-09-28", "2026-10-04"),
    ],
)
def test_period(words: str, starts: str, ends: str) -> None:
    part = only(words)
    assert isinstance(part, Period)
    assert (part.starts.isoformat(), part.ends.isoformat()) == (starts, ends)


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", " - ", " – ", "- ", " —", "--", " till ", " t.o.m. ", "\n–\n"])
def test_any_dash_and_any_space(dash: str) -> None:
    assert only(f"Sep 2026{dash}maj 2027") == Period(date(2026, 9, 1), date(2027, 5, 31), grain=Grain.MONTH)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("senast 15 mars 2026", date(2026, 3, 15)),
        ("Senast den 15 mars 2026", date(2026, 3, 15)),
        ("senast 2026-03-15", date(2026, 3, 15)),
        ("senast i november 2026", date(2026, 11, 30)),
        ("senast våren 2026", date(2026, 6, 30)),
        ("senast v. 10 2026", date(2026, 3, 8)),
        ("senast 2026", date(2026, 12, 31)),
        ("senast vid årsskiftet 2026/2027", date(2026, 12, 31)),
        ("klart i maj 2026", date(2026, 5, 31)),
        ("klart senast maj 2026", date(2026, 5, 31)),
        ("klart till 15 mars 2026", date(2026, 3, 15)),
        ("före sommaren 2026", date(2026, 5, 31)),
        ("inför 2027", date(2026, 12, 31)),
        ("före jul 2026", date(2026, 12, 23)),
    ],
)
def test_last_day(words: str, on: date) -> None:
    assert only(words) == Deadline(on)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("löpande", Ongoing()),
        ("Löpande under året", Ongoing()),
        ("löpande under hela planperioden", Ongoing()),
        ("tills vidare", Ongoing()),
        ("kontinuerligt", Ongoing()),
        ("vid behov", Ongoing(on_demand=True)),
        ("löpande 2026–2028", Ongoing(date(2026, 1, 1), date(2028, 12, 31))),
        ("2026-2028 löpande", Ongoing(date(2026, 1, 1), date(2028, 12, 31))),
        ("löpande från hösten 2026", Ongoing(date(2026, 8, 1))),
        ("fr.o.m. 2026", Ongoing(date(2026, 1, 1))),
        ("2026 och framåt", Ongoing(date(2026, 1, 1))),
        ("2026-", Ongoing(date(2026, 1, 1))),
        ("startar hösten 2026", Ongoing(date(2026, 8, 1))),
        ("efter sommaren 2026", Ongoing(date(2026, 9, 1))),
        ("t.o.m. maj 2026", Ongoing(ends=date(2026, 5, 31))),
        ("löpande, utom juli", Ongoing(months=(1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12))),
        ("löpande under våren", Ongoing(months=(1, 2, 3, 4, 5, 6))),
    ],
)
def test_ongoing(words: str, part: Ongoing) -> None:
    assert only(words) == part


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("september", Yearless(Grain.MONTH, 9, 9)),
        ("under våren", Yearless(Grain.SEASON, 1, 1)),
        ("sep–maj", Yearless(Grain.MONTH, 9, 5)),
        ("våren–september", Yearless(Grain.MONTH, 1, 9)),
        ("v. 10", Yearless(Grain.WEEK, 10, 10)),
        ("kvartal 2", Yearless(Grain.QUARTER, 2, 2)),
        ("3–5 mars", Yearless(Grain.DAY, 303, 305)),
        ("senast i november", Yearless(Grain.MONTH, 11, 11, deadline=True)),
        ("senast 15/3", Yearless(Grain.DAY, 315, 315, deadline=True)),
        ("före hösten", Yearless(Grain.MONTH, 7, 7, deadline=True)),
        ("under året", Yearless(Grain.YEAR, 1, 1)),
    ],
)
def test_without_a_year_none_is_invented(words: str, part: Yearless) -> None:
    assert only(words) == part
    assert parse(words).needs_year
    assert parse(words).readable
    assert parse(words).span is None


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("september", Period(date(2027, 9, 1), date(2027, 9, 30), grain=Grain.MONTH)),
        ("sep–maj", Period(date(2027, 9, 1), date(2028, 5, 31), grain=Grain.MONTH)),
        ("v. 10", Period(date(2027, 3, 8), date(2027, 3, 14), grain=Grain.WEEK)),
        ("senast i november", Deadline(date(2027, 11, 30))),
        ("årsskiftet", Period(date(2027, 12, 16), date(2028, 1, 15), grain=Grain.NEW_YEAR)),
        ("våren 2026", Period(date(2026, 1, 1), date(2026, 6, 30), grain=Grain.SEASON)),
    ],
)
def test_year_is_supplied_where_the_words_lack_it(words: str, part: Part) -> None:
    assert only(words, year=2027) == part


def starts(words: str, **known: int) -> list[str]:
    expression = parse(words, **known)
    assert expression.unread == ()
    return [part.starts.isoformat() for part in expression.parts if isinstance(part, Period)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mars, juni och september 2026", ["2026-03-01", "2026-06-01", "2026-09-01"]),
        ("våren och hösten 2026", ["2026-01-01", "2026-08-01"]),
        ("digitalt våren och fysiskt hösten 2026", ["2026-01-01", "2026-08-01"]),
        ("mars 2026, september", ["2026-03-01", "2026-09-01"]),
        ("hösten 2026, våren", ["2026-08-01", "2027-01-01"]),
        ("v. 10, 12 och 14 2026", ["2026-03-02", "2026-03-16", "2026-03-30"]),
        ("3, 10 och 17 mars 2026", ["2026-03-03", "2026-03-10", "2026-03-17"]),
        ("första och tredje kvartalet 2026", ["2026-01-01", "2026-07-01"]),
        ("2026 samt våren 2027", ["2026-01-01", "2027-01-01"]),
        ("vår 2026; höst 2027", ["2026-01-01", "2027-08-01"]),
    ],
)
def test_lists_share_their_year(words: str, expected: list[str]) -> None:
    assert starts(words) == expected


def test_year_that_is_carried_onwards_is_told() -> None:
    assert parse("hösten 2026, våren").assumed == ("Året 2027 är hämtat från det som står före.",)
    assert parse("våren och hösten 2026").assumed == ()


def test_winter_of_one_year_is_told() -> None:
    assert parse("vintern 2026").assumed == ("”vintern 2026” läses som december 2026–februari 2027.",)
    assert parse("vintern 2026/27").assumed == ()
    assert parse("vintern 2026/2027").assumed == ()
    assert parse("hösten 2026–våren 2027").assumed == ()


def test_semicolon_stops_the_year() -> None:
    assert parse("hösten 2026; våren").needs_year
    assert starts("hösten 2026; våren", year=2030) == ["2026-08-01", "2030-01-01"]


@pytest.mark.parametrize(
    ("words", "modes"),
    [
        ("Digitalt våren 2026", [Mode.DIGITAL]),
        ("våren 2026 (digitalt)", [Mode.DIGITAL]),
        ("våren 2026, fysiskt", [Mode.PHYSICAL]),
        ("på distans våren 2026", [Mode.DIGITAL]),
        ("våren 2026 på plats", [Mode.PHYSICAL]),
        ("fysiskt våren och hösten 2026", [Mode.PHYSICAL, Mode.PHYSICAL]),
        ("fysiskt våren 2026, hösten 2026", [Mode.PHYSICAL, Mode.ANY]),
        ("fysiskt i mars, juni och september 2026", [Mode.PHYSICAL] * 3),
        ("våren 2026 digitalt och hösten 2026 fysiskt", [Mode.DIGITAL, Mode.PHYSICAL]),
        ("digitalt och fysiskt våren 2026", [Mode.ANY]),
        ("Digitalt: våren 2026", [Mode.DIGITAL]),
    ],
)
def test_mode_belongs_to_what_it_stands_beside(words: str, modes: list[Mode]) -> None:
    expression = parse(words)
    assert expression.unread == ()
    assert [part.mode for part in expression.parts] == modes


@pytest.mark.parametrize(
    "words",
    [
        "31 februari 2026", "29 februari 2026", "32 mars 2026", "0 mars 2026", "13/13 2026", "15/13 2026", "2026-13",
        "2026-02-30", "2026-13-01", "v. 54 2026", "v. 53 2027", "v. 0 2026", "kvartal 5 2026", "Q0 2026",
        "tertial 4 2026", "tredje halvåret 2026", "maj 2027–september 2026", "2028–2026", "tisdag 4 mars 2026",
        "klart till sommaren 2026", "31 juni", "v. 12 2026–v. 10 2026",
    ],
)  # fmt: skip
def test_impossible_time_is_unread_as_a_whole(words: str) -> None:
    expression = parse(words)
    assert expression.parts == ()
    assert expression.unread == (words,)
    assert not expression.readable


@pytest.mark.parametrize(("words", "year"), [("v. 53", 2027), ("29 februari", 2026)])
def test_time_that_the_supplied_year_lacks_is_unread(words: str, year: int) -> None:
    assert parse(words).readable
    expression = parse(words, year=year)
    assert expression.parts == ()
    assert expression.unread == (words,)


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("preliminärt hösten 2026", ("preliminärt",)),
        ("tidigast 2027", ("tidigast",)),
        ("våren eller hösten 2026", ("eller",)),
        ("ej fastställt", ("ej fastställt",)),
        ("hösten 2026 om medel finns", ("om medel finns",)),
        ("1 mars 2026 kl 10", ("kl 10",)),
        ("2026?", ("?",)),
        ("-", ("-",)),
        ("nästa år", ("nästa år",)),
        ("fem veckor i maj 2026", ("fem veckor",)),
    ],
)
def test_what_is_not_understood_is_kept_and_flagged(words: str, unread: tuple[str, ...]) -> None:
    expression = parse(words)
    assert expression.unread == unread
    assert not expression.readable
    assert expression.words == words


def test_nothing_says_nothing() -> None:
    assert parse("") == parse("", year=2026)
    assert not parse("").readable
    assert parse(" \n").unread == ()


def test_span_goes_from_the_first_to_the_last_day() -> None:
    span = parse("senast 15 mars 2026, hösten 2026 och löpande 2027–2028").span
    assert span is not None
    assert (span.starts, span.ends) == (date(2026, 3, 15), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("VÅREN 2026", "våren 2026"),
        ("sep-dec 2026", "september–december 2026"),
        ("Sep 2026 - maj 2027", "september 2026–maj 2027"),
        ("v. 10-12, 2026", "v. 10–12 2026"),
        ("3-5 mars 2026", "3–5 mars 2026"),
        ("2026-03-15", "15 mars 2026"),
        ("Q1-3 2026", "kvartal 1–3 2026"),
        ("vintern 2026", "vintern 2026/2027"),
        ("senast 31/3 2026", "senast i mars 2026"),
        ("fr.o.m. 2026", "från och med 2026"),
        ("löpande fram till maj 2027", "fram till och med maj 2027"),
        ("Hosten 2026 (fysiskt)", "fysiskt hösten 2026"),
        ("i slutet av mars 2026", "slutet av mars 2026"),
    ],
)
def test_good_swedish_is_written(words: str, written: str) -> None:
    assert write(parse(words)) == written


def test_a_period_keeps_to_its_grain() -> None:
    with pytest.raises(ValueError, match="season"):
        Period(date(2026, 1, 2), date(2026, 6, 30), grain=Grain.SEASON)
    with pytest.raises(ValueError, match="not a period"):
        Period(date(2026, 2, 1), date(2026, 1, 1))
