"""The framework file: read, written, documented, and every fault told with its place."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from samsyn.plandoc import frameworkfile
from samsyn.plandoc.frameworks import Focus, Framework, FrameworkEdition, FrameworkKind
from tests.plandoc.frameworks import GOALS, STRATEGY
from tests.plandoc.generated import KEY, LINE, TEXT, keys

PAGE = Path(__file__).parents[2] / "docs" / "framework-file.md"
SHORT = TEXT.map(lambda text: text[:200])


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    kind = draw(st.sampled_from(FrameworkKind))
    numbers = st.lists(st.integers(1, 99).map(str), unique=True, max_size=3)

    def edition(key: str) -> FrameworkEdition:
        first = draw(st.dates(date(2000, 1, 1), date(2050, 1, 1)))
        names = draw(numbers if kind is FrameworkKind.GLOBAL_GOALS else keys(3))
        return FrameworkEdition(
            key,
            draw(LINE)[:200],
            first,
            draw(st.none() | st.dates(first, date(2099, 1, 1))),
            draw(st.booleans()),
            draw(TEXT),
            tuple(
                Focus(name, draw(LINE)[:200], draw(SHORT), draw(TEXT), draw(TEXT), tuple(draw(keys(2))), draw(TEXT))
                for name in names
            ),
        )

    return Framework(draw(KEY), draw(LINE)[:200], kind, draw(TEXT), tuple(edition(key) for key in draw(keys(3))))


@settings(max_examples=100, deadline=None)
@given(frameworks())
def test_what_is_written_is_read_the_same(framework: Framework) -> None:
    text = frameworkfile.write(framework)
    assert frameworkfile.read(text) == framework
    assert frameworkfile.write(frameworkfile.read(text)) == text


@pytest.mark.parametrize(("name", "kind"), [("edition", FrameworkEdition), ("focus", Focus), ("", Framework)])
def test_the_schema_says_the_same_as_the_model(name: str, kind: type) -> None:
    Draft202012Validator.check_schema(frameworkfile.SCHEMA)
    schema = frameworkfile.SCHEMA["$defs"][name] if name else frameworkfile.SCHEMA
    known = [key for key in schema["properties"] if key != "format"]
    assert known == [field.name for field in fields(kind)]
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    assert set(schema["required"]) - {"format"} == needed


def test_the_documented_example_is_read_and_its_keys_are_all_there_are() -> None:
    page = PAGE.read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    framework = frameworkfile.read(example[1])
    assert [edition.complete for edition in framework.editions] == [True, False]
    table = page.partition("| Part | Keys |")[2].partition("\n\n")[0]
    told = set(re.findall(r"`(\w+)`", table))
    assert told == {field.name for kind in (Framework, FrameworkEdition, Focus) for field in fields(kind)} | {"format"}


FILE = """\
format: samsyn-framework/1
key: a
name: A
kind: strategy
editions:
  - key: e
    name: E
    valid_from: 2030-01-01
    focuses:
      - {key: x, name: X}
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("kind: strategy", "kind: mål"), "”mål” är inte ett av orden som kan stå här."),
        (("    valid_from: 2030-01-01\n", ""), "6:5 editions › e: Nyckeln ”valid_from” saknas eller är tom."),
        (("2030-01-01", "2030-02-30"), "Datumet 2030-02-30 finns inte."),
        (("2030-01-01", "2030-01-01\n    valid_until: 2029-01-01"), "Sista dagen 2029-01-01 ligger före den första"),
        (("{key: x, name: X}", "{key: x, name: X}\n      - {key: x, name: Y}"), "”x” används redan på rad 10."),
        (
            ("strategy", "global_goals"),
            "10:15 editions › e › focuses › x › key: ”x” är inte numret på ett globalt mål.",
        ),
        (("name: X", "naem: X"), "Menade du ”name”?"),
        (("key: e\n", "key: e e\n"), "kan inte vara ett kortnamn"),
    ],
)
def test_a_fault_is_told_with_its_place(change: tuple[str, str], told: str) -> None:
    with pytest.raises(frameworkfile.FrameworkFileError) as error:
        frameworkfile.read(FILE.replace(*change), name="a.yaml")
    assert told in error.value.report("sv")
    assert error.value.report("sv").startswith("a.yaml går inte att läsa som ett ramverk:")
    assert error.value.report("en").startswith("a.yaml cannot be read as a framework:")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xff\xfe", b"- a", b"format: samsyn-plan/1\n", b"a: &b c\n"])
def test_what_is_no_framework_is_refused(data: bytes) -> None:
    with pytest.raises(frameworkfile.FrameworkFileError):
        frameworkfile.read(data)


def test_what_is_another_kind_of_file_is_told_of_frameworks() -> None:
    with pytest.raises(frameworkfile.FrameworkFileError) as error:
        frameworkfile.read(b"%PDF-1.7")
    assert "Filen är en PDF-fil, inte en ramverksfil." in error.value.report("sv")
    with pytest.raises(frameworkfile.FrameworkFileError) as error:
        frameworkfile.read(b"")
    assert "format: samsyn-framework/1" in error.value.report("sv")


def test_the_samples_of_the_tests_are_frameworks() -> None:
    assert frameworkfile.read(frameworkfile.write(STRATEGY)) == STRATEGY
    assert frameworkfile.read(frameworkfile.write(GOALS)) == GOALS
