"""Rules about every file under version control: what no file may name, and how long a source file may be."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# the address of a package registry: the lists must install from wherever the reader gets packages
REGISTRY = re.compile(
    r"\b[\w.-]*(?:pypi|pythonhosted|npmjs|registry|artifactory|nexus|devpi)[\w-]*"
    r"(?:\.[\w-]+)*\.(?:com|dev|eu|internal|io|local|net|org|se)\b",
    re.IGNORECASE,
)
# a folder of the machine that a file was written on
MACHINE = re.compile(r"(?<![\w.:/}*-])(?:/(?:work|root|home|Users)/\w|[A-Z]:\\Users\\\w)")
INDEX = re.compile(r"^\s*--(?:index-url|extra-index-url|find-links|trusted-host)|://", re.MULTILINE)

SOURCE = {".py", ".html", ".css", ".js", ".typ"}
WARN_ABOVE, FAIL_ABOVE = 400, 800


def forbidden_names(path: Path, text: str) -> Iterator[str]:
    """Yield `file:line: what` for each registry host and machine path in the text."""
    rules = [(REGISTRY, "names a package registry"), (MACHINE, "names a path of one machine")]
    if path.parent.name == "requirements":
        rules.append((INDEX, "says where packages come from"))
    for rule, message in rules:
        for match in rule.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{path}:{line}: {message}: {match.group().strip()}"


def too_long(path: Path, text: str) -> tuple[str, bool] | None:
    """The remark on a source file above 400 lines, and whether it is a fault (above 800)."""
    generated = "migrations" in path.parts or "vendor" in path.parts
    lines = text.count("\n")
    if path.suffix not in SOURCE or generated or lines <= WARN_ABOVE:
        return None
    return f"{path}: {lines} lines (divide above {WARN_ABOVE}, never above {FAIL_ABOVE})", lines > FAIL_ABOVE


def main() -> int:
    """Print every remark; 1 when any is a fault."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    faults = 0
    for name in listed.stdout.decode().rstrip("\0").split("\0"):
        path = Path(name)
        content = (ROOT / path).read_bytes() if (ROOT / path).is_file() else b""
        if b"\0" in content:
            continue
        text = content.decode("utf-8", errors="replace")
        for remark in forbidden_names(path, text):
            print(remark)
            faults += 1
        length = too_long(path, text)
        if length:
            print(length[0])
            faults += length[1]
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
