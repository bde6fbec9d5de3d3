"""docs/glossary.md names every model once, and every row has its three cells."""

import re
from pathlib import Path

from django.apps import apps

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
ROWS = [
    [cell.strip() for cell in line.strip("| ").split("|")]
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Swedish")
]


def test_every_row_has_swedish_code_and_definition():
    assert [row for row in ROWS if len(row) != 3 or not all(row) or not row[2].endswith(".")] == []


def test_every_model_has_one_row_and_no_row_a_model_that_is_not():
    ours = [model.__name__ for model in apps.get_models() if model._meta.app_config.name.startswith("samsyn.")]
    named = [name for _swedish, code, _definition in ROWS for name in re.findall(r"`([A-Z]\w+)`", code)]
    assert sorted(named) == sorted(ours)


def test_no_swedish_word_means_two_things():
    words = [word.strip() for swedish, _code, _definition in ROWS for word in swedish.split(",")]
    assert sorted(words) == sorted(set(words))
