"""A framework as YAML that people write and read. The format is described in docs/framework-file.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from itertools import chain, islice
from typing import Any, ClassVar

from samsyn.plandoc.frameworks import FORMAT, Framework
from samsyn.plandoc.planfile.links import repeated
from samsyn.plandoc.planfile.problems import PlanFileError, Problem
from samsyn.plandoc.planfile.reader import built
from samsyn.plandoc.planfile.shape import MAX_PROBLEMS, Path, Schema, Shaped, shaped
from samsyn.plandoc.planfile.source import Wanted, nodes
from samsyn.plandoc.planfile.writer import written
from samsyn.plandoc.text import Text

SCHEMA: Schema = json.loads(
    resources.files("samsyn.plandoc").joinpath("framework.schema.json").read_text(encoding="utf-8")
)
WANTED = Wanted(FORMAT, Text("en ramverksfil", "a framework file"))
_HEAD = f"""\
# Ett ramverk som planer bygger på, i formatet {FORMAT}. Datum ÅÅÅÅ-MM-DD.
# A framework that plans build on, in the format {FORMAT}. Dates YYYY-MM-DD.
# Beskrivning / description: docs/framework-file.md. JSON Schema: framework.schema.json (urn:samsyn:framework:1).
"""


class FrameworkFileError(PlanFileError):
    """The file is not a framework. `problems` holds every fault that was found."""

    noun: ClassVar[Text] = Text("ett ramverk", "a framework")


def read(data: bytes | str, *, name: str = "") -> Framework:
    """Reads a framework file (UTF-8, at most 2 MB). Raises FrameworkFileError with every problem found."""
    try:
        shape = shaped(nodes(data, WANTED), SCHEMA)
        if problems := list(islice(chain(shape.problems, _faults(shape)), MAX_PROBLEMS)):
            raise PlanFileError(problems)
    except PlanFileError as error:
        raise FrameworkFileError(error.problems, name=name) from None
    return built(Framework, {key: value for key, value in shape.data.items() if key != "format"})


def write(framework: Framework) -> str:
    """The framework as a file: read(write(framework)) == framework."""
    return written(framework, FORMAT, _HEAD)


def _faults(of: Shaped) -> Iterator[Problem]:
    """Keys used twice, an end before the beginning, and global goals that are not numbers."""
    data = of.data if isinstance(of.data, dict) else {}
    editions = list(_rows(data, "editions"))
    yield from repeated(editions, "key", of)
    for path, edition in editions:
        focuses = list(_rows(edition, "focuses", path))
        yield from repeated(focuses, "key", of)
        first, last = edition.get("valid_from"), edition.get("valid_until")
        if isinstance(first, str) and isinstance(last, str) and last < first:
            yield of.problem(
                (*path, "valid_until"),
                Text(
                    f"Sista dagen {last} ligger före den första, {first}.",
                    f"The last day {last} is before the first, {first}.",
                ),
                Text("Byt plats på dagarna eller rätta dem.", "Swap the days or mend them."),
            )
        if data.get("kind") == "global_goals":
            for place, focus in focuses:
                if isinstance(key := focus.get("key"), str) and not key.isdecimal():
                    yield of.problem(
                        (*place, "key"),
                        Text(
                            f"”{key}” är inte numret på ett globalt mål.",
                            f"“{key}” is not the number of a global goal.",
                        ),
                        Text("Skriv målets nummer, till exempel 6.", "Write the number of the goal, for example 6."),
                    )


def _rows(parent: dict[str, Any], key: str, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    rows = parent.get(key)
    for at, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield (*path, key, at), row
