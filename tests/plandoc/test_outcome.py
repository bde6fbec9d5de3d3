from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.plandoc.outcome import Line, Ours, Rule, deviation, share
from samsyn.sie import Posting

INCOME, SALARIES, OTHER = Line("income", "kommunerna"), Line("cost", "loner"), Line("cost", "ovrigt")
OURS = Ours(frozenset({("6", "P12")}))
P12 = (("1", "41"), ("6", "P12"))
RULES = [
    Rule(3000, 3999, (), INCOME),
    Rule(5000, 5099, (("1", "41"),), SALARIES),
    Rule(5000, 5999, (), OTHER),
]


def test_the_first_rule_that_fits_decides():
    shared = share(
        [
            Posting("3510", P12, 1, -900),
            Posting("5010", P12, 2, 500),
            Posting("5010", (("6", "P12"),), 2, 70),
            Posting("7110", P12, 3, 30),
            Posting("5010", (("6", "P99"),), 3, 4_000),
        ],
        ours=OURS,
        rules=RULES,
    )
    assert shared.lines == {INCOME: 900, SALARIES: 500, OTHER: 70}
    assert [posting.account for posting in shared.unmapped] == ["7110"]
    assert (shared.outside, shared.outside_count) == (4_000, 1)
    assert len(shared.kept) == 4


def test_a_table_names_its_lines():
    shared = share(
        [Posting("", (), 0, -900, "Kommunala Medel"), Posting("", (), 0, 5, "Okänd rad")],
        ours=Ours(everything=True),
        rules=[],
        names={"kommunala medel": INCOME},
    )
    assert shared.lines == {INCOME: 900}
    assert [posting.line for posting in shared.unmapped] == ["Okänd rad"]


accounts = st.sampled_from(["3510", "3999", "5010", "5500", "7110", "8999", "X1"])
objects = st.sets(st.sampled_from([("1", "41"), ("6", "P12"), ("6", "P99")])).map(lambda found: tuple(sorted(found)))
postings = st.lists(st.builds(Posting, accounts, objects, st.integers(0, 12), st.integers(-(10**12), 10**12)))


@given(postings=postings, everything=st.booleans(), rules=st.permutations(RULES))
def test_nothing_is_lost_on_the_way(postings, everything, rules):
    shared = share(postings, ours=Ours(OURS.objects, everything), rules=rules)
    assert shared.total == sum(posting.amount for posting in postings)
    assert len(shared.kept) + shared.outside_count == len(postings)
    mapped = len(shared.kept) - len(shared.unmapped)
    assert mapped >= len(shared.lines)


@pytest.mark.parametrize(
    ("found", "budget", "amount", "percent"),
    [
        (110_00, 100_00, 10_00, Decimal("10.0")),
        (90_00, 100_00, -10_00, Decimal("-10.0")),
        (50_00, None, 50_00, None),
        (50_00, 0, 50_00, None),
        (100_05, 100_00, 5, Decimal("0.1")),
    ],
)
def test_how_far_a_line_strays(found, budget, amount, percent):
    away = deviation(found, budget)
    assert (away.amount, away.percent) == (amount, percent)


@pytest.mark.parametrize(
    ("found", "budget", "beyond"),
    [
        (120_000_00, 100_000_00, True),
        (80_000_00, 100_000_00, True),
        (110_000_00, 100_000_00, False),  # neither limit is passed by being reached
        (110_000_01, 100_000_00, True),
        (20_000_00, 10_000_00, False),  # a small line may double
        (1_050_000_00, 1_000_000_00, False),  # a large line may stray by five per cent
        (10_000_01, None, True),
    ],
)
def test_an_explanation_is_asked_for_beyond_both_limits(found, budget, beyond):
    assert deviation(found, budget).exceeds(percent=10, amount=10_000_00) is beyond
