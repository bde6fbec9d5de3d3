"""A PDF without tags: tables by their ruled lines, headings by their size, paragraphs by the space between lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from samsyn.docread.model import Block, Cell, Heading, Paragraph, Style, Table, flowing
from samsyn.docread.pdf_text import Run, joined, same_line

THIN = 2.5  # points: what is thinner is a line
NEAR = 3.0  # points: lines closer than that are one


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float


def blocks(pages: Sequence[Sequence[Run]], rules: Sequence[Sequence[Box]]) -> list[Block]:
    sizes = Counter[float]()
    for page in pages:
        for run in page:
            sizes[round(run.size, 1)] += len(run.text)
    usual = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted((size for size in sizes if size > usual * 1.12), reverse=True)[:4]
    made: list[Block] = []
    for number, (page, lines) in enumerate(zip(pages, rules, strict=True), start=1):
        left = [run for run in page if run.text.strip()]
        placed: list[tuple[float, Block]] = []
        for grid in _grids(lines):
            inside = [run for run in left if grid.holds(run)]
            if not inside:
                continue
            left = [run for run in left if not grid.holds(run)]
            placed.append((grid.ys[0], grid.table(inside, number)))
        placed += _texts(left, number, usual, larger)
        made += [block for _, block in sorted(placed, key=lambda each: -each[0])]
    return made


def _texts(runs: Sequence[Run], page: int, usual: float, larger: list[float]) -> list[tuple[float, Block]]:
    """Headings and paragraphs, each with its height on the page."""
    found: list[tuple[float, Block]] = []
    group: list[list[Run]] = []

    def end() -> None:
        if not group:
            return
        text = joined(run for line in group for run in line)
        size = round(max(run.size for run in group[0]), 1)
        height = max(run.top for run in group[0])
        if text and size in larger and len(text) < 200:
            found.append((height, Heading(larger.index(size) + 1, text, page)))
        elif text and text[0] in "•–*-" and text[1:2] == " ":
            found.append((height, Paragraph(text[2:].strip(), Style.BULLET, page)))
        elif text:
            found.append((height, Paragraph(text, Style.BODY, page)))
        group.clear()

    for line in lines_of(runs):
        if group:
            above = group[-1]
            gap = min(run.bottom for run in above) - max(run.top for run in line)
            size = max(run.size for run in line)
            changed = abs(size - max(run.size for run in above)) > 0.5
            if changed or gap > 0.75 * size or line[0].text.lstrip()[:1] == "•":
                end()
        group.append(line)
    end()
    return found


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs line by line, from the top, each line from the left."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda each: (-each.top, each.left)):
        for line in reversed(lines[-4:]):
            if same_line(line[0], run):
                line.append(run)
                break
        else:
            lines.append([run])
    return [sorted(line, key=lambda each: each.left) for line in lines]


@dataclass(frozen=True, slots=True)
class _Grid:
    xs: list[float]  # from the left
    ys: list[float]  # from the top
    upright: list[Box]
    level: list[Box]

    def holds(self, run: Run) -> bool:
        across, up = (run.left + run.right) / 2, (run.bottom + run.top) / 2
        return self.xs[0] <= across <= self.xs[-1] and self.ys[-1] <= up <= self.ys[0]

    def parted_across(self, x: float, top: float, bottom: float) -> bool:
        middle = (top + bottom) / 2
        return any(abs(line.left - x) < NEAR and line.bottom - NEAR < middle < line.top + NEAR for line in self.upright)

    def parted_down(self, y: float, left: float, right: float) -> bool:
        middle = (left + right) / 2
        return any(abs(line.bottom - y) < NEAR and line.left - NEAR < middle < line.right + NEAR for line in self.level)

    def table(self, runs: Sequence[Run], page: int) -> Table:
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        number: dict[tuple[int, int], int] = {}
        shapes: list[tuple[int, int, int, int]] = []
        for row in range(rows):
            for column in range(columns):
                if (row, column) in number:
                    continue
                across, down = 1, 1
                top, bottom = self.ys[row], self.ys[row + 1]
                while column + across < columns and (row, column + across) not in number:
                    if self.parted_across(self.xs[column + across], top, bottom):
                        break
                    across += 1
                span = self.xs[column], self.xs[column + across]
                while row + down < rows and not self.parted_down(self.ys[row + down], *span):
                    down += 1
                number |= {(row + y, column + x): len(shapes) for y in range(down) for x in range(across)}
                shapes.append((row, column, down, across))
        held: list[list[Run]] = [[] for _ in shapes]
        for run in runs:
            x, y = (run.left + run.right) / 2, (run.bottom + run.top) / 2
            row = max(at for at in range(rows) if y <= self.ys[at] or at == 0)
            column = max(at for at in range(columns) if x >= self.xs[at] or at == 0)
            held[number[row, column]].append(run)
        cells = tuple(
            Cell(_flow(inside), row, column, down, across, page)
            for inside, (row, column, down, across) in zip(held, shapes, strict=True)
        )
        grid = tuple(tuple(number[row, column] for column in range(columns)) for row in range(rows))
        return Table(cells, grid)


def _flow(runs: Sequence[Run]) -> str:
    """The text of a cell; a line that begins with a bullet is one."""
    parts: list[tuple[list[Run], bool]] = []
    above: list[Run] = []
    for line in lines_of(runs):
        bullet = line[0].text.lstrip()[:1] in ("•", "")
        gap = min(run.bottom for run in above) - max(run.top for run in line) if above else 0.0
        if not parts or bullet or gap > 0.75 * max(run.size for run in line):
            parts.append(([], bullet))
        parts[-1][0].extend(line)
        above = line
    return flowing([(joined(inside).lstrip("• ") if bullet else joined(inside), bullet) for inside, bullet in parts])


def _grids(boxes: Sequence[Box]) -> list[_Grid]:
    upright: list[Box] = []
    level: list[Box] = []
    for box in boxes:
        wide, high = box.right - box.left, box.top - box.bottom
        if wide <= THIN and high > 4:
            upright.append(box)
        elif high <= THIN and wide > 4:
            level.append(box)
        elif wide > 4 and high > 4:
            upright += [Box(x, box.bottom, x, box.top) for x in (box.left, box.right)]
            level += [Box(box.left, y, box.right, y) for y in (box.bottom, box.top)]
    return [grid for group in _groups([*upright, *level]) if (grid := _grid(group, upright, level))]


def _grid(group: list[Box], upright: list[Box], level: list[Box]) -> _Grid | None:
    mine = set(map(id, group))
    across = [box for box in upright if id(box) in mine]
    down = [box for box in level if id(box) in mine]
    xs = _distinct([box.left for box in across])
    ys = _distinct([box.bottom for box in down])[::-1]
    return _Grid(xs, ys, across, down) if len(xs) > 2 and len(ys) > 2 else None


def _distinct(values: list[float]) -> list[float]:
    ordered = sorted(values)
    return [value for before, value in pairwise([float("-inf"), *ordered]) if value - before > NEAR]


def _groups(boxes: list[Box]) -> list[list[Box]]:
    """Lines that touch belong together. Sorted from the left, so that only near ones are compared."""
    parent = list(range(len(boxes)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    order = sorted(range(len(boxes)), key=lambda at: boxes[at].left)
    active: list[int] = []
    for at in order:
        box = boxes[at]
        active = [other for other in active if boxes[other].right + NEAR >= box.left]
        for other in active:
            if boxes[other].bottom - NEAR <= box.top and box.bottom <= boxes[other].top + NEAR:
                parent[root(at)] = root(other)
        active.append(at)
    groups: dict[int, list[Box]] = {}
    for at in range(len(boxes)):
        groups.setdefault(root(at), []).append(boxes[at])
    return list(groups.values())
