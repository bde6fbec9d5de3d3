"""Sharing an amount among municipalities."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.plandoc.distribution import DistributionError, Member, ShareKey, distribute

COUNTY = [  # the county's 13 municipalities with their inhabitants
    Member("0604", 6797),
    Member("0617", 9131),
    Member("0642", 7594),
    Member("0643", 13456),
    Member("0662", 28936),
    Member("0665", 14825),
    Member("0680", 147654),
    Member("0682", 31587),
    Member("0683", 34542),
    Member("0684", 11563),
    Member("0685", 27528),
    Member("0686", 17792),
    Member("0687", 18604),
]
MEMBERS = st.lists(
    st.builds(Member, st.from_regex(r"[0-9]{4}", fullmatch=True), st.integers(1, 200_000)),
    min_size=1,
    max_size=15,
    unique_by=lambda member: member.key,
)
TOTALS = st.integers(0, 10**13)
KEYS = st.sampled_from([ShareKey.EQUAL, ShareKey.INHABITANTS, ShareKey.MIXED])


def test_equal_shares_of_the_municipal_part() -> None:
    shares = distribute(912_789_00, ShareKey.EQUAL, COUNTY)
    # 912 789 = 13 × 70 214 + 7: the seven kronor go to the first seven codes.
    assert list(shares.values()) == [70_215_00] * 7 + [70_214_00] * 6


def test_shares_per_inhabitant_of_the_municipal_part() -> None:
    shares = distribute(912_789_00, ShareKey.INHABITANTS, COUNTY)
    assert sum(shares.values()) == 912_789_00
    assert shares["0680"] == 364_253_00  # 912 789 × 147 654 / 370 007 = 364 253,16
    assert shares["0604"] == 16_768_00  # 912 789 × 6 797 / 370 009 = 16 767,72


def test_the_mixed_key_lies_between_its_two_parts() -> None:
    half = distribute(1_000_000_00, ShareKey.MIXED, [Member("a", 1), Member("b", 3)], equal_percent=50)
    assert half == {"a": 375_000_00, "b": 625_000_00}
    tenth = distribute(1_000_000_00, ShareKey.MIXED, [Member("a", 1), Member("b", 3)], equal_percent=10)
    assert tenth == {"a": 275_000_00, "b": 725_000_00}


def test_own_shares_in_per_cent() -> None:
    members = [Member("a", percent=Decimal("33.3")), Member("b", percent=Decimal("66.7")), Member("c", percent=0)]
    assert distribute(1_000_00, ShareKey.OWN, members) == {"a": 333_00, "b": 667_00, "c": 0}


def test_a_tie_goes_to_the_lowest_code_in_any_order() -> None:
    members = [Member("b"), Member("c"), Member("a")]
    assert distribute(4_00, ShareKey.EQUAL, members) == {"b": 1_00, "c": 1_00, "a": 2_00}


def test_odd_ore_go_to_the_largest_share() -> None:
    assert distribute(10_57, ShareKey.INHABITANTS, [Member("a", 1), Member("b", 9)]) == {"a": 1_00, "b": 9_57}


@given(TOTALS, KEYS, MEMBERS, st.integers(0, 100))
def test_the_sum_is_the_total_and_nobody_is_more_than_a_krona_off(
    total: int, key: ShareKey, members: list[Member], percent: int
) -> None:
    shares = distribute(total, key, members, equal_percent=percent)
    assert sum(shares.values()) == total
    assert [*shares] == [member.key for member in members]
    equal = Fraction({ShareKey.EQUAL: 100, ShareKey.INHABITANTS: 0, ShareKey.MIXED: percent}[key], 100)
    everybody = sum(member.inhabitants or 0 for member in members)
    for member in members:
        weight = equal / len(members) + (1 - equal) * Fraction(member.inhabitants or 0, everybody)
        assert abs(shares[member.key] - weight * total) < 200
    kronor = total // 100 * 100
    whole = distribute(kronor, key, members, equal_percent=percent)
    for member in members:
        weight = equal / len(members) + (1 - equal) * Fraction(member.inhabitants or 0, everybody)
        assert whole[member.key] % 100 == 0
        assert abs(whole[member.key] - weight * kronor) < 100


@given(TOTALS, KEYS, MEMBERS, st.randoms(use_true_random=False))
def test_the_order_of_the_members_does_not_matter(
    total: int, key: ShareKey, members: list[Member], chance: st.DataObject
) -> None:
    mixed = list(members)
    chance.shuffle(mixed)
    assert distribute(total, key, mixed) == distribute(total, key, members)


@pytest.mark.parametrize(
    ("total", "key", "members", "words"),
    [
        (100, ShareKey.EQUAL, [], "ingen att fördela på"),
        (-100, ShareKey.EQUAL, [Member("a")], "under noll"),
        (100, ShareKey.EQUAL, [Member("a"), Member("a")], "två gånger: a"),
        (100, ShareKey.INHABITANTS, [Member("a", 5), Member("c"), Member("b", 0)], "saknas för b, c"),
        (100, ShareKey.MIXED, [Member("a", 5), Member("b")], "saknas för b"),
        (100, ShareKey.OWN, [Member("a", percent=100), Member("b")], "saknas eller är under noll för b"),
        (100, ShareKey.OWN, [Member("a", percent=101), Member("b", percent=-1)], "under noll för b"),
        (
            100,
            ShareKey.OWN,
            [Member("a", percent=50), Member("b", percent=Decimal("49.5"))],
            "tillsammans 99,5 procent",
        ),
    ],
)
def test_what_cannot_be_shared_is_said_in_words(total: int, key: ShareKey, members: list[Member], words: str) -> None:
    with pytest.raises(DistributionError) as error:
        distribute(total, key, members)
    assert words in error.value.text("sv")
    assert error.value.text("en") == str(error.value)


def test_the_equal_part_is_a_per_centage() -> None:
    with pytest.raises(DistributionError):
        distribute(100, ShareKey.MIXED, [Member("a", 5)], equal_percent=101)
