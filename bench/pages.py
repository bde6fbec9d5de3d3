"""Measure every kind of page: `python bench/pages.py`. Prints CPU milliseconds, queries and kilobytes, for the demo and
for a large county, and the memory of a server process.

The large county is the demo with 300 organisations and 2,000 areas in its plan, and with needs, comments and reports in
proportion. A kind of page is asked for by the first of the demo's personas who finds a link to it. With SQLite there is
little that a page waits for, so the CPU time of its thread is what it takes on a machine that has nothing else to do.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
COUNTIES = ("demo", "large")
MEDIAN, SIZE, MEMORY = 50, 100, 250  # milliseconds and kilobytes of a page of the demo, megabytes of a process
SLOW = 500  # milliseconds of a page of the large county


def main() -> int:
    measured = {county: measure(county) for county in COUNTIES}
    demo, large = (measured[county]["pages"] for county in COUNTIES)
    print(f"{'':<44}{'the demo':^30}{'a large county':^30}{'ratio':^18}")
    county_columns, ratio_columns = f"{'ms':>8}{'p95':>7}{'queries':>8}{'kB':>6} ", f"{'ms':>6}{'queries':>8}{'kB':>5}"
    print(f"{'page':<44}{county_columns * 2}{ratio_columns}")
    for kind in sorted(demo.keys() | large.keys()):
        print(row(kind, demo.get(kind), large.get(kind)))
    wrong = faults(demo, large)
    for county in COUNTIES:
        told = measured[county]
        print(f"{county}: {told['rows']}")
        print(f"  made in {told['made']:.0f} s; a server process took at most {told['memory']:.0f} MB")
    if measured["demo"]["memory"] > MEMORY:
        wrong.append(f"a server process took more than {MEMORY} MB")
    print("\n".join(wrong) or "Every page is within its limits.")
    return 1 if wrong else 0


def measure(county: str) -> dict[str, Any]:
    """What `python -m bench.county` tells of a county, in an installation and a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SAMSYN_")}
        own = {"SAMSYN_DATA": folder, "SAMSYN_DEMO": "1", "SAMSYN_LOG_LEVEL": "ERROR", "SAMSYN_HOSTS": "testserver"}
        command = [sys.executable, "-m", "bench.county", county]
        done = subprocess.run(command, env=clean | own, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def row(kind: str, small: dict[str, Any] | None, large: dict[str, Any] | None) -> str:
    def told(page: dict[str, Any] | None) -> str:
        if page is None:
            return f"{'–':>8}{'–':>7}{'–':>8}{'–':>6} "
        return f"{page['median']:>8.0f}{page['p95']:>7.0f}{page['queries']:>8}{page['size']:>6.0f} "

    ratio = ""
    if small and large:
        ratio = f"{large['median'] / small['median']:>6.1f}{large['queries'] / max(1, small['queries']):>8.1f}"
        ratio += f"{large['size'] / small['size']:>5.1f}"
    return f"{kind[:43]:<44}{told(small)}{told(large)}{ratio}"


def faults(demo: dict[str, Any], large: dict[str, Any]) -> list[str]:
    """What is over a limit."""
    wrong = []
    for kind, page in demo.items():
        if page["median"] > MEDIAN:
            wrong.append(f"{kind}: {page['median']:.0f} ms on the demo")
        if page["size"] > SIZE:
            wrong.append(f"{kind}: {page['size']:.0f} kB on the demo")
    for kind, page in large.items():
        small = demo.get(kind)
        if page["median"] > SLOW:
            wrong.append(f"{kind}: {page['median']:.0f} ms in a large county")
        if page["size"] > SIZE:
            wrong.append(f"{kind}: {page['size']:.0f} kB in a large county")
        if small and page["queries"] > small["queries"]:
            wrong.append(f"{kind}: {small['queries']} queries on the demo, {page['queries']} in a large county")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
