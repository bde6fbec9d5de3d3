import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.sie import books, read
from samsyn.sie.words import TEXTS
from tests.sie.written import YEAR, changed, codes, sie


def line_of(content: bytes, text: str) -> int:
    return next(n for n, line in enumerate(content.decode("cp437").splitlines(), 1) if text in line)


def test_a_whole_file_is_read():
    reading = read(sie())
    file = reading.file
    assert reading.problems == ()
    assert (file.company, file.organisation_number, file.sie_type) == ("Granby kommun", "212000-0000", 4)
    assert file.program == "Kommunbok 9.1"
    assert (file.years[0].starts, file.years[0].ends) == (date(2026, 1, 1), date(2026, 12, 31))
    assert file.accounts["7630" if "7630" in file.accounts else "7110"].name == "Resor"
    assert file.objects["6", "P12"] == "Miljösamverkan Provlän"
    voucher = file.vouchers[2]
    assert (voucher.called, voucher.on, voucher.text) == ("A 3", date(2026, 3, 10), 'Resa med "Åkeriet"')
    assert voucher.transactions[0].objects == (("1", "4100"), ("6", "P12"))
    assert [row.amount for row in voucher.transactions] == [1_234_05, 10_000_00, -11_234_05]
    assert file.stated("RES")["5010"].amount == 70_000_50
    assert (file.stated("IB")["1930"].amount, file.stated("UB")["1930"].amount) == (100_00, 818_865_45)


@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [("cp437", b"", "cp437"), ("utf-8", b"", "utf-8"), ("utf-8", b"\xef\xbb\xbf", "utf-8"), ("cp1252", b"", "cp1252")],
)
def test_letters_are_read_whatever_the_file_calls_them(encoding, mark, found):
    reading = read(sie(encoding=encoding, mark=mark))
    assert not reading.stopped
    assert reading.file.encoding == found
    assert reading.file.format == "PC8"
    assert reading.file.objects["6", "P12"] == "Miljösamverkan Provlän"
    assert [p.code for p in reading.problems] == (["windows"] if encoding == "cp1252" else [])


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_any_end_of_line_and_the_old_end_of_file(ends):
    assert read(sie(ends=ends) + b"\x1a").problems == ()


def test_what_the_standard_does_not_know_is_passed_over():
    content = sie(more=["#FRAMTID 1 2 3", "#KONTO 9999 Statistik med fler fält", "#PROSA “hej"], encoding="utf-8")
    reading = read(content)
    assert not reading.stopped
    assert list(reading.file.unknown) == ["FRAMTID"]


def test_balances_of_objects_and_periods_are_read():
    more = [
        '#OIB 0 1510 {6 "P12"} 10.00', '#OUB 0 1510 {6 "P12"} 12.5', '#PSALDO 0 202603 5010 {1 "4100"} 70000.50',
        "#PSALDO 0 202604 5010 {} -1", '#PBUDGET 0 202603 5010 {6 "P12"} 60000', "#PBUDGET 0 202603 5010 100",
        '#UNDERDIM 61 "Delprojekt" 6',
    ]  # fmt: skip
    file = read(sie(more=more)).file
    assert [(b.label, b.period, b.objects, b.amount) for b in file.balances if b.label[0] in "OP"] == [
        ("OIB", "", (("6", "P12"),), 10_00),
        ("OUB", "", (("6", "P12"),), 12_50),
        ("PSALDO", "202603", (("1", "4100"),), 70_000_50),
        ("PSALDO", "202604", (), -1_00),
        ("PBUDGET", "202603", (("6", "P12"),), 60_000_00),
        ("PBUDGET", "202603", (), 100_00),
    ]
    assert file.dimensions["61"].parent == "6"


def test_rows_that_were_added_or_taken_away_afterwards_count_as_they_stand_now():
    content = changed(
        sie(),
        "   #TRANS 5010",
        '   #BTRANS 5010 {} 1.00 20260226 "" 0 "Sign"\r\n   #RTRANS 5010 {} 70000.50\r\n   #TRANS 5010',
    )
    reading = read(content)
    assert reading.problems == ()
    voucher = reading.file.vouchers[1]
    assert [row.amount for row in voucher.transactions] == [70_000_50, -70_000_50]
    assert [row.amount for row in voucher.removed] == [1_00]


FAULTS = [
    ('6 "P12"} 70000.50', '6 "P12"} 70000.40', "unbalanced", '#VER "A" "2"'),
    ("#RES 0 5010 70000.50", "#RES 0 5010 70000.51", "result_differs", "#RES 0 5010"),
    ("#UB 0 1930 818865.45", "#UB 0 1930 818865.44", "balance_differs", "#UB 0 1930"),
    ("#SIETYP 4", "#SIETYP 3", "wrong_type", ""),
    ("#SIETYP 4", "#PROSA 4", "type_missing", ""),
    ("#RAR 0 20260101 20261231", "#RAR -1 20250101 20251231", "no_year", ""),
    ("20260225", "20270225", "outside_year", '#VER "A" "2"'),
    ("70000.50", "70.000,50", "bad_amount", "70.000,50"),
    ("20260310", "20260231", "bad_date", '#VER "A" "3"'),
    ('{6 "P99"}', '{6 "P99" 1}', "bad_objects", '{6 "P99" 1}'),
    ('{6 "P99"}', '{6 "P99"', "open_objects", '{6 "P99"'),
    ('#VER "A" "2" 20260225', "#PROSA", "outside_voucher", ""),
    ("#FORMAT PC8", "#FORMAT PC8\r\n#VALUTA EUR", "currency", ""),
    ("   #TRANS 5010", "   TRANS 5010", "no_label", "   TRANS 5010"),
    ("Granby", "Gran\x00by", "broken_text", "#FNAMN"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "where"), FAULTS, ids=[f"{fault[2]}" for fault in FAULTS])
def test_every_fault_is_told_with_its_line_and_a_remedy(old, new, code, where):
    content = changed(sie(), old, new)
    reading = read(content)
    assert reading.stopped
    told = next(problem for problem in reading.problems if problem.code == code)
    if where:
        assert told.line == line_of(content, where)
    for language in ("sv", "en"):
        assert told.what(language) and told.remedy(language)
        assert not re.search(r"\{[a-z]+\}", told.what(language))


def test_the_words_of_a_fault():
    told = read(changed(sie(), "#RES 0 5010 70000.50", "#RES 0 5010 1.00")).problems[0]
    assert told.what("sv").endswith(
        "Konto 5010: filen anger resultatet 1,00\u00a0kr, men transaktionerna blir 70\u00a0000,50\u00a0kr."
    )
    assert told.what("sv").startswith("Rad ")
    assert "SEK\u00a070,000.50" in told.what("en")


def test_a_result_that_is_not_stated_is_told():
    reading = read(changed(sie(), "#RES 0 5010 70000.50\r\n", ""))
    assert codes(reading.problems) == [("result_differs", 0)]


def test_turned_signs_are_told():
    turned = [(*head, [(account, objects, -ore) for account, objects, ore in rows]) for *head, rows in YEAR]
    assert [p.code for p in read(sie(turned)).problems] == ["turned"]


@pytest.mark.parametrize("encoding", ["cp437", "utf-8"])
def test_the_checksum_is_verified(encoding):
    content = sie(checksum=True, encoding=encoding)
    assert read(content).problems == ()
    assert read(changed(content, "Granby", "Bjorkas", encoding)).problems[0].code == "checksum_wrong"
    unbalanced = changed(content, "} 70000.50", "} 70000.40", encoding)
    assert {"checksum_wrong", "unbalanced"} <= {problem.code for problem in read(unbalanced).problems}
    tabbed = changed(content, '#FNAMN "Granby kommun"', '#FNAMN\t\t"Granby kommun"', encoding)
    assert read(tabbed).problems == ()  # only labels and fields count


def test_every_way_of_cutting_a_file_off_is_noticed():
    content = sie(checksum=True)
    lines = content.split(b"\r\n")
    for kept in range(4, len(lines) - 2):
        assert read(b"\r\n".join(lines[:kept])).stopped, lines[kept]
    inside = read(sie()[:-5])
    assert [p.code for p in inside.problems if p.stops] == ["open_voucher"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \r\n", "empty"),
        (sie().decode("cp437").encode("utf-16"), "utf16"),
        (b"PK\x03\x04 not a SIE file", "not_sie"),
        (b"<html>no</html>", "not_sie"),
        (sie(encoding="utf-8").replace("ö".encode(), b"\xc3", 1), "broken_text"),
    ],
)
def test_what_is_no_sie_file_is_told(content, code):
    reading = read(content)
    assert reading.stopped
    assert reading.problems[0].code == code


def test_a_file_of_vouchers_alone_is_read_with_a_word_of_warning():
    reading = read(sie(stated=False, year="#RAR 0  "))
    assert codes(reading.problems) == [("import_file", 0)]
    assert not reading.stopped


def test_a_text_that_was_cut_in_the_middle_does_not_stop_the_file():
    content = changed(sie(), '"Löner februari"', '"Löner februari')
    reading = read(content)
    assert codes(reading.problems) == [("open_quote", line_of(content, "Löner februari"))]
    assert reading.file.vouchers[1].text == "Löner februari"


def test_many_faults_of_a_kind_are_counted():
    vouchers = [("A", str(n), "20260101", "", [("5010", [], 1)]) for n in range(50)]
    problems = read(sie(vouchers, stated=False)).problems
    assert [p.code for p in problems].count("unbalanced") == 20
    assert next(p for p in problems if p.code == "more").values == {"count": 30}


def test_every_sentence_is_there_in_both_languages():
    for code, said in TEXTS.items():
        assert said.sv and said.en, code
        assert said.sv_remedy or code == "more"
        assert bool(said.sv_remedy) == bool(said.en_remedy)


accounts = st.sampled_from(["1930", "2440", "3510", "5010", "7110", "7630", "8310"])
keys = st.text("abcåäöABC0123456789 -_", min_size=1, max_size=6)
objects = st.lists(st.tuples(st.sampled_from(["1", "6", "20"]), keys), max_size=3)
ore = st.integers(-(10**12), 10**12)
texts = st.text(st.characters(codec="cp437", exclude_categories=["Cc"]), max_size=20).filter(
    lambda text: not text.endswith("\\") and '\\"' not in text
)


@st.composite
def vouchers(draw):
    made = []
    for number in range(draw(st.integers(0, 6))):
        rows = draw(st.lists(st.tuples(accounts, objects, ore), min_size=1, max_size=5))
        rows.append(("1930", [], -sum(row[2] for row in rows)))
        day = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
        made.append(("A", str(number), f"{day:%Y%m%d}", draw(texts), rows))
    return made


@settings(max_examples=60, deadline=None)
@given(made=vouchers(), encoding=st.sampled_from(["cp437", "utf-8"]), checksum=st.booleans())
def test_what_is_written_is_read_back_to_the_ore(made, encoding, checksum):
    reading = read(sie(made, encoding=encoding, checksum=checksum))
    assert [p for p in reading.problems if p.stops and p.code != "turned"] == []
    read_back = [
        (v.series, v.number, f"{v.on:%Y%m%d}", v.text, [(t.account, list(t.objects), t.amount) for t in v.transactions])
        for v in reading.file.vouchers
    ]
    assert read_back == made


@settings(max_examples=60, deadline=None)
@given(made=vouchers())
def test_the_sums_are_the_file(made):
    found = books(read(sie(made)).file)
    results = sum(row[2] for *_head, rows in made for row in rows if row[0][0] in "345678")
    assert sum(posting.amount for posting in found.postings) == results
    assert found.total == 0
    assert found.rows == sum(len(rows) for *_head, rows in made)


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(lambda t: ("#FLAGGA 0\n" + t).encode()))
def test_no_content_makes_the_reader_stumble(content):
    for problem in read(content).problems:
        assert problem.what("sv") and problem.what("en")
