"""Which needs are taken to be the same. Precision comes before recall: a false pair costs the coordinator's trust."""

from pathlib import Path

import pytest
import yaml

from samsyn.kernel.actions import SYSTEM
from samsyn.plan import actions
from samsyn.plan.models import Need
from samsyn.plan.queries.likeness import likeness, near_identical, pairs

PAIRS = yaml.safe_load((Path(__file__).parent / "likeness.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("given", PAIRS["same"], ids=lambda given: given[0])
def test_the_same_thing_in_other_words(given):
    assert likeness(*given) > 0 and likeness(*given[2:], *given[:2]) > 0


@pytest.mark.parametrize("given", PAIRS["other"], ids=lambda given: given[0])
def test_other_things_in_the_same_words(given):
    assert likeness(*given) == 0


def test_a_pair_wants_the_same_kind_of_support_and_both_stand_open(county):
    def bring(organisation, title, support):
        words = {"title": title, "why": "Vi bedömer olika.", "support": support, "urgency": "year"}
        return actions.bring_need(county.organisations[organisation], by=SYSTEM, **words)

    one = bring("granby", "Checklista för fordonstvättar", "guidance")
    other = bring("bjorkas", "Gemensam checklista för fordonstvättar", "guidance")
    bring("lansstyrelsen", "Kampanj om fordonstvättar", "campaign")
    found = pairs(list(Need.objects.all()))
    assert [(pair.earlier, pair.later) for pair in found] == [(one, other)]


def test_what_is_brought_anew_is_held_against_all_but_the_merged(county, django_assert_num_queries):
    brought = [
        actions.bring_need(
            county.organisations["granby"], by=SYSTEM, title=title, why="Svårt.", support="guidance", urgency="now"
        )
        for title in ("Checklista för fordonstvättar", "Fordonstvättar: checklista", "Små avlopp")
    ]
    actions.merge_need(brought[1], by=SYSTEM, into=brought[0])
    with django_assert_num_queries(1):
        assert near_identical(county.collaboration, title="Stöd för fordonstvättar", why="Olika.") == [brought[0]]
    assert near_identical(county.collaboration, title="", why="") == []
