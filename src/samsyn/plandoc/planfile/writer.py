"""From a Plan to a plan file that a person can go on writing in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

import yaml

from samsyn.plandoc.model import FORMAT, AreaKind, Budget, BudgetLine, OwnShare, Plan, Reported

WIDTH = 110
LONG = 90  # a text longer than this gets lines of its own

_HEAD = f"""\
# En verksamhetsplan i formatet {FORMAT}. Belopp i kronor, datum ÅÅÅÅ-MM-DD.
# A plan in the format {FORMAT}. Amounts in kronor, dates YYYY-MM-DD.
# Beskrivning / description: docs/plan-file.md. JSON Schema: plan.schema.json (urn:samsyn:plan:1).
"""
# What a block can hold. Not U+2028 and U+2029, which YAML takes for line breaks.
_ORDINARY = re.compile("[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_LOOSE = re.compile(r"\A[ \n]| \n|[ \n]\Z")
# Fields that hold hundredths (öre) in the model and whole units (kronor, per cent) in the file.
_MONEY = {
    Budget: {"opening_balance"},
    BudgetLine: {"amount"},
    Reported: {"income", "costs", "surplus"},
    OwnShare: {"percent"},
}


class _Dumper(yaml.SafeDumper):
    """Block style throughout; lists of names in one line; rows of a list indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


class _Names(list[Any]):
    """A list of keys, numbers or dates, written in one line."""


class _Kronor(str):
    """An amount in kronor, written as a number."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if not _ORDINARY.fullmatch(text):
        style = '"'  # the rest is escaped
    elif _LOOSE.search(text):
        style = None  # a block would lose the space at the ends of its lines
    elif "\n" in text:
        style, text = "|", text + "\n"
    elif len(text) > LONG and "  " not in text:
        style, text = ">", text + "\n"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    _Names, lambda dumper, names: dumper.represent_sequence("tag:yaml.org,2002:seq", names, flow_style=True)
)
_Dumper.add_representer(
    _Kronor,
    lambda dumper, amount: dumper.represent_scalar(
        f"tag:yaml.org,2002:{'float' if '.' in amount else 'int'}", str(amount)
    ),
)


def write(plan: Plan) -> str:
    """The plan as a plan file: read(write(plan)).plan == plan, and the same plan gives the same text."""
    return written(plan, FORMAT, _HEAD)


def written(row: Any, name: str, head: str) -> str:
    """A dataclass as a file in the format of that name, under the comments that say what it is."""
    data = {"format": name, **dict(_pairs(row))}
    blocks = [
        yaml.dump(
            {key: value},
            Dumper=_Dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=WIDTH,
        )
        for key, value in data.items()
    ]
    text = head
    for key, block in zip(data, blocks, strict=True):
        apart = "\n" if isinstance(data[key], list | dict) and not isinstance(data[key], _Names) else ""
        text += apart + block
    return text


def _pairs(row: Any) -> Iterator[tuple[str, Any]]:
    """The keys of a row of the model in the model's order, without those that only hold their default."""
    money = _MONEY.get(type(row), set())
    for field in fields(row):
        value = getattr(row, field.name)
        if value == field.default or value is AreaKind.STEP:  # a step is one by its place
            continue
        yield field.name, _amount(value) if field.name in money else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        items = [_plain(item) for item in value]
        return items if items and isinstance(items[0], dict) else _Names(items)
    if isinstance(value, StrEnum):
        return str(value)
    if value is None or isinstance(value, str | int | date):
        return value
    return dict(_pairs(value))


def _amount(ore: int | None) -> _Kronor | None:
    if ore is None:
        return None
    whole, rest = divmod(abs(ore), 100)
    sign = "-" if ore < 0 else ""
    return _Kronor(f"{sign}{whole}.{rest:02d}" if rest else f"{sign}{whole}")
