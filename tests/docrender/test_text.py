import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.docrender import Bullets, Paragraph, Table, body
from samsyn.docrender.long_words import PART, PART_MARKS, parted
from samsyn.docrender.prose import column_shares
from samsyn.docrender.text import clean, pieces


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        (" \n\n ", ()),
        ("Ett stycke.", (Paragraph("Ett stycke."),)),
        ("Ett.\n\nTvå.", (Paragraph("Ett."), Paragraph("Två."))),
        ("Ett.\r\n \t\r\n\r\nTvå.", (Paragraph("Ett."), Paragraph("Två."))),
        ("Rad ett\nrad två", (Paragraph("Rad ett\nrad två"),)),
        ("- a\n- b", (Bullets(("a", "b")),)),
        ("- a\n\n- b", (Bullets(("a", "b")),)),
        ("- a\n  fortsätter\n- b", (Bullets(("a fortsätter", "b")),)),
        ("Vi ska:\n- a\n- b\nOch mer.", (Paragraph("Vi ska:"), Bullets(("a", "b")), Paragraph("Och mer."))),
        ("-5 grader", (Paragraph("-5 grader"),)),
        ("– ett tankstreck", (Paragraph("– ett tankstreck"),)),
    ],
)
def test_plain_text_becomes_blocks(text, blocks):
    assert body(text) == blocks


def test_characters_that_xml_cannot_hold_are_dropped():
    assert clean("a\x00b\x0bc\x1f\ud800\ufffed\te") == "ab\ncd\te"


def test_text_is_composed():
    assert clean("ra\u030ad") == "råd"


@given(st.text())
def test_no_word_is_lost(text):
    words = [
        word
        for block in body(text)
        for part in (block.items if isinstance(block, Bullets) else (block.text,))
        for word in part.split()
    ]
    assert [word for word in words if word != "-"] == [word for word in clean(text).split() if word != "-"]


def test_columns_are_as_wide_as_asked_for():
    table = Table("t", ("Post", "Belopp"), (), widths=(3, 1))
    assert column_shares(table, wide=False) == pytest.approx([0.75, 0.25])


def test_a_column_has_room_for_the_words_of_its_header():
    table = Table("t", ("Utvecklingsområde", "Vad ska göras?", "Tid"), (), widths=(1, 20, 2))
    shares = column_shares(table, wide=True)
    assert sum(shares) == pytest.approx(1)
    assert shares[0] == pytest.approx(20 / 150)
    assert shares[1] > 0.7
    assert shares[2] > 0.07


@pytest.mark.parametrize("count", [1, 3, 40])
def test_columns_with_no_room_for_their_words_share_it(count):
    shares = column_shares(Table("t", ("m" * 500,) * count, ()), wide=True)
    assert shares == pytest.approx([1 / count] * count)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se www.exempel.se/plan.", [("Se ", ""), ("www.exempel.se/plan", "https://www.exempel.se/plan"), (".", "")]),
        ("(https://exempel.se/?a=1&b=2)", [
            ("(", ""), ("https://exempel.se/?a=1&b=2", "https://exempel.se/?a=1&b=2"), (")", ""),
        ]),
        ("Skriv till anna.ek@example.org!", [
            ("Skriv till ", ""), ("anna.ek@example.org", "mailto:anna.ek@example.org"), ("!", ""),
        ]),
        ("javascript:alert(1) file:///etc/passwd a@b", [("javascript:alert(1) file:///etc/passwd a@b", "")]),
        ("www.", [("www.", "")]),
        ("a@b.c@d.e", [("a@b.c@d.e", "")]),
        ("", []),
        ("https://" + "a" * 3000, [("https://" + "a" * 3000, "")]),
    ],
)  # fmt: skip
def test_addresses_lead_somewhere(text, found):
    assert pieces(text) == found


@given(st.text(alphabet='ab@.:/w-\\" \u200b<', max_size=60))
def test_pieces_are_the_whole_text(text):
    assert "".join(shown for shown, _ in pieces(text)) == text
    assert not any(set(target) & set('"\\<> ') for _, target in pieces(text))


@pytest.mark.parametrize(
    "text", ["verksamhetsplaneringens.", "(kostnadstäckningsgraden)", "”Återförsäljareavtalen”,", "kort a.b", "V" * 15]
)
def test_words_that_hyphenate_are_left_alone(text):
    assert parted(text) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("utvecklingsledaren@exempel.se", ["utvecklingsledaren@", "exempel.", "se"]),
        ("plan_2031-03-03_slutversion.docx", ["plan_", "2031-", "03-", "03_", "slutversion.", "docx"]),
        ("tillsyn/kontroll/prövning", ["tillsyn/", "kontroll/", "prövning"]),
        ("1234567890123456", list("1234567890123456")),
        ("xxxxxxxxxxxxxxxx", list("xxxxxxxxxxxxxxxx")),
    ],
)
def test_long_words_part(text, parts):
    assert parted(text).split(PART) == parts


def test_rows_of_marks_part():
    assert parted("." * 16).replace(PART, "").split(PART_MARKS) == ["."] * 16


def test_addresses_part_anywhere_only_where_it_is_narrow():
    assert "utvecklingsledaren@" in parted("utvecklingsledaren@exempel.se").split(PART)
    assert set(parted("utvecklingsledaren@exempel.se", narrow=True).split(PART)[:5]) == set("utvec")
    assert parted("verksamhetsplaneringen", narrow=True) == "verksamhetsplaneringen"
