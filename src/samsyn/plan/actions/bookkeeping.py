"""How the bookkeeping is read: what is ours, from when a deviation is to be explained, which line an account is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.people.models import Collaboration
from samsyn.plan import rules
from samsyn.plan.models import AccountRule, Bookkeeping


@action("plan.open_books", allow=rules.may_keep_books)
def open_books(collaboration: Collaboration, *, by: Any) -> Bookkeeping:
    """Give the collaboration its settings for bookkeeping; what there is already stays."""
    bookkeeping, _made = Bookkeeping.objects.get_or_create(collaboration=collaboration)
    return bookkeeping


@action("plan.set_bookkeeping", allow=rules.may_set_bookkeeping)
def set_bookkeeping(bookkeeping: Bookkeeping, *, by: Any, version: int | None, **changes: Any) -> Bookkeeping:
    """Change what is ours (pairs of dimension and object), or the limits of deviations."""
    if "ours" in changes:
        changes["ours"] = _pairs(changes["ours"], "ours")
    apply(bookkeeping, changes=changes, version=version)
    return bookkeeping


@action("plan.add_account_rule", allow=rules.may_set_bookkeeping)
def add_account_rule(bookkeeping: Bookkeeping, *, by: Any, **fields: Any) -> AccountRule:
    """Add a rule after those that there are. It also sorts what was read in before."""
    rule = AccountRule(bookkeeping=bookkeeping, **fields | {"carries": _pairs(fields.get("carries", []), "carries")})
    rule.position = (bookkeeping.rules.aggregate(last=Max("position"))["last"] or 0) + 1
    rule.full_clean()
    rule.save()
    return rule


@action("plan.revise_account_rule", allow=rules.may_set_account_rule)
def revise_account_rule(rule: AccountRule, *, by: Any, version: int | None, **changes: Any) -> AccountRule:
    if "carries" in changes:
        changes["carries"] = _pairs(changes["carries"], "carries")
    apply(rule, changes=changes, version=version)
    return rule


@action("plan.archive_account_rule", allow=rules.may_set_account_rule)
def archive_account_rule(rule: AccountRule, *, by: Any) -> AccountRule:
    """Take a rule away. It can be brought back."""
    if rule.archived_at:
        raise Conflict(_("The rule is taken away already."))
    return _set_archived(rule, timezone.now())


@action("plan.restore_account_rule", allow=rules.may_set_account_rule)
def restore_account_rule(rule: AccountRule, *, by: Any) -> AccountRule:
    if rule.archived_at is None:
        raise Conflict(_("The rule holds already."))
    return _set_archived(rule, None)


@action("plan.move_account_rule", allow=rules.may_set_account_rule)
def move_account_rule(rule: AccountRule, *, by: Any, before: AccountRule | None) -> AccountRule:
    """Put a rule before another (last, if none is named): the first one that fits decides."""
    siblings = list(AccountRule.objects.filter(bookkeeping=rule.bookkeeping).exclude(pk=rule.pk))
    if before is not None and before not in siblings:
        raise Invalid(_("The rule cannot stand there."))
    siblings.insert(siblings.index(before) if before is not None else len(siblings), rule)
    for position, sibling in enumerate(siblings):
        sibling.position = position
    AccountRule.objects.bulk_update(siblings, ["position"])
    return rule


def _set_archived(rule: AccountRule, at: Any) -> AccountRule:
    rule.archived_at = at
    rule.version += 1
    rule.save()
    return rule


def _pairs(given: Sequence[Sequence[str]], field: str) -> list[list[str]]:
    """Dimension and object as plain words, none twice."""
    pairs = [[str(part).strip() for part in pair] for pair in given]
    if any(len(pair) != 2 or not all(pair) for pair in pairs):
        words = _("Write dimension and object, for example 6 4410.")
        raise Invalid(words, fields={field: words})
    return sorted(list(pair) for pair in {tuple(pair) for pair in pairs})
