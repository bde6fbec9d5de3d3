"""What was said of an edition and what was answered, compiled: the paper that goes with the proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.docrender import Block, Document, Heading, Landscape, Paragraph, Sheet, Table, Workbook
from samsyn.plan.enums import CommentAnswer
from samsyn.plan.models import Comment, Edition


def comment_report(edition: Edition, comments: Sequence[Comment], *, language: str) -> Document:
    owner = edition.plan.collaboration.name
    title = _("Comments on %(plan)s") % {"plan": edition.title}
    return Document(
        title=title,
        subtitle=_said_when(edition),
        language="en" if language == "en" else "sv",
        author=owner,
        footer=f"{owner} · {title}",
        blocks=(Landscape(tuple(_blocks(edition, comments))),),
    )


def comment_workbook(edition: Edition, comments: Sequence[Comment], *, language: str) -> Workbook:
    header = (
        _("Kind"), _("Row"), _("What is said"), _("Organisation"), _("From"), _("Day"), _("Answer"),
        _("Answer in words"), _("Answered by"), _("Answered"),
    )  # fmt: skip
    rows = tuple(
        (
            comment.get_kind_display(), comment.about, comment.text,
            comment.organisation.name if comment.organisation else "", _person(comment.by),
            timezone.localdate(comment.at), comment.get_answer_display(), comment.answer_words,
            _person(comment.answered_by) if comment.answer else "",
            timezone.localdate(comment.answered_at) if comment.answered_at else None,
        )
        for comment in comments
    )  # fmt: skip
    title = _("Comments on %(plan)s") % {"plan": edition.title}
    sheet = Sheet(name=_("Comments"), header=header, rows=rows)
    return Workbook(title=title, sheets=(sheet,), language="en" if language == "en" else "sv")


def _blocks(edition: Edition, comments: Sequence[Comment]) -> Iterator[Block]:
    yield Paragraph(_summary(comments), style="lead")
    if edition.comments_words:
        yield Paragraph(edition.comments_words)
    for (_kind, _key), group in groupby(comments, key=lambda comment: (comment.kind, comment.key)):
        said = list(group)
        yield Heading(1, said[0].about)
        yield Table(
            caption=said[0].about,
            header=(_("From"), _("What is said"), _("Answer")),
            rows=tuple((_from(comment), comment.text, _answer(comment)) for comment in said),
            widths=(2, 5, 5),
        )


def _summary(comments: Sequence[Comment]) -> str:
    number = ngettext("%(number)s comment", "%(number)s comments", len(comments)) % {"number": len(comments)}
    counts = [
        f"{label} {sum(comment.answer == value for comment in comments)}" for value, label in CommentAnswer.choices
    ]
    unanswered = _("Not answered")
    counts.append(f"{unanswered} {sum(not comment.answer for comment in comments)}")
    return f"{number}. {', '.join(counts)}."


def _said_when(edition: Edition) -> str:
    if not edition.comments_until:
        return _("Edition %(number)s") % {"number": edition.number}
    return _("Edition %(number)s, out for comments %(first)s–%(last)s") % {
        "number": edition.number,
        "first": date_format(edition.comments_from),
        "last": date_format(edition.comments_until),
    }


def _from(comment: Comment) -> str:
    who = f"{comment.organisation.name}\n\n{_person(comment.by)}" if comment.organisation else _person(comment.by)
    return f"{who}, {date_format(timezone.localdate(comment.at))}"


def _answer(comment: Comment) -> str:
    if not comment.answer:
        return _("Not answered")
    return "\n\n".join(filter(None, (comment.get_answer_display(), comment.answer_words)))


def _person(person: object) -> str:
    return str(person) if person else "Samsyn"
