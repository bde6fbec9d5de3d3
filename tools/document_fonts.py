"""Make the fonts of our documents from Adobe's: `python tools/document_fonts.py SANS_FOLDER SERIF_FOLDER`.

Run by hand when the typefaces change, in a throwaway environment with fonttools 4 (not in our locks). The folders
are the unpacked npm packages source-sans 3.52.0 and source-serif 4.5.1. Writes the subsets and coverage.txt, the
ranges of characters that the sans has; the serif, for headings, borrows from it what it lacks. The licence reserves
the name Source, so the subsets carry our own.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "src/samsyn/docrender/fonts"
FACES = (
    (1, "SourceSans3-Regular.ttf", "SamsynSans-Regular.ttf"),
    (1, "SourceSans3-Semibold.ttf", "SamsynSans-Semibold.ttf"),
    (2, "SourceSerif4-Semibold.ttf", "SamsynSerif-Semibold.ttf"),
)
RENAMED = {
    "Source Sans 3": "Samsyn Sans",
    "SourceSans3": "SamsynSans",
    "Source Serif 4": "Samsyn Serif",
    "SourceSerif4": "SamsynSerif",
}
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "pnum"]
FAMILY_NAMES = {1, 3, 4, 6, 16}  # ids in the name table; copyright, trademark and licence stay as they are
CHARACTERS = (
    "0020-007E 00A0-024F 0259 02BC 02C6-02C7 02D8-02DD 0300-030C 0326-0328 0331 0370-03FF 0400-045F 0490-0491 "
    "1E00-1EFF 2000-200D 2010-2027 202F-203A 2044 2070-209F 20AC 20BD 2113 2116 2122 2126 212E 2150-215F "
    "2190-2199 2202 2206 220F 2211-2212 2215 2219-221A 221E 222B 2248 2260 2264-2265 25A0-25A1 25AA-25AB 25B2-25B3 "
    "25B6 25B8 25BA 25BC-25BD 25C6 25C9-25CB 25CF 25E6 2610-2611 2713 2717 2752"
)


def wanted() -> set[int]:
    codes: set[int] = set()
    for entry in CHARACTERS.split():
        first, _, last = entry.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return codes


def make(source: Path, target: Path) -> set[int]:
    """Write the subset; returns the characters it has."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES, hinting=False, glyph_names=False, name_languages=[0x409], notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 16, 17],
    )  # fmt: skip
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            text = record.toUnicode()
            for old, new in RENAMED.items():
                text = text.replace(old, new)
            record.string = text
    font.save(target)
    return set(font.getBestCmap())


def main() -> None:
    had = [make(Path(sys.argv[folder]) / "TTF" / source, TARGET / target) for folder, source, target in FACES]
    common = sorted(had[0] & had[1])
    lines = []
    for _, run in groupby(enumerate(common), lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        lines.append(f"{codes[0]:04X}-{codes[-1]:04X}\n")
    (TARGET / "coverage.txt").write_text("".join(lines), "ascii")


if __name__ == "__main__":
    main()
