"""What the checks find in Jönköping County's real plan 2026–2028: the faults it is known to carry, and no others."""

from __future__ import annotations

from functools import cache
from importlib import resources

from samsyn.plandoc import planfile
from samsyn.plandoc.checks import Finding, Severity, check, report

NBSP = "\N{NO-BREAK SPACE}"


@cache
def findings() -> tuple[Finding, ...]:
    path = resources.files("samsyn.plan").joinpath("demo", "verksamhetsplan-2026-2028.yaml")
    return check(planfile.read(path.read_text(encoding="utf-8")).plan)


def rows(code: str) -> list[list[str]]:
    return [[row.code for row in finding.rows] for finding in findings() if finding.code == code]


def one(code: str) -> Finding:
    (finding,) = [finding for finding in findings() if finding.code == code]
    return finding


STEERED = [f"U{number}" for number in range(1, 17)]
EXPECTED = {
    "PC01": [["2026-decided", "2026-decided/statliga-medel"]],
    "PC02": [["2026-decided", "2026-decided/statliga-medel"]],
    "PC03": [["2026-decided/statliga-medel"]],
    "PC05": [["2026-decided/utbildningar"]],
    "PC06": [["2026-decided", "U3", "U4", "U10", "U11", "U12"]],
    "PC07": [["2026-decided/loner", "2026-decided/resor"]],
    "PC08": [["U5"], ["U13"], ["U14"]],
    "PC09": [["U1"], ["U2"]],
    "PC10": [["U11"], ["U12"]],
    "PC11": [["N9", "om-verksamhetsplanen"]],
    "PC12": [["om-verksamhetsplanen", "inledning"]],
    "PC13": [["2026-2028"]],
    "PC14": [["pks", "styrgrupp"]],
    "PC15": [["N5", "N4"]],
    "PC16": [["N13"]],
    "PC17": [["U5"], ["U14"], ["U15"], ["U16"]],
    "PC18": [
        [
            "projektgrupp-varmare-klimat",
            "projektgrupp-dagvatten",
            "projektgrupp-illegal-avfallshantering",
            "projektgrupp-kemiska-produkter",
            "projektgrupp-fororenade-omraden",
            "projektgrupp-ventilation",
        ],
        ["referensgrupp-kompetens"],
        ["referensgrupp-process"],
    ],
    "PC19": [["U16", "kommundirektorer"]],
    "PC20": [["U1"], ["U3"], ["U4"], ["N12"]],
    "PC21": [["U8", "U9", "U10", "U11", "U12"], ["N15"]],
    "PC22": [["N11"]],
    "PC23": [["2026-decided/lansstyrelsen-och-regionen"]],
    "PC24": [STEERED],
    "PC25": [STEERED],
    "PC26": [
        [
            "anpassning-till-nationell-tillsynsstrategi",
            *(code for code in STEERED if code not in ("U2", "U3", "U4", "U5")),
        ]
    ],
    "PC27": [["U2"], ["U3"]],
    "PC28": [["U3", "U4", "U6", "U7", "U16", "N3", "N4", "N12", "N14"]],
    "PC29": [["U4"], ["U4", "U4"], ["U5"], ["U6"]],
    "PC30": [["U1", "U2", "U3", "U4", "U5", "U6"]],
    "PC31": [["inledning"]],
    "PC32": [["N14"]],
    "PC33": [["U13", "U14", "U15", "U16"]],
    "PC34": [["U8", "U12", "U13", "N15", "N19"]],
    "PC37": [["U9", "U8"]],
    "PC41": [["N16", "N15"], ["N17", "N15"]],
    "PC42": [["N6"], ["N7"]],
    "PC43": [["U1", "U2"], ["U3", "U4"]],
}


def test_it_finds_the_known_faults_in_their_rows_and_nothing_else() -> None:
    assert {code: rows(code) for code in dict.fromkeys(finding.code for finding in findings())} == {
        code: EXPECTED[code] for code in sorted(EXPECTED, key=lambda code: (severity(code), code))
    }


def severity(code: str) -> int:
    return list(Severity).index(next(finding.severity for finding in findings() if finding.code == code))


def test_errors_come_first_then_warnings_then_notes() -> None:
    order = [list(Severity).index(finding.severity) for finding in findings()]
    assert order == sorted(order)


def test_the_budget_is_shown_in_both_its_readings_as_a_question_to_the_owner() -> None:
    finding = one("PC01")
    assert finding.message("sv") == (
        "Budgeten för 2026 kan läsas på två sätt. (a) Den ingående balansen, 620 000 kr, är räknad två "
        "gånger: den står bland intäkterna och har lagts till en gång till i överskottet. Då blir den "
        "utgående balansen −69 301 kr, inte 550 699 kr. (b) Raden Statliga medel har tappat sitt belopp, som "
        "då är 620 000 kr. Då stämmer 550 699 kr, och årets resultat blir −69 301 kr."
    ).replace("0 000", f"0{NBSP}000").replace("−69 301", f"−69{NBSP}301").replace("550 699", f"550{NBSP}699").replace(
        " kr", f"{NBSP}kr"
    )
    assert finding.remedy("sv").startswith("Fråga den som ansvarar för budgeten vilket som gäller:")


def test_the_deficit_has_its_figures() -> None:
    finding = one("PC02")
    assert finding.params["income"] == 1_247_789_00
    assert finding.params["costs"] == 1_937_090_00
    assert finding.params["result"] == -689_301_00
    assert finding.params["empty"] == 2026
    assert finding.params["other_result"] == -69_301_00


def test_the_sums_pass() -> None:
    path = resources.files("samsyn.plan").joinpath("demo", "verksamhetsplan-2026-2028.yaml")
    outcomes = {outcome.check.code: outcome for outcome in report(planfile.read(path.read_text(encoding="utf-8")).plan)}
    assert outcomes["PC04"].passed
    assert outcomes["PC04"].check.sound("sv") == "Summorna i budgeten stämmer."


def test_the_clashing_places_are_quoted() -> None:
    horizon = one("PC11")
    assert horizon.quotes[0].text == "Planen görs för ett år framåt."
    assert any("kommande tre åren" in quote.text for quote in horizon.quotes)
    pasted = one("PC15")
    assert {(quote.row.code, quote.row.field) for quote in pasted.quotes} == {
        ("N5", "title"),
        ("N5", "purpose"),
        ("N4", "title"),
        ("N4", "purpose"),
    }
    for finding in findings():
        if finding.code not in ("PC24",):
            assert finding.quotes, finding.code


def test_a_tight_autumn_names_the_one_who_carries_it() -> None:
    finding = one("PC28")
    assert finding.params["who"] == "Utvecklingsledaren för miljösamverkan"
    assert finding.params["number"] == 9
    assert finding.params["campaigns"] == ("U3", "U4")


def test_the_visits_are_counted_against_the_parties() -> None:
    finding = one("PC22")
    assert (finding.params["visits"], finding.params["parties"]) == (11, 14)
