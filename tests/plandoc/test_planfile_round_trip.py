"""Reading and writing are each other's inverse."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from samsyn.plandoc import planfile
from samsyn.plandoc.model import Plan, Section
from tests.plandoc.generated import TEXT, plans

relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@relaxed
@given(plans())
def test_what_is_written_is_read_back_the_same(plan: Plan) -> None:
    text = planfile.write(plan)
    reading = planfile.read(text.encode())
    assert reading.plan == plan
    assert reading.notices == ()
    assert planfile.write(reading.plan) == text


@settings(max_examples=500, deadline=None)
@given(TEXT)
def test_every_text_comes_back_to_the_letter(text: str) -> None:
    plan = Plan("Plan", "2026-2028", 2026, 2028, vision=text, sections=(Section("a", "A", text),))
    assert planfile.read(planfile.write(plan)).plan == plan
