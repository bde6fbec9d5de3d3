"""Entering what plans build on from outside, keeping it up to date, and letting a draft build on it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.kernel.models import Event
from samsyn.people.models import Collaboration
from samsyn.plan import rules
from samsyn.plan.actions.rows import address_of, taken_back, touch
from samsyn.plan.models import Area, Edition, Focus, FocusArea, Framework, FrameworkEdition, Strategy
from samsyn.plandoc import frameworks as doc

R = TypeVar("R", Framework, FrameworkEdition, Focus)


@action("plan.import_framework", allow=rules.may_enter_framework)
def import_framework(collaboration: Collaboration, *, by: Any, document: doc.Framework) -> Framework:
    """Read a framework in. One that is here already gets the editions that it lacks; those it has stay as they are."""
    framework, made = Framework.objects.get_or_create(
        collaboration=collaboration,
        key=document.key,
        defaults={"name": document.name, "kind": document.kind.value, "about": document.about},
    )
    if framework.kind != document.kind:
        raise Invalid(
            _("“%(name)s” is of another kind here than in the file.") % {"name": framework},
            remedy=_("Give the one in the file another key."),
        )
    known = set(framework.editions.values_list("key", flat=True))
    new = [edition for edition in document.editions if edition.key not in known]
    if not new and not made:
        raise Conflict(
            _("All editions in the file are here already."),
            remedy=_("Change them here, or give a new edition another key in the file."),
        )
    for edition in new:
        row = _edition(framework, edition.key, **_plain(edition, "focuses", "key"))
        _write_focuses(row, edition.focuses)
    renew(framework)
    return framework


@action("plan.add_framework_edition", allow=rules.may_edit_framework)
def add_framework_edition(
    framework: Framework,
    *,
    by: Any,
    name: str,
    valid_from: date,
    valid_until: date | None = None,
    complete: bool = True,
    source: str = "",
) -> FrameworkEdition:
    """Enter a new edition. It begins with the focus areas of the latest one, to be reworded, merged and taken out."""
    latest = framework.editions.filter(archived_at=None).first()
    taken = set(FrameworkEdition.objects.filter(framework=framework).values_list("key", flat=True))
    row = _edition(
        framework, address_of(name, taken), name=name, valid_from=valid_from, valid_until=valid_until,
        complete=complete, source=source,
    )  # fmt: skip
    kept = list(latest.focuses.filter(archived_at=None)) if latest else []
    for focus in kept:
        focus.pk, focus.edition, focus.takes_up, focus.version = None, row, [], 1
    Focus.objects.bulk_create(kept)
    renew(framework)
    return row


@action("plan.add_focus", allow=rules.may_edit_framework)
def add_focus(edition: FrameworkEdition, *, by: Any, name: str, **given: Any) -> Focus:
    """A focus area that this edition has. Of global goals the key is the next number."""
    taken = set(edition.focuses.values_list("key", flat=True))
    if edition.framework.kind == doc.FrameworkKind.GLOBAL_GOALS:
        key = str(max((int(key) for key in taken), default=0) + 1)
    else:
        others = Focus.objects.filter(edition__framework=edition.framework).values_list("key", flat=True)
        key = address_of(name, taken | set(others))
    last = edition.focuses.aggregate(last=Max("position"))["last"] or 0
    row = Focus(edition=edition, position=last + 1, key=key, name=name, **given)
    row.full_clean()
    row.save()
    renew(edition.framework)
    return row


@action("plan.revise_framework", allow=rules.may_edit_framework)
def revise_framework(row: R, *, by: Any, version: int | None, **changes: Any) -> R:
    """Change what is known of a framework, an edition of it, or a focus area."""
    if not all(row._meta.get_field(name).editable for name in changes):
        raise Invalid(_("This is not changed by hand."))
    apply(row, changes=changes, version=version)
    renew(row.framework)
    return row


@action("plan.archive_framework_part", allow=rules.may_edit_framework)
def archive_framework_part(row: R, *, by: Any) -> R:
    """Take an edition or a focus area out. It can be brought back."""
    return _set_archived(row, timezone.now())


@action("plan.restore_framework_part", allow=rules.may_edit_framework)
def restore_framework_part(row: R, *, by: Any) -> R:
    return _set_archived(row, None)


@action("plan.undo_framework", allow=rules.may_edit_framework)
def undo_framework(row: R, *, by: Any, event: Event) -> R:
    """Give the fields that a journal row changed their earlier values back."""
    apply(row, changes=taken_back(row, event), version=None)
    renew(row.framework)
    row.undoes = event  # type: ignore[union-attr]  # the journal row says which change it takes back
    return row


@action("plan.build_on", allow=rules.may_edit)
def build_on(edition: Edition, *, by: Any, framework: doc.Framework, key: str) -> Strategy:
    """Let the draft build on an edition of a strategy: its focus areas can then be chosen for areas.

    Focus areas of earlier editions stay as long as areas name them, so that somebody decides on each; the others go.
    """
    document = framework.edition(key)
    if document is None or framework.is_numbered:
        raise Invalid(_("A plan cannot build on this."))
    ours = [one.key for one in framework.editions]
    named = {row.key: row for row in Strategy.objects.filter(edition=edition, key__in=ours)}
    known = {row.key: row for row in FocusArea.objects.filter(edition=edition).select_related("strategy")}
    if all(_stands(known.get(focus.key), key) for focus in document.focuses) and _stands(named.get(key), key):
        raise Conflict(_("The draft builds on %(strategy)s already.") % {"strategy": document.name})
    strategy = named.get(key) or Strategy(edition=edition, key=key, position=len(named))
    strategy.name, strategy.valid, strategy.archived_at = document.name, _years(document), None
    strategy.full_clean()
    strategy.save()
    for place, focus in enumerate(document.focuses):
        row = known.pop(focus.key, None) or FocusArea(edition=edition, key=focus.key, strategy=strategy)
        if row.strategy.key not in ours:
            raise Invalid(_("“%(focus)s” has the same key as a focus area of another strategy.") % {"focus": row})
        row.strategy, row.name, row.position, row.archived_at = strategy, focus.name, place, None
        row.full_clean()
        row.save()
    _let_go(edition, [row for row in known.values() if row.strategy.key in ours])
    touch(edition)
    return strategy


def _stands(row: Strategy | FocusArea | None, key: str) -> bool:
    """The row is in the draft, under the edition of that key."""
    if row is None or row.archived_at is not None:
        return False
    return (row.strategy.key if isinstance(row, FocusArea) else row.key) == key


def _let_go(edition: Edition, left: list[FocusArea]) -> None:
    """Take out what no area names, and the strategies that have nothing left."""
    areas = Area.objects.filter(edition=edition, archived_at=None)
    used = {key for keys in areas.values_list("focus_areas", flat=True) for key in keys}
    now = timezone.now()
    for row in left:
        if row.key not in used and row.archived_at is None:
            row.archived_at = now
            row.save()
    for strategy in {row.strategy for row in left}:
        if not strategy.focus_areas.filter(archived_at=None).exists():
            Strategy.objects.filter(pk=strategy.pk).update(archived_at=now)


def _years(document: doc.FrameworkEdition) -> str:
    if document.valid_until is None:
        return _("from %(year)s") % {"year": document.valid_from.year}
    return f"{document.valid_from.year}–{document.valid_until.year}"


def _edition(framework: Framework, key: str, **given: Any) -> FrameworkEdition:
    """A new edition. Its key is what plans name it by, so it is unique among all that the collaboration has."""
    elsewhere = FrameworkEdition.objects.filter(framework__collaboration=framework.collaboration_id, key=key)
    if elsewhere.exists():
        raise Invalid(
            _("There is an edition with the key %(key)s already.") % {"key": key},
            remedy=_("Give this one another key or name."),
        )
    row = FrameworkEdition(framework=framework, key=key, **given)
    row.full_clean()
    row.save()
    return row


def _write_focuses(edition: FrameworkEdition, focuses: tuple[doc.Focus, ...]) -> None:
    rows = [Focus(edition=edition, position=place, **_plain(focus)) for place, focus in enumerate(focuses)]
    for row in rows:
        row.clean_fields(exclude=["edition"])
    Focus.objects.bulk_create(rows)


def _plain(part: Any, *but: str) -> dict[str, Any]:
    values = {field.name: getattr(part, field.name) for field in fields(part) if field.name not in but}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _set_archived(row: R, at: Any) -> R:
    if isinstance(row, Framework) or (row.archived_at is None) == (at is None):
        raise Conflict(_("It is so already."))
    row.archived_at = at
    row.version += 1
    row.save()
    renew(row.framework)
    return row


def renew(framework: Framework) -> None:
    """What is computed from the collaboration's plans is to be computed anew."""
    Edition.objects.filter(plan__collaboration=framework.collaboration_id).update(revision=uuid4())
