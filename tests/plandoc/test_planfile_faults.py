"""What a file that is no plan is told: every fault at once, with its place and a remedy, and never a traceback."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.plandoc import planfile
from tests.plandoc.test_real_plan import text as real_plan

HEAD = """\
format: samsyn-plan/1
title: Plan
key: 2026-2028
first_year: 2026
last_year: 2028
"""


def faults(data: bytes | str) -> list[str]:
    with pytest.raises(planfile.PlanFileError) as error:
        planfile.read(data)
    for problem in error.value.problems:
        for words in (problem.what, problem.remedy):
            assert words("sv").endswith((".", "?"))
            assert words("en").endswith((".", "?"))
    return [problem("sv") for problem in error.value.problems]


def fault(rest: str) -> str:
    (only,) = faults(HEAD + rest)
    return only


def word_file() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Filen är tom."),
        (b"# only a comment\n", "Filen är tom."),
        (word_file(), "en Word-, Excel- eller zip-fil, inte en planfil"),
        (b"%PDF-1.7\n", "en PDF-fil"),
        (b"x" * 2_000_001, "större än 2 MB"),
        ("å" * 1_000_001, "större än 2 MB"),
        ("title: Plan för Åre\n".encode("latin-1"), "1:14: Filen är inte sparad som UTF-8."),
        ("format: samsyn-plan/1\ntitle: å".encode("utf-16"), "inte sparad som UTF-8"),
        (b"format: samsyn-plan/1\ntitle: a\0b\n", "2:9: Här står ett osynligt styrtecken (U+0000)"),
        (b"- a\n- b\n", "En lista är inte en grupp av nycklar."),
        (b"just words", "”just words” är inte en grupp av nycklar."),
        (b"[" * 100_000, "för djupt"),
        (b"a: [" + b"1," * 300_000 + b"1]", "för många värden"),
        (b"? [a, b]\n: c\n", "Nyckeln ”?” finns inte här."),
    ],
)
def test_what_is_not_a_plan_file_at_all(data: bytes | str, words: str) -> None:
    assert any(words in line for line in faults(data)), faults(data)


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.CBaseLoader])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'title: "a\\0b"\n', "1:8: Texten innehåller ett tecken som inte kan sparas."),
        (b"title: a: b\n", "1:9: Här står ett kolon för mycket."),
        (b"title: a\n\tkey: b\n", "2:"),
        (b'title: "a\nkey: b\n', "stängs aldrig"),
        (b"areas: [a, b\n", "stämmer inte"),
        (b"title: a\n---\ntitle: b\n", "2:1: Filen innehåller mer än ett dokument."),
        (b"title: &a Plan\n", "1:8: Hänvisningar med & och *"),
        (b"title: *a\n", "Hänvisningar med & och *"),
        (b"title: !!python/object/apply:os.system ['ls']\n", "1:8: Typmärken med !"),
    ],
)
def test_broken_yaml_with_either_parser(monkeypatch: pytest.MonkeyPatch, loader: type, data: bytes, words: str) -> None:
    # Where PyYAML lacks its C library, its own parser reads the file.
    monkeypatch.setattr("samsyn.plandoc.planfile.source._Loader", loader)
    assert any(words in line for line in faults(data)), faults(data)


def test_the_real_plan_is_the_same_with_either_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planfile.read(real_plan()).plan
    monkeypatch.setattr("samsyn.plandoc.planfile.source._Loader", yaml.BaseLoader)
    assert planfile.read(real_plan()).plan == plan


def test_files_from_windows_are_read() -> None:
    data = b"\xef\xbb\xbf" + (HEAD + "vision: |\n  a\n\n  b\n").replace("\n", "\r\n").encode()
    assert planfile.read(data).plan.vision == "a\n\nb"


def test_lone_surrogates_are_refused() -> None:
    assert "UTF-8" in faults(HEAD + "vision: \ud800")[0]


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("visoin: x\n", "6:1 visoin: Nyckeln ”visoin” finns inte här. Menade du ”vision”?"),
        (
            "goals:\n  - {number: 1, title: A, weight: 3}\n",
            "7:27 goals › 1 › weight: Nyckeln ”weight” finns inte här. Här kan stå: number, title, description.",
        ),
        (
            "vision: a\nvision: b\n",
            "7:1 vision: Nyckeln ”vision” står redan på rad 6. Behåll en av dem.",
        ),
        (
            "goals:\n  - {number: ett, title: A}\n",
            "7:14 goals › ett › number: ”ett” är inte ett heltal. Skriv bara siffror, till exempel 2026.",
        ),
        (
            "goals:\n  - number: 1\n",
            "7:5 goals › 1: Nyckeln ”title” saknas eller är tom. Lägg till ”title: …”.",
        ),
        (
            "goals:\n  - {number: 1, title: }\n",
            "7:5 goals › 1: Nyckeln ”title” saknas eller är tom. Lägg till ”title: …”.",
        ),
        ('goals:\n  - {number: 1, title: ""}\n', "7:24 goals › 1 › title: Texten är tom. Skriv en text."),
        (
            "goals: 5\n",
            "6:8 goals: ”5” är inte en lista. Skriv en rad med ”- ” för varje sak, eller [a, b].",
        ),
        (
            "areas:\n  - {code: U5, kind: campaign, title: A, time: [a]}\n",
            "7:48 areas › U5 › time: En lista är inte en text. Skriv en text på en rad, eller flera rader efter |.",
        ),
        (
            "areas:\n  - {code: U5, kind: campain, title: A}\n",
            "7:22 areas › U5 › kind: ”campain” är inte ett av orden som kan stå här. Menade du ”campaign”? "
            "Här kan stå: campaign, national_campaign, exchange, guidance, training, programme.",
        ),
        (
            "areas:\n  - {code: U 5, kind: campaign, title: A}\n",
            "7:12 areas › U 5 › code: ”U 5” kan inte vara ett kortnamn. "
            "Använd a–z, siffror, bindestreck och understreck, högst 20 tecken.",
        ),
        (
            "areas:\n  - {code: U5, kind: campaign, title: A, steps: [{code: U6, title: B}]}\n",
            "7:49 areas › U5 › steps: Bara ett program kan ha steg. Skriv ”kind: programme”, eller flytta stegen.",
        ),
        (
            "activities:\n  - {code: N1, kind: meeting, title: A, placed: [2026-02-30]}\n",
            "7:50 activities › N1 › placed › 1: Datumet 2026-02-30 finns inte. "
            "Skriv datum som ÅÅÅÅ-MM-DD, till exempel 2026-03-05.",
        ),
        (
            "activities:\n  - {code: N1, kind: meeting, title: A, placed: [3 mars 2026]}\n",
            "7:50 activities › N1 › placed › 1: ”3 mars 2026” är inte ett datum. "
            "Skriv datum som ÅÅÅÅ-MM-DD, till exempel 2026-03-05.",
        ),
        (
            "activities:\n  - {code: N1, kind: meeting, title: A, placed: [20260305]}\n",
            "7:50 activities › N1 › placed › 1: ”20260305” är inte ett datum. "
            "Skriv datum som ÅÅÅÅ-MM-DD, till exempel 2026-03-05.",
        ),
        (
            "activities:\n  - {code: N1, kind: meeting, title: A, confidential: kanske}\n",
            "7:55 activities › N1 › confidential: ”kanske” är inte true eller false. Skriv true eller false.",
        ),
        (
            "areas:\n  - {code: U1, kind: campaign, title: A, global_goals: [18]}\n",
            "7:57 areas › U1 › global_goals › 1: 18 ligger utanför 1–17. Skriv ett tal mellan 1 och 17.",
        ),
        (
            f"vision: a\nsections:\n  - {{key: a, heading: {'x' * 201}, body: b}}\n",
            "8:23 sections › a › heading: Texten är 201 tecken lång. Korta den till högst 200 tecken.",
        ),
    ],
)
def test_faults_of_shape(rest: str, told: str) -> None:
    assert fault(rest) == told


def test_each_kind_of_dangling_reference() -> None:
    told = faults(
        HEAD
        + """\
decision: {body: styrgruppen, when: september}
goals: [{number: 1, title: A}]
parties: [{key: kommunerna, name: Kommunerna, kind: municipality}]
bodies: [{key: styrgrupp, name: Styrgruppen, kind: steering}]
areas:
  - code: U1
    kind: campaign
    title: A
    parties: [komunerna, kommunerna, kommunerna]
    bodies: [x]
    goals: [1, 2]
    focus_areas: [vatten]
    depends_on: [U9]
activities:
  - {code: U1, kind: meeting, title: B, group: presidiet}
"""
    )
    assert told == [
        "6:18 decision › body: ”styrgruppen” finns inte i filen. Menade du ”styrgrupp”?",
        "14:15 areas › U1 › parties › 1: ”komunerna” finns inte i filen. Menade du ”kommunerna”?",
        "14:38 areas › U1 › parties › 3: ”kommunerna” står två gånger i listan. Ta bort den ena.",
        "15:14 areas › U1 › bodies › 1: ”x” finns inte i filen. Lägg till den, eller ta bort hänvisningen.",
        "16:16 areas › U1 › goals › 2: ”2” finns inte i filen. Lägg till den, eller ta bort hänvisningen.",
        "17:19 areas › U1 › focus_areas › 1: ”vatten” finns inte i filen. Lägg till den, eller ta bort hänvisningen.",
        "18:18 areas › U1 › depends_on › 1: ”U9” finns inte i filen. Lägg till den, eller ta bort hänvisningen.",
        "20:12 activities › U1 › code: ”U1” används redan på rad 11. Ge raden ett eget namn.",
        "20:48 activities › U1 › group: ”presidiet” finns inte i filen. Lägg till den, eller ta bort hänvisningen.",
    ]


def test_a_misspelt_heading_is_not_told_once_more_for_each_reference() -> None:
    rest = "partys: [{key: k, name: K, kind: other}]\nareas: [{code: U1, kind: campaign, title: A, parties: [k]}]\n"
    assert fault(rest) == "6:1 partys: Nyckeln ”partys” finns inte här. Menade du ”parties”?"


def test_areas_that_wait_for_each_other() -> None:
    told = fault(
        """\
areas:
  - {code: U1, kind: campaign, title: A, depends_on: [U2]}
  - {code: U2, kind: campaign, title: B, depends_on: [U1]}
"""
    )
    assert "väntar på varandra i en cirkel: " in told
    assert "U1 → U2" in told


def test_years_the_wrong_way_round() -> None:
    assert faults(HEAD.replace("2028\n", "2025\n", 2).replace("key: 2026-2025", "key: a")) == [
        "5:12 last_year: Planens sista år 2025 ligger före det första, 2026. Byt plats på åren eller rätta dem."
    ]


def test_one_budget_for_each_year_and_version() -> None:
    line = "{year: 2026, version: decided, income: [], costs: []}"
    assert "redan en budget för 2026 i versionen decided, på rad 7" in fault(f"budgets:\n  - {line}\n  - {line}\n")


def test_every_fault_is_told_at_once_in_the_order_of_the_file() -> None:
    told = faults(
        """\
titel: Plan
key: 2026-2028
first_year: 2026
last_year: snart
areas:
  - {code: U1, kind: campaign}
  - {code: U1, kind: step, title: B, goals: [7]}
"""
    )
    assert [line.split(":")[0] for line in told] == ["1", "1", "1", "4", "6", "7", "7"]
    assert any("Nyckeln ”titel” finns inte här. Menade du ”title”?" in line for line in told)


def test_the_report_names_the_file_in_both_languages() -> None:
    with pytest.raises(planfile.PlanFileError) as error:
        planfile.read("titel: x", name="plan.yaml")
    assert error.value.report("sv").startswith("plan.yaml går inte att läsa som en plan: 6 fel.\n1:1")
    assert error.value.report("en").startswith("plan.yaml cannot be read as a plan: 6 problems.\n1:1")


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a & b < c"])
def test_html_is_kept_as_text(html: str) -> None:
    assert planfile.read(f"{HEAD}vision: '{html}'\n").plan.vision == html


def test_what_looks_like_another_type_stays_text_where_text_is_wanted() -> None:
    plan = planfile.read(
        HEAD
        + """\
vision: no
parties: [{key: a, name: 2026, kind: other, code: 0680}]
activities: [{code: 1, kind: visit, title: 2026-03-05, time: 2026}]
"""
    ).plan
    assert (plan.vision, plan.parties[0].name, plan.parties[0].code) == ("no", "2026", "0680")
    assert (plan.activities[0].code, plan.activities[0].title) == ("1", "2026-03-05")


@pytest.mark.parametrize(
    "data",
    [
        HEAD.encode() + b"goals: [" + b"{number: 1, title: A}," * 8_000 + b"]",
        HEAD.encode() + b"areas: [" + b"{cod: U1, parties: [a, b, c]}," * 5_000 + b"]",
        HEAD.encode() + b"".join(b"unknown%d: x\n" % n for n in range(20_000)),
    ],
    ids=["goals", "areas", "keys"],
)
def test_a_hostile_file_is_refused_in_bounded_time_with_a_bounded_list(data: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(planfile.PlanFileError) as error:
        planfile.read(data)
    assert time.process_time() - begun < 5
    assert len(error.value.problems) <= 200


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_nothing_raises_anything_but_a_plan_file_error(data: bytes | str) -> None:
    with pytest.raises(planfile.PlanFileError):
        planfile.read(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_plan_is_read_or_refused_with_words(data: st.DataObject) -> None:
    lines = real_plan().split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        damage = data.draw(st.sampled_from(["drop", "double", "indent", "cut", "junk"]))
        if damage == "drop":
            del lines[at]
        elif damage == "double":
            lines.insert(at, lines[at])
        elif damage == "indent":
            lines[at] = "  " + lines[at]
        elif damage == "cut":
            lines[at] = lines[at][: data.draw(st.integers(0, 20))]
        else:
            lines[at] += data.draw(st.text(max_size=5))
    try:
        planfile.read("\n".join(lines))
    except planfile.PlanFileError as error:
        assert error.problems
        assert error.report("sv")
        assert error.report("en")
