"""Filters and tags every template may use."""

import pytest

from samsyn.kernel.templatetags.samsyn import difference, kr, plan_text

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("ore", "told"),
    [
        (172_609_000, f"1{NBSP}726{NBSP}090{NBSP}kr"),
        (100, f"1{NBSP}kr"),
        (0, f"0{NBSP}kr"),
        (-8_500_000, f"\N{MINUS SIGN}85{NBSP}000{NBSP}kr"),
        (50, f"0,50{NBSP}kr"),
        (4_050_005, f"40{NBSP}500,05{NBSP}kr"),
        (None, "–"),
    ],
)
def test_an_amount_is_told_as_it_is_written_in_swedish(ore: int | None, told: str) -> None:
    assert kr(ore) == told


def test_a_difference_marks_words_and_names_the_marks() -> None:
    assert difference("hela året ut", "hela hösten 2026 ut") == (
        'hela <del><span class="visually-hidden">borttaget: </span>året</del>'
        ' <ins><span class="visually-hidden">tillagt: </span>hösten 2026</ins> ut'
    )


@pytest.mark.parametrize(("old", "new", "mark"), [("", "allt", "ins"), ("allt", "", "del")])
def test_a_text_that_is_all_new_or_all_gone(old: str, new: str, mark: str) -> None:
    assert difference(old, new).startswith(f"<{mark}>")
    assert difference(old, new).endswith(f"allt</{mark}>")


def test_equal_texts_have_no_marks() -> None:
    assert difference("samma ord", "samma ord") == "samma ord"


def test_what_people_typed_is_escaped() -> None:
    assert "<script>" not in difference("<script>", "<b>nytt</b>")
    assert "<b>" not in difference("<script>", "<b>nytt</b>")
    assert plan_text("<b>fet</b>") == "<p>&lt;b&gt;fet&lt;/b&gt;</p>"


def test_plan_text_has_paragraphs_and_lists() -> None:
    assert plan_text("Ett\nstycke.\n\nSå här:\n- ett\n- två") == (
        "<p>Ett stycke.</p><p>Så här:</p><ul><li>ett</li><li>två</li></ul>"
    )
