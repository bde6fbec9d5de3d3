from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from samsyn import charts
from samsyn.charts import MapValue, county_map, svg

from .conftest import HOSTILE, SVG, by_class, check, check_lettering, texts, titles
from .test_svg import contrast

WIDTHS = (600, 358)
DATA = Path(charts.__file__).parent / "data" / "counties" / "06.json"
GEOMETRY = json.loads(DATA.read_text(encoding="utf-8"))
NAMES = {
    **{"0604": "Aneby", "0617": "Gnosjö", "0642": "Mullsjö", "0643": "Habo", "0662": "Gislaved", "0665": "Vaggeryd"},
    **{"0680": "Jönköping", "0682": "Nässjö", "0683": "Värnamo", "0684": "Sävsjö", "0685": "Vetlanda"},
    **{"0686": "Eksjö", "0687": "Tranås"},
}


def drawn(values: dict[str, MapValue], frame: dict[str, str], **fields: object) -> str:
    found = county_map(values, **frame, **fields)  # type: ignore[arg-type]
    assert found is not None
    return found


def points(d: str) -> list[tuple[int, int]]:
    """The corners of the first ring of a path of relative whole steps."""
    ring = d.removeprefix("M").split("z")[0]
    start, steps = ring.split("l")
    x, y = map(int, start.split())
    found = [(x, y)]
    numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def area(d: str) -> float:
    ring = points(d)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def test_the_geometry_is_the_county_s_thirteen_municipalities_within_the_paper() -> None:
    assert {place["code"]: place["name"] for place in GEOMETRY["municipalities"]} == NAMES
    corners = [corner for place in GEOMETRY["municipalities"] for corner in points(place["d"])]
    assert min(min(corner) for corner in corners) >= 0
    assert max(x for x, _ in corners) <= GEOMETRY["width"]
    assert max(y for _, y in corners) <= GEOMETRY["height"]
    assert "SCB" in GEOMETRY["source"] and "MIT" in GEOMETRY["source"]
    assert DATA.stat().st_size < 6_000


def test_areas_are_in_the_proportions_of_the_real_county() -> None:
    """About 10,500 km² of land (SCB); Vetlanda and Jönköping largest, Mullsjö smallest."""
    scale = GEOMETRY["metres_per_unit"] / 1000
    found = {place["name"]: area(place["d"]) * scale**2 for place in GEOMETRY["municipalities"]}
    assert sum(found.values()) == pytest.approx(10_500, rel=0.1)
    assert {"Vetlanda", "Jönköping"} == set(sorted(found, key=found.__getitem__)[-2:])
    assert min(found, key=found.__getitem__) == "Mullsjö"


def test_neighbours_share_their_border() -> None:
    """Most corners belong to two municipalities or more; the rest is the county's own border."""
    rings = [set(points(place["d"])) for place in GEOMETRY["municipalities"]]
    every = set.union(*rings)
    shared = {corner for corner in every if sum(corner in ring for ring in rings) > 1}
    assert len(shared) > 0.4 * len(every)


def test_a_county_without_geometry_gives_none(frame: dict[str, str]) -> None:
    assert county_map({}, **frame, county="12") is None
    assert county_map({}, **frame, county="../06") is None


@pytest.mark.parametrize("width", WIDTHS)
def test_every_municipality_is_named_with_its_value(frame: dict[str, str], width: int) -> None:
    values = {code: MapValue(f"{n} %", n % 5, f"/k/{code}") for n, code in enumerate(NAMES, 50)}
    root = check(drawn(values, frame, levels=["låg", "b", "c", "d", "hög"], width=width))
    assert len(list(root.iter(f"{SVG}a"))) == 13
    assert set(titles(root)) >= {f"{name}: {values[code].label}" for code, name in NAMES.items()}
    assert set(texts(root)) >= {*NAMES.values(), *(value.label for value in values.values()), "låg", "hög"}
    assert "Uppgift saknas" not in texts(root)
    check_lettering(root, least=12)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_missing_is_hatched_and_said(frame: dict[str, str], width: int) -> None:
    root = check(drawn({"0680": MapValue("3", 0)}, frame, width=width))
    hatched = [e for e in by_class(root, "chart-none") if e.tag == f"{SVG}path"]
    assert len(hatched) == 12
    assert all(e.attrib["fill"] == "url(#bild-none)" for e in hatched)
    assert "Aneby: Uppgift saknas" in titles(root)
    assert texts(root)[-1] == "Uppgift saknas"


def test_the_phone_lists_names_in_swedish_order(frame: dict[str, str]) -> None:
    shown = [text for text in texts(check(drawn({}, frame, width=358))) if text in NAMES.values()]
    assert shown == [
        *("Aneby", "Eksjö", "Gislaved", "Gnosjö", "Habo", "Jönköping", "Mullsjö"),
        *("Nässjö", "Sävsjö", "Tranås", "Vaggeryd", "Vetlanda", "Värnamo"),
    ]


@pytest.mark.parametrize("level", range(5))
def test_text_can_be_read_on_its_level(frame: dict[str, str], level: int) -> None:
    root = check(drawn({code: MapValue("1 %", level) for code in NAMES}, frame))
    ground = next(by_class(root, f"chart-level-{level}")).attrib["fill"]
    (text,) = (e for e in root.iter(f"{SVG}text") if e.text == "Aneby")
    assert contrast(text.get("fill", svg.INK), ground) >= 4.5


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_labels_are_text(frame: dict[str, str], width: int) -> None:
    root = check(drawn({"0680": MapValue(HOSTILE, 1, "/x?a=1&b=2")}, frame, levels=[HOSTILE], width=width))
    assert any("<script>alert(1)</script>" in title for title in titles(root))


def test_nonsense_is_refused(frame: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="9999"):
        county_map({"9999": MapValue("x", 1)}, **frame)
    with pytest.raises(ValueError, match="not a level: 5"):
        county_map({"0680": MapValue("x", 5)}, **frame)
