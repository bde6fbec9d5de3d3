from __future__ import annotations

from datetime import date

import pytest

from samsyn.charts import words


@pytest.mark.parametrize(
    ("starts", "ends", "sv", "en"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026", "2026"),
        (date(2027, 1, 1), date(2029, 12, 31), "2027–2029", "2027–2029"),
        (date(2026, 8, 1), date(2026, 12, 31), "aug–dec 2026", "Aug–Dec 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "feb 2026", "Feb 2026"),
        (date(2026, 9, 1), date(2027, 5, 31), "sep 2026 – maj 2027", "Sep 2026 – May 2027"),
        (date(2026, 3, 3), date(2026, 3, 3), "3 mars 2026", "3 March 2026"),
        (date(2026, 3, 3), date(2026, 3, 14), "3–14 mars 2026", "3–14 March 2026"),
        (date(2026, 3, 3), date(2026, 5, 14), "3 mars – 14 maj 2026", "3 March – 14 May 2026"),
        (date(2026, 3, 3), None, "3 mars 2026 –", "3 March 2026 –"),
        (None, date(2026, 3, 3), "– 3 mars 2026", "– 3 March 2026"),
        (None, None, "", ""),
    ],
)
def test_periods(starts: date | None, ends: date | None, sv: str, en: str) -> None:
    assert words.period(starts, ends, "sv").replace("\u00a0", " ") == sv
    assert words.period(starts, ends, "en").replace("\u00a0", " ") == en


@pytest.mark.parametrize(
    ("amount", "sv", "en"),
    [
        (172_609_000, "1 726 090 kr", "SEK 1,726,090"),
        (0, "0 kr", "SEK 0"),
        (-6_930_150, "−69 301,50 kr", "−SEK 69,301.50"),
    ],
)
def test_amounts_hold_together(amount: int, sv: str, en: str) -> None:
    assert words.kronor(amount, "sv") == sv.replace(" ", "\u00a0")
    assert words.kronor(amount, "en-gb") == en.replace(" ", "\u00a0")


def test_both_languages_have_the_same_words() -> None:
    sv, en = words.words("sv-SE"), words.words("en")
    assert sv.keys() == en.keys()
    assert [w.count("{}") for w in sv.values()] == [w.count("{}") for w in en.values()]
    assert len(sv["months"].split()) == len(sv["short"].split()) == len(en["months"].split()) == 12
