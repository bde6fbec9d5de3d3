from __future__ import annotations

import pytest

from samsyn.plandoc.checks.wording import Plain, Tongue, field_name, render

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("template", "value", "tongue", "expected"),
    [
        ("{x}", "{y}", "sv", "{y}"),
        ("{x:kr}", -689_301_00, "sv", f"−689{NBSP}301{NBSP}kr"),
        ("{x:kr}", 100_50, "en", f"100,50{NBSP}kr"),
        ("{x:list}", (), "sv", ""),
        ("{x:list}", ("U1",), "sv", "U1"),
        ("{x:list}", ("U1", "U2", "U3"), "sv", "U1, U2 och U3"),
        ("{x:list}", (2027, 2028), "en", "2027 and 2028"),
        ("{x:month}", "2025-12-31", "sv", "december 2025"),
        ("{x:month}", "2026-03-01", "en", "March 2026"),
        ("{x:half}", "2026-2", "sv", "hösten 2026"),
        ("{x:half}", "2027-1", "en", "the spring of 2027"),
        ("{x:field}", "follow_up", "sv", "Uppföljning"),
        ("{x:terms}", ("operators", "property_owners"), "sv", "verksamhetsutövare och fastighetsägare"),
        ("{x:terms}", ("region",), "en", "the region"),
    ],
)
def test_a_template_is_filled_in_as_the_language_writes(
    template: str, value: Plain, tongue: Tongue, expected: str
) -> None:
    assert render(template, {"x": value}, tongue) == expected


def test_a_field_without_a_name_keeps_its_own() -> None:
    assert field_name("okänd", "sv") == "okänd"
