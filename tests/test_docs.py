"""What README and docs/ speak of exists: files, headings, commands, variables, and the names of pages and buttons."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import polib
import pytest

from samsyn.config import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")])
GUIDE = ROOT / "docs" / "anvandarhandbok.md"
SOURCES = [ROOT / "start.py", ROOT / ".ci/run", *ROOT.glob("src/samsyn/**/*.py"), *ROOT.glob("tests/**/*.py")]
TEXTS = sorted(ROOT.glob("src/samsyn/*/locale/sv/LC_MESSAGES/django.po"))


def prose(page: Path) -> str:
    """A page without its fenced examples."""
    return re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as GitHub and most others make them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def shown(*, swedish: bool) -> set[str]:
    """Every text of the pages in one language, without markup, soft hyphens and last full stop; 2 for placeholders."""
    found = set()
    for path in TEXTS:
        for entry in polib.pofile(str(path)):
            for text in [entry.msgstr, *entry.msgstr_plural.values()] if swedish else [entry.msgid]:
                plain = re.sub(r"<[^>]*>|\N{SOFT HYPHEN}|\.$", "", text)
                found.add(re.sub(r"%\(\w+\)s", "2", plain))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"https?://|mailto:", target):
            continue
        name, _hash, anchor = unquote(target).partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_exists(page):
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^ +|/bin/)samsyn ([a-z]+)", text, flags=re.MULTILINE))
    assert named <= set(cli.commands())
    started = set(re.findall(r"start\.py ([a-z]+)", text))
    assert started <= {"setup", "test", "check", "bench", "dev"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_variable_exists(page):
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    named = set(re.findall(r"SAMSYN_([A-Z_]+[A-Z])", page.read_text(encoding="utf-8")))
    assert {name for name in named if f'"{name}"' not in code and f"SAMSYN_{name}" not in code} == set()


def test_what_the_guide_has_in_bold_stands_on_the_screen():
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", prose(GUIDE), flags=re.DOTALL)}
    assert len(bold) > 50
    assert bold - shown(swedish=True) == {"fet stil", "English"}  # English is what the button is called in Swedish


def test_what_the_readme_has_in_bold_in_its_walk_stands_on_the_screen():
    walk = prose(ROOT / "README.md").partition("## The first ten minutes")[2].partition("\n## ")[0]
    bold = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", walk, flags=re.DOTALL)}
    assert len(bold) > 12
    assert bold - shown(swedish=False) == set()


def test_the_index_of_decisions_lists_each_in_its_own_words():
    listed = re.findall(
        r"^\| \[(\d+)\]\((\d{4}-[\w-]+\.md)\) \| (.+?) \|", (ROOT / "docs/adr/README.md").read_text("utf-8"), re.M
    )
    there = []
    for path in sorted(ROOT.glob("docs/adr/[0-9]*.md")):
        number, title = re.match(r"# (\d+)\. (.+)", path.read_text(encoding="utf-8")).groups()
        there.append((number, path.name, title))
    assert listed == there
