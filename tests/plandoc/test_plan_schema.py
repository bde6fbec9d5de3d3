"""The published schema says the same as the model and as the reader."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from samsyn.plandoc import model as m
from samsyn.plandoc import planfile
from samsyn.plandoc.planfile.shape import SCHEMA
from tests.plandoc.generated import plans

KINDS = {
    "decision": m.Decision,
    "section": m.Section,
    "goal": m.Goal,
    "strategy": m.Strategy,
    "focus_area": m.FocusArea,
    "party": m.Party,
    "body": m.Body,
    "area": m.Area,
    "step": m.Area,
    "activity": m.Activity,
    "budget": m.Budget,
    "income_line": m.BudgetLine,
    "cost_line": m.BudgetLine,
    "reported": m.Reported,
    "sharing": m.Sharing,
    "own_share": m.OwnShare,
}


def rows() -> list[tuple[str, dict[str, Any]]]:
    return [(name, SCHEMA["$defs"][name]) for name in KINDS]


def test_it_is_a_valid_schema_of_the_draft_it_names() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_every_kind_of_row_is_compared() -> None:
    objects = {name for name, schema in SCHEMA["$defs"].items() if schema.get("type") == "object"}
    assert objects == set(KINDS)


@pytest.mark.parametrize(("name", "schema"), rows())
def test_the_keys_of_a_row_are_the_fields_of_the_model(name: str, schema: dict[str, Any]) -> None:
    expected = list(fields(KINDS[name]))
    left_out = {"kind", "steps"} if name == "step" else set()
    assert list(schema["properties"]) == [field.name for field in expected if field.name not in left_out]
    # An opening balance that is left out is not known; every other field without a default must be there.
    needed = {field.name for field in expected if field.default is MISSING} - left_out - {"opening_balance"}
    assert set(schema.get("required", [])) == needed
    assert schema["additionalProperties"] is False


def test_the_keys_of_the_file_are_the_fields_of_the_plan() -> None:
    assert list(SCHEMA["properties"]) == ["format", *(field.name for field in fields(m.Plan))]
    assert SCHEMA["properties"]["format"]["enum"] == [m.FORMAT]


@pytest.mark.parametrize(
    ("name", "field", "words"),
    [
        ("party", "kind", m.PartyKind),
        ("activity", "kind", m.ActivityKind),
        ("budget", "version", m.BudgetVersion),
        ("income_line", "kind", m.IncomeKind),
        ("cost_line", "kind", m.CostKind),
    ],
)
def test_the_words_of_a_choice_are_those_of_the_model(name: str, field: str, words: type[StrEnum]) -> None:
    assert SCHEMA["$defs"][name]["properties"][field]["enum"] == [*words]


def test_an_area_is_of_any_kind_but_a_step() -> None:
    assert [*SCHEMA["$defs"]["area"]["properties"]["kind"]["enum"], "step"] == [*m.AreaKind]


def test_everything_that_is_not_plain_is_described() -> None:
    schema = json.dumps(SCHEMA, ensure_ascii=False)
    assert schema.count('"description"') > 70
    for name in SCHEMA["properties"]:
        assert "description" in SCHEMA["properties"][name], name


@settings(max_examples=40, deadline=None)
@given(plans())
def test_what_is_written_fits_the_schema_for_other_readers_of_yaml_too(plan: m.Plan) -> None:
    text = planfile.write(plan)
    data = yaml.load(text, Loader=_CoreLoader)
    assert list(Draft202012Validator(SCHEMA).iter_errors(data)) == []


class _CoreLoader(yaml.SafeLoader):
    """YAML as other tools read it; a date stays text, as in YAML 1.2."""


_CoreLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))
