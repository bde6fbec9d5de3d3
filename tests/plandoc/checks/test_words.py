from __future__ import annotations

import pytest

from samsyn.plandoc.checks.words import akin, blank, clip, dated_phrases, sentences, speaks_of, topic_words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("hälsoskyddsinspektörer", "hälsoskyddstillsynen", True),
        ("lantbrukstillsyn", "lantbrukens", True),
        ("avlopp", "avlopps", True),
        ("skolor", "förskolor", True),
        ("avfall", "avlopp", False),
        ("avfall", "lantbruk", False),
        ("miljöbrott", "miljöpåverkan", False),
        ("buller", "bulle", True),
        ("vatten", "vat", False),
    ],
)
def test_words_are_akin_by_their_first_part(one: str, other: str, expected: bool) -> None:
    assert akin(one, other) is akin(other, one) is expected


def test_a_title_is_about_its_topic_and_not_about_meeting() -> None:
    assert topic_words("Miljöinspektörer som arbetar med små avlopp") == {"avlopp"}
    assert topic_words("Hälsoskyddsinspektörer") == {"hälsoskyddsinspektörer"}
    assert topic_words("Förorenade områden") == {"förorenade"}
    assert topic_words("Styrgruppsmöten") == frozenset()


def test_a_text_speaks_of_a_topic_in_any_form_of_the_word() -> None:
    text = topic_words("Enhetlig bedömning i länet av frågor om hälsoskyddstillsynen.")
    assert speaks_of(text, topic_words("Hälsoskyddsinspektörer"))
    assert not speaks_of(text, topic_words("Inspektörer som arbetar med avfall"))


def test_nothing_but_marks_is_blank() -> None:
    assert [blank(text) for text in ("", " – ", "?", "...", "0", "nej")] == [True, True, True, True, False, False]


def test_sentences_and_bullets() -> None:
    text = "Planen görs för ett år framåt. Budget tas fram, t.ex. i maj.\n\n- Första punkten\n- Andra punkten"
    assert list(sentences(text)) == [
        "Planen görs för ett år framåt.",
        "Budget tas fram, t.ex. i maj.",
        "- Första punkten",
        "- Andra punkten",
    ]


def test_times_with_a_year_are_found_in_a_running_text() -> None:
    text = "lanseras i september 2026, prövas våren 2027 och gäller 2027–2029, jan 2025 - april 2026, aldrig 20261"
    assert dated_phrases(text) == ["september 2026", "våren 2027", "2027–2029", "jan 2025 - april 2026"]


def test_a_long_quote_is_cut_between_words() -> None:
    assert clip("ett två tre", 8) == "ett två …"
    assert clip("ett\n  två") == "ett två"
