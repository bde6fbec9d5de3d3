#!/usr/bin/env python3
"""Set Samsyn up and start it, with nothing but Python.

    python3 start.py                 set up, load the demonstration if the database is empty, serve
    python3 start.py test [args]     run the whole suite (args go to pytest)
    python3 start.py check           lint, types, floors, translations, migrations
    python3 start.py bench           measure page times, queries and memory
    python3 start.py dev [args]      serve with automatic reload
    python3 start.py setup           set up only

Further arguments of `start` go to `samsyn serve`: --host, --port, --workers.
The packages come from the hash-locked lists in requirements/ and live in .venv beside this file.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file must also explain itself to an older Python
    sys.exit(
        "Samsyn needs Python 3.11 or newer; this is Python {}.{}.\n"
        "Install a newer one (from your system's package manager or from python.org) and run, for example, "
        "python3.11 start.py".format(*sys.version_info[:2])
    )

import contextlib
import hashlib
import os
import shutil
import subprocess
import tomllib
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "samsyn-lock.txt"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
NETWORK_SIGNS = (
    "failed to establish a new connection",
    "name resolution",
    "getaddrinfo",
    "dns error",
    "error sending request",
    "connection refused",
    "network is unreachable",
    "timed out",
    "proxyerror",
    "no matching distribution",
)


class SetupFailed(Exception):
    """The environment cannot be made; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Run one of the commands in the text above and return the exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("start", [])
    if command.startswith("-") and command not in {"-h", "--help"}:
        command, rest = "start", arguments
    run = COMMANDS.get(command)
    if run is None:
        print(__doc__.strip())
        if command in {"-h", "--help", "help"}:
            return 0
        print(f"\nThere is no command {command!r}.", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    keep_bytecode()
    try:
        return run(rest)
    except SetupFailed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def start(arguments: list[str]) -> int:
    """Serve the demonstration on this machine."""
    ensure_environment("run")
    os.environ.setdefault("SAMSYN_DEMO", "1")
    return hand_over("-m", "samsyn.config.cli", "serve", *arguments)


def dev(arguments: list[str]) -> int:
    """Serve with automatic reload."""
    ensure_environment("dev")
    os.environ.setdefault("SAMSYN_DEMO", "1")
    return hand_over("-m", "samsyn.config.cli", "serve", "--reload", *arguments)


def setup(_arguments: list[str]) -> int:
    """Make the environment, and nothing more."""
    ensure_environment("run")
    compile_translations()
    return 0


def test(arguments: list[str]) -> int:
    """Run the suite, in several processes unless the caller says what to run or how."""
    ensure_environment("dev")
    compile_translations()
    if not arguments:
        arguments = [*("-n", str(min(4, os.cpu_count() or 1))), *("--dist", "loadfile")]
    return hand_over("-m", "pytest", *arguments)


def check(arguments: list[str]) -> int:
    """Run every static check."""
    ensure_environment("dev")
    compile_translations()
    return hand_over("tools/check.py", *arguments)


def bench(arguments: list[str]) -> int:
    """Run every program in bench/, one after the other."""
    ensure_environment("dev")
    compile_translations()
    programs = sorted((ROOT / "bench").glob("*.py"))
    if not programs:
        print("There is nothing to measure: bench/ is empty.", file=sys.stderr)
        return 1
    return max(subprocess.run([PYTHON, program, *arguments], check=False).returncode for program in programs)


COMMANDS = {"start": start, "test": test, "check": check, "bench": bench, "dev": dev, "setup": setup}


def compile_translations() -> None:
    """Make the .mo files that are missing or older than their .po file."""
    subprocess.run([PYTHON, ROOT / "src/samsyn/config/messages.py"], check=True)


def keep_bytecode() -> None:
    """Let who wants no compiled files among the sources have them in .venv: without any, each start compiles it all."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))


def hand_over(*arguments: str) -> int:
    """Let the environment's Python take this process over (on Windows: run it and wait)."""
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    with subprocess.Popen(command) as process:
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # the child gets it too and decides
                return process.wait()


def ensure_environment(lock: str) -> None:
    """Make .venv hold what `requirements/<lock>.txt` pins; quick when it already does.

    Raises `SetupFailed` with a remedy when it cannot.
    """
    installed = STAMP.read_text(encoding="utf-8").strip() if PYTHON.exists() and STAMP.exists() else ""
    if installed.startswith("dev"):  # it holds everything the run lock does: never take the tools away again
        lock = "dev"
    if installed == fingerprint(lock):
        return
    print(f"Setting up in {VENV} (once; a minute or so without a package cache) ...", flush=True)
    STAMP.unlink(missing_ok=True)
    if not (has_uv() and install_with_uv(lock)):
        install_with_pip(lock)
    STAMP.write_text(fingerprint(lock) + "\n", encoding="utf-8")


def fingerprint(lock: str) -> str:
    """What an up-to-date environment is known by: its lock, our metadata, and the folder it points into."""
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [str(ROOT), repr(metadata["build-system"]), repr(metadata["project"])]
    parts.append((ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8"))
    return f"{lock} {hashlib.sha256(repr(parts).encode()).hexdigest()}"


def has_uv() -> bool:
    """Whether a uv that runs is on the path."""
    try:
        return subprocess.run(["uv", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install_with_uv(lock: str) -> bool:
    """Install by uv; False when it failed, for pip knows settings of the organisation that uv does not."""
    steps = []
    if not PYTHON.exists():
        steps.append(["venv", "--quiet", "--clear", "--python", sys.executable, VENV])
    target = ("--quiet", "--python", PYTHON)
    locked = ("--require-hashes", "--only-binary", ":all:", f"requirements/{lock}.txt")
    steps.append(["pip", "sync", *target, *locked])
    itself = ("--no-build-isolation", "--no-deps", "--offline", "--editable", ".")
    steps.append(["pip", "install", *target, *itself])
    for step in steps:
        result = subprocess.run(["uv", *step], stderr=subprocess.PIPE, text=True, check=False)
        if result.returncode:
            print(f"{result.stderr.strip()}\nuv could not install the packages; trying pip.", file=sys.stderr)
            return False
    return True


def install_with_pip(lock: str) -> None:
    """Install by the pip of the Python that runs this, or where it has none, by one of .venv's own."""
    pip = [sys.executable, "-m", "pip", "--python", PYTHON]
    found = subprocess.run([*pip, "--version"], capture_output=True, check=False) if PYTHON.exists() else None
    if found is None:
        make_environment("--without-pip")
        found = subprocess.run([*pip, "--version"], capture_output=True, check=False)
    if found.returncode:  # no pip, or one from before --python
        make_environment()
        pip = [PYTHON, "-m", "pip"]
    pip += ["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile"]
    for arguments in (
        ["--require-hashes", "--only-binary", ":all:", "--requirement", f"requirements/{lock}.txt"],
        ["--no-build-isolation", "--no-index", "--editable", "."],
    ):
        result = subprocess.run([*pip, *arguments], stderr=subprocess.PIPE, text=True, check=False)
        if result.returncode:
            raise SetupFailed(explain_pip(result.stderr))


def make_environment(*options: str) -> None:
    """Make an empty .venv, with a pip in it unless the options say otherwise."""
    if find_spec("venv") is None or (find_spec("ensurepip") is None and "--without-pip" not in options):
        raise SetupFailed(
            "This Python cannot make virtual environments: its venv module is a package of its own.\n"
            "On Debian and Ubuntu: sudo apt install python3-venv - then run this again."
        )
    result = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", *options, VENV], capture_output=True, text=True, check=False
    )
    if result.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupFailed(
            f"{(result.stdout + result.stderr).strip()}\n\nThe environment {VENV} could not be made. "
            "Is the disk full, or the folder read-only?"
        )


def explain_pip(errors: str) -> str:
    """The end of what pip said, and what to do about it."""
    said = "\n".join(errors.strip().splitlines()[-8:])
    if any(sign in errors.lower() for sign in NETWORK_SIGNS):
        return (
            f"{said}\n\nThe packages could not be fetched. Is this machine on the network? Behind a proxy "
            "set HTTPS_PROXY; with a package index of your own set PIP_INDEX_URL; then run this again."
        )
    return f"{said}\n\nThe packages could not be installed. Mend what is named above, then run this again."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
