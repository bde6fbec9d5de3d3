"""From nodes to plain data in the shape of the published schema, with a problem for all that does not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from importlib import resources
from itertools import islice
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from samsyn.plandoc.planfile.problems import Problem
from samsyn.plandoc.planfile.source import Mapping, Node, Scalar, Sequence
from samsyn.plandoc.text import Text

Path = tuple[str | int, ...]
Schema = dict[str, Any]

MAX_PROBLEMS = 200  # enough to mend a file by; a hostile one has a million

SCHEMA: Schema = json.loads(resources.files("samsyn.plandoc").joinpath("plan.schema.json").read_text(encoding="utf-8"))

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nej": False}
_SPACE = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]"
_AMOUNT = re.compile(
    rf"(?P<sign>[-\N{{MINUS SIGN}}]?)(?P<whole>[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]{{1,18}})"
    rf"(?:[.,](?P<rest>[0-9]{{1,2}}))?(?:{_SPACE}?(?:kr|kronor|SEK))?",
    re.IGNORECASE,
)
# What names a row of a list when a problem is told, best first.
_NAMES = ("code", "key", "number", "year", "heading", "title", "name", "label")


@dataclass(slots=True)
class Shaped:
    """The file as plain data, where each value stands, and what does not fit the schema."""

    data: Any
    schema: Schema = field(default_factory=lambda: SCHEMA)
    problems: list[Problem] = field(default_factory=list)
    marks: dict[Path, Node] = field(default_factory=dict)  # of values
    key_marks: dict[Path, Node] = field(default_factory=dict)  # of the keys in front of them

    def problem(self, path: Path, what: Text, remedy: Text, *, at_key: bool = False) -> Problem:
        """A problem placed at the value at `path` (or its key, or the nearest place there is above)."""
        marks = self.key_marks if at_key else self.marks
        place = path
        while place not in marks and place:
            place, marks = place[:-1], self.marks
        node = marks[place]
        return Problem(what, remedy, node.line, node.column, self.names(path))

    def resolved(self, schema: Schema) -> Schema:
        """What a reference of the schema leads to."""
        reference = schema.get("$ref")
        return self.schema["$defs"][reference.removeprefix("#/$defs/")] if reference else schema

    def names(self, path: Path) -> tuple[str, ...]:
        """The path in words: rows of lists are called by their code, key or number."""
        names: list[str] = []
        here = self.data
        for step in path:
            if isinstance(here, dict):
                here = here.get(step)
            else:
                here = here[step] if isinstance(here, list) and isinstance(step, int) else None
            if isinstance(step, str):
                names.append(step)
            else:
                known = [here[name] for name in _NAMES if name in here] if isinstance(here, dict) else []
                names.append(str(known[0]) if known else str(step + 1))
        return tuple(names)


def shaped(root: Node, schema: Schema = SCHEMA) -> Shaped:
    """The tree held against a schema: every fault of shape in it is among the problems."""
    result = Shaped(None, schema)
    duplicates: list[tuple[Path, Node]] = []
    result.data = _plain(root, schema, (), result, duplicates)
    for path, node in duplicates:
        first = result.key_marks[path].line
        problem = result.problem(
            path,
            Text(
                f"Nyckeln ”{path[-1]}” står redan på rad {first}.",
                f"The key “{path[-1]}” stands already on line {first}.",
            ),
            Text("Behåll en av dem.", "Keep one of them."),
        )
        result.problems.append(Problem(problem.what, problem.remedy, node.line, node.column, problem.path))
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    told = (problem for error in validator.iter_errors(result.data) for problem in _told(error, result))
    result.problems.extend(islice(told, MAX_PROBLEMS))
    return result


def parsed_amount(text: str) -> Decimal | None:
    """Kronor from "1 726 090 kr", "1726090", "123,50" or "-500"; None when it is not one clear amount."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    whole = re.sub(_SPACE, "", match["whole"])
    sign = "-" if match["sign"] else ""
    return Decimal(f"{sign}{whole}.{match['rest'] or '0'}")


def _plain(node: Node, schema: Schema, path: Path, into: Shaped, duplicates: list[tuple[Path, Node]]) -> Any:
    """Plain data of a node; letters become numbers or truth values only where the schema wants them."""
    into.marks[path] = node
    schema = into.resolved(schema)
    if isinstance(node, Sequence):
        items = schema.get("items", {})
        return [_plain(item, items, (*path, at), into, duplicates) for at, item in enumerate(node.items)]
    if isinstance(node, Mapping):
        data: dict[str, Any] = {}
        properties = schema.get("properties", {})
        for key, value in node.pairs:
            name = key.value if isinstance(key, Scalar) else "?"
            place = (*path, name)
            if place in into.key_marks:
                duplicates.append((place, key))
                continue
            into.key_marks[place] = key
            wanted = properties.get(name, {})
            plain = _plain(value, wanted, place, into, duplicates)
            if plain is not None or "null" in _types(into.resolved(wanted)):
                data[name] = plain
        return data
    return _value(cast(Scalar, node), _types(schema))


def _value(node: Scalar, types: list[str]) -> Any:
    text = node.value
    if node.plain and text in _NOTHING:
        return None
    if "integer" in types and re.fullmatch(r"-?[0-9]{1,18}", text):
        return int(text)
    if "number" in types and (amount := parsed_amount(text)) is not None:
        return amount
    if "boolean" in types:
        return _WORDS.get(text.lower(), text)
    return text


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


_WANTED = {
    "string": Text("en text", "a text"),
    "integer": Text("ett heltal", "a whole number"),
    "number": Text("ett belopp i kronor", "an amount in kronor"),
    "boolean": Text("true eller false", "true or false"),
    "array": Text("en lista", "a list"),
    "object": Text("en grupp av nycklar", "a group of keys"),
}
_HOW = {
    "string": Text("Skriv en text på en rad, eller flera rader efter |.", "Write a text on one line, or more after |."),
    "integer": Text("Skriv bara siffror, till exempel 2026.", "Write digits only, for example 2026."),
    "number": Text(
        "Skriv kronor med siffror, till exempel 1726090 eller 1726090.50. Lämna tomt om beloppet saknas.",
        "Write kronor in digits, for example 1726090 or 1726090.50. Leave it empty if there is no amount.",
    ),
    "boolean": Text("Skriv true eller false.", "Write true or false."),
    "array": Text("Skriv en rad med ”- ” för varje sak, eller [a, b].", "Write a line with “- ” for each, or [a, b]."),
    "object": Text("Skriv ”nyckel: värde” på egna, indragna rader.", "Write “key: value” on indented lines."),
}


def _told(error: ValidationError, of: Shaped) -> Iterator[Problem]:
    """The schema's finding as problems in the words of a plan writer."""
    path: Path = tuple(error.absolute_path)
    schema = cast(Schema, error.schema)
    match error.validator:
        case "additionalProperties":
            known = list(schema["properties"])
            for name in cast(dict[str, Any], error.instance):
                if name not in known:
                    yield of.problem((*path, name), *_unknown_key(name, known), at_key=True)
        case "required":
            # One error for each missing key; jsonschema names it only in its message.
            name = error.message.split("'")[1]
            yield of.problem(
                path,
                Text(f"Nyckeln ”{name}” saknas eller är tom.", f"The key “{name}” is missing or empty."),
                Text(f"Lägg till ”{name}: …”.", f"Add “{name}: …”."),
            )
        case "type":
            wanted = _types(schema)[0]
            value = _shown(error.instance)
            yield of.problem(
                path,
                Text(
                    f"{value.sv} är inte {_WANTED[wanted].sv}.",
                    f"{value.en} is not {_WANTED[wanted].en}.",
                ),
                _HOW[wanted],
            )
        case "enum":
            yield of.problem(path, *_unknown_word(error.instance, schema["enum"]))
        case "minimum" | "maximum":
            yield of.problem(path, *_out_of_range(error.instance, schema))
        case "format":
            yield of.problem(path, *_no_such_date(str(error.instance)))
        case "pattern":
            value = _shown(error.instance)
            most = schema["pattern"].split(",")[1].rstrip("}$")
            yield of.problem(
                path,
                Text(f"{value.sv} kan inte vara ett kortnamn.", f"{value.en} cannot be a short name."),
                Text(
                    f"Använd a–z, siffror, bindestreck och understreck, högst {most} tecken.",
                    f"Use a–z, digits, hyphen and underscore, at most {most} characters.",
                ),
            )
        case "maxLength":
            length, most = len(str(error.instance)), schema["maxLength"]
            yield of.problem(
                path,
                Text(f"Texten är {length} tecken lång.", f"The text is {length} characters long."),
                Text(f"Korta den till högst {most} tecken.", f"Shorten it to at most {most} characters."),
            )
        case _:  # minLength: the only keyword left in the schema
            yield of.problem(
                path, Text("Texten är tom.", "The text is empty."), Text("Skriv en text.", "Write a text.")
            )


def _unknown_key(name: str, known: list[str]) -> tuple[Text, Text]:
    what = Text(f"Nyckeln ”{_cut(name)}” finns inte här.", f"There is no key “{_cut(name)}” here.")
    close = get_close_matches(name[:60], known, n=1)
    if close:
        return what, Text(f"Menade du ”{close[0]}”?", f"Did you mean “{close[0]}”?")
    names = ", ".join(known)
    return what, Text(f"Här kan stå: {names}.", f"These can stand here: {names}.")


def _unknown_word(value: object, words: list[str]) -> tuple[Text, Text]:
    what = Text(
        f"”{_cut(value)}” är inte ett av orden som kan stå här.",
        f"“{_cut(value)}” is not a word that can stand here.",
    )
    close = get_close_matches(str(value)[:60], words, n=1)
    listed = ", ".join(words)
    if close:
        return what, Text(
            f"Menade du ”{close[0]}”? Här kan stå: {listed}.",
            f"Did you mean “{close[0]}”? These can: {listed}.",
        )
    return what, Text(f"Här kan stå: {listed}.", f"These can stand here: {listed}.")


def _out_of_range(value: object, schema: Schema) -> tuple[Text, Text]:
    if isinstance(value, Decimal) and value < 0:
        return (
            Text(f"Beloppet {_whole(value)} är mindre än noll.", f"The amount {_whole(value)} is below zero."),
            Text(
                "Skriv beloppet utan minus. En kostnad hör till costs, en intäkt till income.",
                "Write the amount without a minus. A cost belongs to costs, an income to income.",
            ),
        )
    least, most = schema["minimum"], schema["maximum"]
    return (
        Text(f"{_whole(value)} ligger utanför {least}–{most}.", f"{_whole(value)} is outside {least}–{most}."),
        Text(f"Skriv ett tal mellan {least} och {most}.", f"Write a number between {least} and {most}."),
    )


def _whole(value: object) -> str:
    return str(value).removesuffix(".0")


def _no_such_date(value: str) -> tuple[Text, Text]:
    remedy = Text(
        "Skriv datum som ÅÅÅÅ-MM-DD, till exempel 2026-03-05.",
        "Write dates as YYYY-MM-DD, for example 2026-03-05.",
    )
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return Text(f"Datumet {value} finns inte.", f"The date {value} does not exist."), remedy
    return Text(f"”{_cut(value)}” är inte ett datum.", f"“{_cut(value)}” is not a date."), remedy


def _shown(value: object) -> Text:
    if value is None:
        return Text("En tom rad", "An empty row")
    if isinstance(value, list):
        return Text("En lista", "A list")
    if isinstance(value, dict):
        return Text("En grupp av nycklar", "A group of keys")
    return Text(f"”{_cut(value)}”", f"“{_cut(value)}”")


def _cut(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"
