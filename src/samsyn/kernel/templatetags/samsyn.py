"""Template filters and tags that every app may use."""

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from django import template
from django.template.defaultfilters import floatformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samsyn.plandoc.segments import Segment, differences

register = template.Library()


@register.filter
def kr(ore: int | str | None) -> str:
    """An amount in whole öre as `1 726 090 kr`, with non-breaking spaces; öre are shown only if there are any."""
    if ore is None or isinstance(ore, str):  # what a template does not find is an empty text
        return "–"
    kronor = floatformat(Decimal(ore) / 100, "2g" if ore % 100 else "0g")
    return f"{kronor}\N{NO-BREAK SPACE}kr".replace("-", "\N{MINUS SIGN}")


@register.simple_tag
def difference(old: str, new: str) -> SafeString:
    """The new text with what was removed in <del> and what was added in <ins>, word by word."""
    return marked(differences(old or "", new or ""))


@register.filter
def marked(segments: Iterable[Segment]) -> SafeString:
    """Text with what was removed in <del> and what was added in <ins>, each named for those who listen."""
    marks = {"removed": ("del", _("removed:")), "added": ("ins", _("added:"))}
    told: list[tuple[str]] = []
    for segment in segments:
        if segment.kind == "equal":
            told.append((segment.text,))
            continue
        tag, label = marks[segment.kind]
        pattern = '{0}<{1}><span class="visually-hidden">{2} </span>{3}</{1}>'
        told.append((format_html(pattern, segment.space, tag, label, segment.words),))
    return format_html_join("", "{}", told)


@register.filter
def plan_text(text: str) -> SafeString:
    """A plan's plain text as HTML: a blank line parts paragraphs, lines that begin with "- " are a list."""
    parts: list[SafeString] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.strip().splitlines()
        for is_list, group in groupby(lines, key=lambda line: line.lstrip().startswith("- ")):
            if is_list:
                items = format_html_join("", "<li>{}</li>", ((line.lstrip()[2:],) for line in group))
                parts.append(format_html("<ul>{}</ul>", items))
            else:
                parts.append(format_html("<p>{}</p>", " ".join(line.strip() for line in group)))
    return format_html_join("", "{}", ((part,) for part in parts if part != "<p></p>"))
