from pathlib import Path

import pytest

from tools.tracked_files import forbidden_names, too_long

# put together here, for this file too is searched
REGISTRY = ".".join(["files", "python" + "hosted", "org"])
MACHINE = "/" + "home/anna/samsyn"


@pytest.mark.parametrize(
    "text",
    [
        f"see https://{REGISTRY}/packages/",
        "--index-url " + "py" + "pi.example.org/simple",
        f"open({MACHINE!r})",
        "C:" + "\\Users\\anna",
    ],
)
def test_registries_and_paths_of_one_machine_are_found(text):
    assert len(list(forbidden_names(Path("docs/x.md"), f"first\n{text}\n"))) == 1
    assert next(forbidden_names(Path("docs/x.md"), f"first\n{text}\n")).startswith("docs/x.md:2: ")


@pytest.mark.parametrize(
    "text",
    ["https://www.naturvardsverket.se/work/plan", "a registry of chemical products", "PIP_INDEX_URL", "var/home/x"],
)
def test_ordinary_words_and_addresses_are_let_be(text):
    assert list(forbidden_names(Path("docs/x.md"), text)) == []


def test_a_list_of_packages_may_not_name_any_place():
    text = "asgiref @ https://example.org/asgiref.whl\n--find-links wheels\n"
    assert len(list(forbidden_names(Path("requirements/run.txt"), text))) == 2


@pytest.mark.parametrize(
    ("path", "lines", "remark"),
    [
        ("src/a.py", 400, None),
        ("src/a.py", 401, False),
        ("src/a.css", 801, True),
        ("src/plan/migrations/0001_initial.py", 900, None),
        ("src/vendor/htmx.js", 9000, None),
        ("docs/plan.md", 9000, None),
    ],
)
def test_long_source_files_are_remarked_on_and_very_long_ones_refused(path, lines, remark):
    found = too_long(Path(path), "x\n" * lines)
    assert (found and found[1]) == remark
