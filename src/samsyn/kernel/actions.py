"""An action is a thing a person can do to the world: one function, one verb, one rule, one journal row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from samsyn.kernel.errors import Invalid, NotAllowed, NotFound, Stale
from samsyn.kernel.models import Event, Journaled

P = ParamSpec("P")
R = TypeVar("R")


class System:
    """Samsyn itself, where no person acts: the command line, a handler, the demo."""

    pk = None
    is_authenticated = False


SYSTEM: Final = System()


class Rule(Protocol):
    def __call__(self, user: Any, subject: Any, /) -> bool: ...


class Action(Protocol):
    verb: str
    allow: Rule

    def __call__(self, subject: Any, /, *, by: Any, **given: Any) -> Any: ...


REGISTRY: dict[str, Action] = {}
HANDLERS: dict[str, list[Callable[[Event], None]]] = {}


def action(
    verb: str, *, allow: Rule, forgets: bool = False
) -> Callable[[Callable[Concatenate[Any, P], R]], Callable[Concatenate[Any, P], R]]:
    """Make a function the one way to do `verb`.

    In one transaction: lock the subject and read it afresh, ask the rule, run, write the journal row. The function
    takes the subject first and everything else by keyword, `by=` always. It returns the row that it changed or made
    (by default the subject). Where the point is to forget, `forgets` keeps the old and new values out of the journal.

    Raises NotAllowed if the rule says no, NotFound if the subject has gone, and whatever the function raises; then
    nothing is left behind.
    """

    def wrap(fn: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
        if verb in REGISTRY:
            raise RuntimeError(f"{verb} is registered twice")

        @wraps(fn)
        def run(subject: Any, /, *args: P.args, **given: P.kwargs) -> R:
            by: Any = given["by"] if "by" in given else _missing_by(verb)
            with transaction.atomic():
                fresh = _locked(subject)
                if by is not SYSTEM and not allow(by, fresh):
                    raise NotAllowed(verb)
                before = _state(fresh)
                try:
                    result = fn(fresh, *args, **given)
                except ValidationError as refused:
                    raise invalid(refused) from refused
                _journal(verb, by=by, subject=fresh, before=before, result=result, forgets=forgets)
            return result

        marked = cast(Action, run)
        marked.verb, marked.allow = verb, allow
        REGISTRY[verb] = marked
        return run

    return wrap


def on(*verbs: str) -> Callable[[Callable[[Event], None]], Callable[[Event], None]]:
    """Call the function after commit for every journal row of these verbs. It may be called twice: be idempotent."""

    def wrap(fn: Callable[[Event], None]) -> Callable[[Event], None]:
        for verb in verbs:
            HANDLERS.setdefault(verb, []).append(fn)
        return fn

    return wrap


def apply(row: Journaled, *, changes: Mapping[str, Any], version: int | None) -> None:
    """Set the fields of a row that is locked by an action, and save it as its next version.

    `version` is the one that the person's form was filled in from; None where no form was (a handler, the demo).
    Raises Stale with both versions if the row has moved on in a field that is to be set, Invalid if a value is not
    acceptable.
    """
    if version is not None and version != row.version:
        theirs = {name: value for name, value in row.state().items() if name in changes}
        if not _changed_since(row, version).isdisjoint(changes):
            raise Stale(mine=changes, theirs=theirs, version=row.version)
    for name, value in changes.items():
        if name not in row.journaled:
            raise Invalid(f"{name} cannot be set on {row._meta.label}")
        setattr(row, row.followed(name).attname, value)
    row.version += 1
    row.full_clean()
    row.save()


def invalid(refused: ValidationError) -> Invalid:
    """The same refusal as a domain error, field by field."""
    if hasattr(refused, "error_dict"):
        fields = {name: " ".join(messages) for name, messages in refused.message_dict.items()}
        return Invalid(" ".join(fields.values()), fields=fields)
    return Invalid(" ".join(refused.messages))


def _changed_since(row: Journaled, version: int) -> set[str]:
    """The fields that were changed after the row was at that version."""
    events = Event.objects.filter(subject_type=row._meta.label, subject_id=row.pk, version__gt=version)
    return {name for changes in events.values_list("changes", flat=True) for name in changes}


def _missing_by(verb: str) -> Any:
    raise TypeError(f"{verb} needs by=: who does it?")


def _locked(subject: Any) -> Any:
    if not isinstance(subject, models.Model) or subject.pk is None:
        return subject
    model = subject._meta.model  # type(subject) is none where the subject is request.user, which is a stand-in
    fresh = model._base_manager.select_for_update().filter(pk=subject.pk).first()
    if fresh is None:
        raise NotFound
    return fresh


def _state(row: Any) -> dict[str, Any]:
    return row.state() if isinstance(row, Journaled) and row.pk is not None else {}


def _journal(verb: str, *, by: Any, subject: Any, before: dict[str, Any], result: Any, forgets: bool) -> None:
    changed = result if isinstance(result, models.Model) else subject
    if changed is not subject:
        before = {}
    after = {} if forgets else _state(changed)
    context = changed.journal_context() if isinstance(changed, Journaled) else None
    Event.objects.create(
        verb=verb,
        actor_id=by.pk,
        subject_type=changed._meta.label,
        subject_id=changed.pk,
        label=str(changed)[:300],
        version=changed.version if isinstance(changed, Journaled) else None,
        context_type=context._meta.label if context else "",
        context_id=context.pk if context else None,
        changes={name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]},
        undoes=getattr(changed, "undoes", None),
        handled_at=None if HANDLERS.get(verb) else timezone.now(),
    )
