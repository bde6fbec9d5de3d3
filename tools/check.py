"""Every static check, two at a time: `python3 start.py check [name ...]`."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent

CHECKS = {
    "mypy": [PYTHON, "-m", "mypy"],
    "translations": [PYTHON, "tools/translations.py"],
    "templates": [BIN / "djlint", "src", "--lint", "--quiet"],
    "floors": [BIN / "lint-imports", "--no-logo"],
    "migrations": [
        *(PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"),
        *("--settings", "samsyn.config.settings"),
    ],
    "dependencies": [BIN / "deptry", "--no-ansi", "src"],
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "files": [PYTHON, "tools/tracked_files.py"],
}


def run(name: str) -> tuple[str, int, str, float]:
    """Run one check; return its name, exit code, what it printed and the seconds it took."""
    began = time.monotonic()
    result = subprocess.run(
        CHECKS[name], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return name, result.returncode, result.stdout.strip(), time.monotonic() - began


def main(names: list[str]) -> int:
    """Run the named checks, or all; 0 when every one passed, 1 when any failed, 2 for an unknown name."""
    unknown = set(names) - set(CHECKS)
    if unknown:
        print(f"No check {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for name, code, output, seconds in pool.map(run, names or CHECKS):
            print(f"{'ok    ' if code == 0 else 'FAILED'} {name} ({seconds:.1f} s)", flush=True)
            if output and (code or name in {"files", "translations"}):
                print("    " + output.replace("\n", "\n    "), flush=True)
            if code:
                failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
