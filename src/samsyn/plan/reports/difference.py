"""The difference between two editions as a document: what is gone is struck through, what is new is underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from samsyn.docrender import Block, Cell, Document, Heading, Mark, Marked, Paragraph, Table
from samsyn.plan.models import Edition
from samsyn.plan.queries.difference import (
    FieldShown,
    RowShown,
    SectionShown,
    SumsShown,
    Telling,
    counted,
    kind_words,
)
from samsyn.plan.queries.editions import document
from samsyn.plandoc.difference import Kind, PlanDifference
from samsyn.plandoc.segments import Segment


def difference_report(old: Edition, new: Edition, found: PlanDifference, *, language: str) -> Document:
    """Everything that differs, in a table for each part of the plan."""
    owner = new.plan.collaboration.name
    telling = Telling(document(old), document(new))
    return Document(
        title=_("What has changed: %(plan)s") % {"plan": new.title},
        subtitle=_("%(new)s, held against %(old)s") % {"new": _named(new), "old": _named(old)},
        language="en" if language == "en" else "sv",
        author=owner,
        footer=f"{owner} · {new.title}",
        blocks=(*_summary(found), *(b for s in telling.sections(found.rows, found) for b in _section(s))),
    )


def _summary(found: PlanDifference) -> Iterator[Block]:
    if not found.rows:
        yield Paragraph(_("The two editions say the same, to the letter."))
        return
    yield Paragraph(
        _("What is gone is struck through, what is new is underlined. Rows that are the same in both are left out.")
    )
    rows = [(label, str(count)) for _kind, label, count in counted(found)]
    yield Table(
        caption=_("Rows that differ"),
        header=(_("Kind of change"), _("Rows")),
        rows=(*rows, (_("The same in both"), str(sum(found.unchanged.values())))),
        widths=(3, 1),
        align=("left", "right"),
    )


def _section(section: SectionShown) -> Iterator[Block]:
    yield Heading(1, section.title)
    rows = tuple(row for shown in section.rows for row in _rows(shown))
    if rows:
        yield Table(
            caption=section.title,
            header=(_("Row"), _("What has changed"), _("Difference")),
            rows=rows,
            widths=(2.2, 1.8, 5.4),
        )
    for sums in section.sums:
        yield _sums(sums)


def _rows(row: RowShown) -> Iterator[tuple[Cell, ...]]:
    """One row of the table for each field; a row that came or went is told of in one."""
    name = f"{row.code} {row.name}".strip()
    words = kind_words()
    if row.whole:
        yield name, words[row.kinds[0]], Marked(tuple(_whole(row)))
        return
    if Kind.RENAMED in row.kinds:
        yield name, words[Kind.RENAMED], Marked((("removed", row.old_code), ("", " "), ("added", row.code)))
    if Kind.MOVED in row.kinds:
        yield name, words[Kind.MOVED], _("Stands in another place among its neighbours.")
    for field in row.fields:
        yield name, field.label, Marked(tuple(_pieces(field)))


def _whole(row: RowShown) -> Iterator[tuple[Mark, str]]:
    mark: Mark = "added" if row.kinds == (Kind.ADDED,) else "removed"
    yield mark, row.name
    for field in row.fields:
        yield "", f"\n{field.label}: "
        yield from _pieces(field)


def _pieces(field: FieldShown) -> Iterator[tuple[Mark, str]]:
    yield from _marks(field.words)
    if field.remark:
        yield "", f"\n{field.remark}"


def _marks(segments: Iterable[Segment]) -> Iterator[tuple[Mark, str]]:
    """The space before a word is not marked; between what is gone and what came instead there always is one."""
    before = ""
    for segment in segments:
        if segment.kind == "equal":
            yield "", segment.text
        else:
            yield "", segment.space or (" " if before == "removed" else "")
            yield segment.kind, segment.words
        before = segment.kind


def _sums(sums: SumsShown) -> Table:
    return Table(
        caption=_("Sums: %(budget)s") % {"budget": sums.title},
        header=(_("Sum"), _("Before"), _("After"), _("Difference")),
        rows=tuple((row.label, row.old, row.new, row.change) for row in sums.rows),
        widths=(3, 2, 2, 2),
        align=("left", "right", "right", "right"),
    )


def _named(edition: Edition) -> str:
    return _("%(plan)s, edition %(number)s (%(status)s)") % {
        "plan": edition.plan,
        "number": edition.number,
        "status": edition.get_status_display().lower(),
    }
