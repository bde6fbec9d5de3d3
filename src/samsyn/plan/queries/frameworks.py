"""What plans build on from outside, as plain data."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from django.db.models import QuerySet

import samsyn.plan
from samsyn.plan.models import Focus, Framework, FrameworkEdition
from samsyn.plandoc import frameworkfile
from samsyn.plandoc import frameworks as doc

SHIPPED = Path(samsyn.plan.__file__).parent / "frameworks"


@cache
def shipped() -> tuple[doc.Framework, ...]:
    """The frameworks that come with Samsyn."""
    return tuple(frameworkfile.read(path.read_bytes(), name=path.name) for path in sorted(SHIPPED.glob("*.yaml")))


def frameworks(collaboration_id: int) -> tuple[doc.Framework, ...]:
    """All that the collaboration knows of, in three queries; what is taken out is left out."""
    return _read(Framework.objects.filter(collaboration=collaboration_id))


def document(framework: Framework) -> doc.Framework:
    """One of them."""
    (found,) = _read(Framework.objects.filter(pk=framework.pk))
    return found


def _read(rows: QuerySet[Framework]) -> tuple[doc.Framework, ...]:
    found = list(rows)
    focuses: defaultdict[int, list[doc.Focus]] = defaultdict(list)
    for focus in Focus.objects.filter(edition__framework__in=found, archived_at=None):
        focuses[focus.edition_id].append(_focus(focus))
    editions: defaultdict[int, list[doc.FrameworkEdition]] = defaultdict(list)
    for edition in FrameworkEdition.objects.filter(framework__in=found, archived_at=None):
        editions[edition.framework_id].append(_edition(edition, tuple(focuses[edition.pk])))
    return tuple(_framework(row, tuple(editions[row.pk])) for row in found)


def _framework(row: Framework, editions: tuple[doc.FrameworkEdition, ...]) -> doc.Framework:
    return doc.Framework(row.key, row.name, doc.FrameworkKind(row.kind), row.about, editions[::-1])


def _edition(row: FrameworkEdition, focuses: tuple[doc.Focus, ...]) -> doc.FrameworkEdition:
    return doc.FrameworkEdition(row.key, row.name, row.valid_from, row.valid_until, row.complete, row.source, focuses)


def _focus(row: Focus) -> doc.Focus:
    return doc.Focus(row.key, row.name, row.theme, row.description, row.aims, tuple(row.takes_up), row.source)
