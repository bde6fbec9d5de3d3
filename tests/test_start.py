"""The parts of start.py that a machine which has been set up cannot show by itself."""

import ast
import os
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start

ROOT = Path(start.__file__).parent


def pins(lock):
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [Requirement(line.partition("--hash")[0]) for line in text.splitlines() if line.strip()]
    return {canonicalize_name(line.name): line for line in lines}


def test_an_old_python_gets_a_sentence_not_a_traceback():
    source = (ROOT / "start.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))  # it must get as far as to say so
    program = f"import sys; sys.version_info = (3, 9, 2, 'final', 0); exec(compile({source!r}, 'start.py', 'exec'))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("Samsyn needs Python 3.11 or newer; this is Python 3.9.")
    assert "Traceback" not in result.stderr


def test_a_python_without_venv_gets_the_remedy(monkeypatch, capsys):
    monkeypatch.setattr(start, "find_spec", lambda name: None)
    monkeypatch.setattr(start, "STAMP", ROOT / "no-such-stamp")
    monkeypatch.setattr(start, "PYTHON", ROOT / "no-such-python")
    monkeypatch.setattr(start, "has_uv", lambda: False)
    assert start.main(["setup"]) == 1
    assert "sudo apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "on the network?"),
        ("ERROR: No matching distribution found for asgiref==3.13.0", "PIP_INDEX_URL"),
        ("OSError: [Errno 28] No space left on device", "Mend what is named above"),
    ],
)
def test_what_pip_says_is_followed_by_what_to_do(said, remedy):
    assert said in start.explain_pip(said)
    assert remedy in start.explain_pip(said)


def test_an_unknown_command_is_named(capsys):
    assert start.main(["tset"]) == 2
    printed = capsys.readouterr()
    assert "'tset'" in printed.err
    assert all(f"start.py {name}" in printed.out for name in start.COMMANDS if name != "start")
    assert start.main(["--help"]) == 0


def test_who_wants_no_compiled_files_among_the_sources_has_them_in_the_environment(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "elsewhere")
    start.keep_bytecode()
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert os.environ["PYTHONPYCACHEPREFIX"] == "elsewhere"
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    start.keep_bytecode()
    assert "PYTHONPYCACHEPREFIX" not in os.environ
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    start.keep_bytecode()
    assert os.environ["PYTHONPYCACHEPREFIX"] == str(start.VENV / "bytecode")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder with an environment that was just set up for development."""
    (tmp_path / "requirements").mkdir()
    for lock in ("run", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n")
    (tmp_path / "pyproject.toml").write_text("[build-system]\na = 1\n[project]\nb = 1\n[tool.x]\nc = 1\n")
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(start, "PYTHON", tmp_path / "python")
    start.PYTHON.touch()
    start.STAMP.write_text(start.fingerprint("dev"))
    return tmp_path


@pytest.fixture
def installed(monkeypatch):
    """The locks that are installed from now on."""
    locks: list[str] = []
    monkeypatch.setattr(start, "has_uv", lambda: True)
    monkeypatch.setattr(start, "install_with_uv", lambda lock: locks.append(lock) or True)
    return locks


def test_what_is_up_to_date_is_left_alone(project, installed):
    start.ensure_environment("dev")
    start.ensure_environment("run")
    (project / "pyproject.toml").write_text("[build-system]\na = 1\n[project]\nb = 1\n[tool.x]\nc = 2\n")
    start.ensure_environment("dev")
    assert installed == []


@pytest.mark.parametrize("changed", ["requirements/dev.txt", "pyproject.toml"])
def test_a_changed_list_is_installed_once_and_the_tools_stay(project, installed, changed):
    path = project / changed
    path.write_text(path.read_text().replace("1\n", "2\n"))
    start.ensure_environment("run")
    start.ensure_environment("run")
    assert installed == ["dev"]


def test_after_an_interrupted_installation_it_is_begun_anew(project, installed, monkeypatch):
    monkeypatch.setattr(start, "install_with_uv", lambda lock: False)
    monkeypatch.setattr(start, "install_with_pip", lambda lock: (_ for _ in ()).throw(start.SetupFailed("no")))
    start.STAMP.write_text("run of something else")
    with pytest.raises(start.SetupFailed):
        start.ensure_environment("run")
    assert not start.STAMP.exists()


def test_the_development_list_holds_all_of_the_other():
    run, dev = pins("run"), pins("dev")
    assert {name: str(pin) for name, pin in run.items()}.items() <= {
        name: str(pin) for name, pin in dev.items()
    }.items()


@pytest.mark.parametrize("lock", ["run", "dev"])
def test_a_list_holds_everything_that_its_packages_need(lock):
    listed = pins(lock)
    for name in listed:
        if listed[name].marker and not listed[name].marker.evaluate():
            continue
        for line in requires(name) or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert canonicalize_name(needed.name) in listed, f"{name} needs {needed}"


def test_no_list_says_where_packages_come_from():
    for lock in ("run", "dev"):
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        assert "://" not in text
        assert all(line.lstrip().startswith(("--hash=sha256:",)) for line in text.splitlines() if "--" in line)
