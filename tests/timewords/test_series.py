import pytest

from samsyn.timewords.series import find_series

NAMES = ["Styrgruppsmöten", "Presidieträff", "Beredningsgrupp", "AU-möten", "Miljöhandläggarträffen"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("styrgruppsmötena", "Styrgruppsmöten"),
        ("styrgruppsmotena", "Styrgruppsmöten"),
        ("varje styrgruppsmöte", "Styrgruppsmöten"),
        ("styrgruppen", "Styrgruppsmöten"),
        ("presidieträffen", "Presidieträff"),
        ("beredningsgruppen", "Beredningsgrupp"),
        ("AU-mötena", "AU-möten"),
        ("miljöhandläggarträffen", "Miljöhandläggarträffen"),
    ],
)
def test_series_is_found_behind_its_endings(words: str, name: str) -> None:
    assert find_series(words, NAMES) == [name]


@pytest.mark.parametrize("words", ["kommunfullmäktige", "", "…", "möte"])
def test_no_series_is_found_where_none_is_meant(words: str) -> None:
    assert find_series(words, NAMES) == []


def test_the_same_name_goes_before_one_that_begins_alike() -> None:
    names = ["Styrgruppsmöten", "Styrgruppsmöten digitalisering"]
    assert find_series("styrgruppsmötena", names) == ["Styrgruppsmöten"]
    assert find_series("styrgruppen", names) == names
