import pytest

from samsyn.docrender import Document, Figure, Heading, Landscape, Money, Sheet, Table


def document(*blocks):
    return Document("Plan", "sv", blocks)


def test_a_heading_level_is_not_skipped():
    document(Heading(1, "a"), Heading(2, "b"), Heading(3, "c"), Heading(1, "d"))
    with pytest.raises(ValueError, match="level 3 after level 1"):
        document(Heading(1, "a"), Landscape((Heading(3, "c"),)))


def test_the_first_heading_is_of_level_one():
    with pytest.raises(ValueError, match="level 2 after level 0"):
        document(Heading(2, "a"))


def test_a_heading_says_something():
    with pytest.raises(ValueError, match="empty"):
        document(Heading(1, " \x00"))


def test_anchors_are_unique():
    document(Heading(1, "a"), Heading(1, "b"))
    with pytest.raises(ValueError, match="anchor 'x'"):
        document(Heading(1, "a", anchor="x"), Heading(1, "b", anchor="x"))


def test_a_document_has_a_title():
    with pytest.raises(ValueError, match="title"):
        Document(" ", "sv", ())


def test_a_figure_has_a_text_alternative():
    with pytest.raises(ValueError, match="text alternative"):
        Figure("<svg/>", " ")


def test_a_table_is_a_grid():
    with pytest.raises(ValueError, match="row 2: 1 cells, not 2"):
        Table("t", ("a", "b"), (("1", "2"), ("1",)))
    with pytest.raises(ValueError, match="1 widths for 2 columns"):
        Table("t", ("a", "b"), (), widths=(1,))
    with pytest.raises(ValueError, match="no columns"):
        Table("t", (), ())
    with pytest.raises(ValueError, match="above 0"):
        Table("t", ("a",), (), widths=(0,))
    with pytest.raises(ValueError, match="sum rows"):
        Table("t", ("a",), (("1",),), total_rows=2)


def test_widths_are_shares():
    assert Table("t", ("a", "b"), (), widths=(3, 1)).shares == (0.75, 0.25)
    assert Table("t", ("a", "b"), ()).shares == (0.5, 0.5)


def test_a_sheet_is_a_grid():
    with pytest.raises(ValueError, match="row 1: 1 values, not 2"):
        Sheet("s", ("a", "b"), ((1,),))


def test_money_is_exact():
    assert str(Money(172_609_050).kronor) == "1726090.50"
