"""Every reason, kind of row and field has its words in both languages."""

from __future__ import annotations

from dataclasses import fields

from samsyn.docread import Kind, Reason, Unreadable
from samsyn.plandoc import intake, planfile
from samsyn.plandoc import model as m
from samsyn.plandoc.intake import words
from tests.plandoc.generated import plans


def test_every_reason_has_words_that_take_its_detail() -> None:
    assert set(words.REFUSALS) == set(Reason)
    for reason in Reason:
        what, remedy = words.refusal(Unreadable(reason, Kind.PDF if reason is Reason.WRONG_NAME else "xyz"))
        for text in (what.sv, what.en, remedy.sv, remedy.en):
            assert text.endswith((".", "?")), text
            assert "{" not in text
        assert what.sv != what.en


def test_every_why_and_row_and_field_has_words() -> None:
    assert set(words.WHY) == set(intake.Why)
    assert set(words.ROWS) == set(intake.RowKind)
    own = {field.name for part in (m.Section, m.Goal, m.Strategy, m.Party, m.Body, m.Area, m.Activity, m.BudgetLine)
           for field in fields(part)} - {"steps"}  # fmt: skip
    assert own <= set(words.FIELDS)


def test_a_plan_as_a_draft_is_the_plan_again() -> None:
    from hypothesis import HealthCheck, given, settings

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(plans())
    def again(plan: m.Plan) -> None:
        draft = intake.draft_of(plan)
        assert intake.assembled(draft) == (plan, ())
        assert {cell.field for cell in draft.cells} <= set(words.FIELDS)
        assert planfile.read(planfile.write(plan)).plan == plan

    again()
