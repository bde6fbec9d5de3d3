"""The description of the plan file is true."""

from __future__ import annotations

import re
from pathlib import Path

from samsyn.plandoc import planfile
from samsyn.plandoc.planfile.shape import SCHEMA

PAGE = Path(__file__).parents[2] / "docs" / "plan-file.md"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def example() -> str:
    (found,) = re.findall(r"```yaml\n(.*?)```", page(), re.DOTALL)
    return str(found)


def test_the_example_is_read_without_notices_and_uses_every_part_of_a_plan() -> None:
    reading = planfile.read(example())
    assert reading.notices == ()
    for part in SCHEMA["properties"]:
        assert part == "format" or getattr(reading.plan, part), part
    assert planfile.read(planfile.write(reading.plan)).plan == reading.plan


def test_the_page_names_every_key_and_kind() -> None:
    for schema in [SCHEMA, *SCHEMA["$defs"].values()]:
        required = schema.get("required", [])
        for name, inner in schema.get("properties", {}).items():
            assert f"**`{name}`**" in page() if name in required else f"`{name}`" in page(), name
            for word in inner.get("enum", []):
                assert f"`{word}`" in page(), word


def test_the_messages_on_the_page_are_those_of_the_reader() -> None:
    (shown,) = re.findall(r"```text\n(.*?)```", page(), re.DOTALL)
    text = """\
format: samsyn-plan/1
title: Plan
key: plan
first_year: 2026
last_year: 2028
parties:
  - {key: kommunerna, name: Länets kommuner, kind: municipality}
  - {key: lansstyrelsen, name: Länsstyrelsen, kind: county_board}

areas:
  - code: U5
    kind: exchange
    title: Masshantering
    follow-up: Slutrapport
"""
    text += "\n" * 12 + "activities:\n  - code: N3\n    kind: network\n    title: Avlopp\n"
    text += "    parties: [kommunerna, lanstyrelsen]\n"
    try:
        planfile.read(text, name="plan.yaml")
    except planfile.PlanFileError as error:
        assert error.report("en") + "\n" == shown
    else:
        raise AssertionError("the file has two faults")
