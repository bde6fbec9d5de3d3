import pytest

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict
from samsyn.kernel.models import Event
from samsyn.plan import actions
from samsyn.plan.models import Edition
from samsyn.plan.queries.document import plan_document
from samsyn.plandoc.model import Decision
from tests.conftest import small_plan


def test_what_is_imported_comes_out_again(draft):
    assert plan_document(draft) == small_plan()


def test_a_decided_plan_keeps_its_decision(decided):
    assert plan_document(decided) == small_plan(decision=Decision("styrgrupp", "september 2025"))


@pytest.mark.parametrize("areas", [1, 3])
def test_reading_a_plan_takes_the_same_queries_however_large(county, django_assert_num_queries, areas):
    base = small_plan()
    plan = small_plan(areas=base.areas[:1] if areas == 1 else base.areas)
    edition = Edition.objects.select_related("plan").get(
        pk=actions.import_edition(county.collaboration, by=SYSTEM, document=plan).pk
    )
    with django_assert_num_queries(11):
        plan_document(edition)


def test_the_next_edition_is_a_copy_of_the_decided_one(decided, persona):
    copy = actions.start_edition(decided.plan, by=persona("coordinator"))
    assert plan_document(copy) == small_plan()
    assert (copy.number, copy.status) == (2, "draft")


def test_there_is_one_draft_at_a_time(draft, persona):
    with pytest.raises(Conflict):
        actions.start_edition(draft.plan, by=persona("coordinator"))


def test_an_import_that_fails_leaves_nothing(draft, county):
    before = Event.objects.count()
    with pytest.raises(Conflict):
        actions.import_edition(county.collaboration, by=SYSTEM, document=small_plan())
    assert (Edition.objects.count(), Event.objects.count()) == (1, before)
