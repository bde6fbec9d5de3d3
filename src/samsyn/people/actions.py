"""What one can do with organisations, persons, groups and seats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samsyn.kernel.actions import SYSTEM, action, apply
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.kernel.models import Event
from samsyn.people import rules
from samsyn.people.enums import LEADS, Role
from samsyn.people.models import Collaboration, Group, Membership, Organisation, Person
from samsyn.people.queries.personal import events_about, outside


def _system_only(user: Any, subject: Any) -> bool:
    return False


@action("people.found", allow=_system_only)
def found(collaboration: Collaboration, *, by: Any) -> Collaboration:
    """Start a collaboration. Only the installation's own command line does this."""
    collaboration.full_clean()
    collaboration.save()
    return collaboration


@action("people.add_organisation", allow=rules.may_edit_collaboration)
def add_organisation(collaboration: Collaboration, *, by: Any, **fields: Any) -> Organisation:
    """Enter an organisation. Its address is made from its name unless one is given."""
    slug = fields.pop("slug", "") or _free_slug(collaboration.organisations.all(), fields.get("name", ""))
    organisation = Organisation(collaboration=collaboration, slug=slug, **fields)
    organisation.full_clean()
    organisation.save()
    return organisation


@action("people.revise_organisation", allow=rules.may_edit_organisation)
def revise_organisation(organisation: Organisation, *, by: Any, version: int | None, **changes: Any) -> Organisation:
    apply(organisation, changes=changes, version=version)
    return organisation


@action("people.add_person", allow=rules.may_edit_organisation)
def add_person(organisation: Organisation, *, by: Any, **fields: Any) -> Person:
    """Enter a person in the phone book. The person cannot log in before being invited."""
    person = Person(organisation=organisation, **fields)
    person.set_unusable_password()
    person.full_clean()
    person.save()
    return person


@action("people.revise_person", allow=rules.may_edit_person)
def revise_person(person: Person, *, by: Any, version: int | None, **changes: Any) -> Person:
    if not {"name", "email", "phone", "title", "language"}.issuperset(changes):
        raise Invalid(_("These particulars cannot be changed here."))
    if "email" in changes and by is not SYSTEM and not rules.may_change_address(by, person):
        raise Conflict(
            _("%(name)s can log in, so nobody else may change the e-mail address.") % {"name": person.name},
            remedy=_("Ask the person to do it, or close the account first."),
        )
    apply(person, changes=changes, version=version)
    return person


@action("people.invite", allow=rules.may_invite)
def invite(person: Person, *, by: Any) -> Person:
    """Open the person's account. The invitation is mailed after commit."""
    if not person.email:
        raise Conflict(
            _("%(name)s has no e-mail address.") % {"name": person.name}, remedy=_("Enter the address first.")
        )
    person.is_active = True
    person.invited_at = timezone.now()
    person.version += 1
    person.save()
    return person


@action("people.close_account", allow=rules.may_invite)
def close_account(person: Person, *, by: Any) -> Person:
    """The person can no longer log in. Seats and history stay as they are."""
    if person == by:
        raise Conflict(_("You cannot close your own account."), remedy=_("Ask another coordinator to do it."))
    person.is_active = False
    person.version += 1
    person.save()
    return person


@action("people.erase", allow=rules.may_invite, forgets=True)
def erase(person: Person, *, by: Any) -> Person:
    """Forget who the person was: particulars, account, log-in methods, and what the journal says of them.

    Seats end today; that somebody sat there stays on record without a name. Texts that people have written are not
    searched for the name. This cannot be undone.
    """
    if person == by:
        raise Conflict(_("You cannot erase yourself."), remedy=_("Ask another coordinator to do it."))
    told = list(events_about(person))
    for membership in person.memberships.filter(Q(ends=None) | Q(ends__gt=timezone.localdate())):
        if membership.starts > timezone.localdate():
            membership.delete()
        else:
            unseat(membership, by=SYSTEM)
    for relation in outside():
        relation.related_model._default_manager.filter(**{relation.field.name: person}).delete()
    was, person.name = person.name, _nobody()
    _scrub_journal([*told, *events_about(person)], was, person.name)
    person.email = person.organisation = person.last_login = person.invited_at = None
    person.phone = person.title = ""
    person.is_active = False
    person.version += 1
    person.full_clean()
    person.save()
    return person


def _nobody() -> str:
    """What an erased person is called from then on: in the installation's language, whoever erases."""
    with translation.override(settings.LANGUAGE_CODE):
        return translation.gettext("Removed person")


def _scrub_journal(events: Iterable[Event], was: str, name: str) -> None:
    for event in events:
        if event.subject_type == Person._meta.label:
            event.changes = {
                field: [None, None] if field in Person.personal else values for field, values in event.changes.items()
            }
        event.label = event.label.replace(was, name)
        event.save(update_fields=["changes", "label"])


@action("people.add_group", allow=rules.may_edit_collaboration)
def add_group(collaboration: Collaboration, *, by: Any, **fields: Any) -> Group:
    """Start a group. It begins open: only when somebody leads it can it be closed to outsiders."""
    if fields.get("confidential") and by is not SYSTEM:
        raise _nobody_leads()
    slug = fields.pop("slug", "") or _free_slug(collaboration.groups.all(), fields.get("name", ""))
    group = Group(collaboration=collaboration, slug=slug, **fields)
    group.full_clean()
    group.save()
    return group


@action("people.revise_group", allow=rules.may_edit_group)
def revise_group(group: Group, *, by: Any, version: int | None, **changes: Any) -> Group:
    if changes.get("confidential") and not _led(group):
        raise _nobody_leads()
    apply(group, changes=changes, version=version)
    return group


def _led(group: Group, *, without: Membership | None = None, on: date | None = None) -> bool:
    """Whether somebody leads the group on a day, also without that seat."""
    leads = group.memberships.current(on).filter(role__in=LEADS)
    return leads.exclude(pk=without.pk if without else None).exists()


def _nobody_leads() -> Conflict:
    return Conflict(
        _("A confidential group must have a chair or a convener: nobody else can see it or change it."),
        remedy=_("Give somebody that seat first."),
    )


@action("people.seat", allow=rules.may_edit_group)
def seat(
    group: Group,
    *,
    by: Any,
    person: Person,
    role: str = Role.MEMBER,
    represents: Organisation | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> Membership:
    """Give a person a seat. `represents` is the person's own organisation unless another is named."""
    represents = represents or person.organisation
    for organisation in (represents, person.organisation):
        if organisation and organisation.collaboration_id != group.collaboration_id:
            raise Invalid(_("The person belongs to another collaboration."))
    starts = starts or timezone.localdate()
    taken = group.memberships.filter(person=person, role=role).filter(Q(ends=None) | Q(ends__gte=starts))
    if (taken.filter(starts__lte=ends) if ends else taken).exists():
        raise Conflict(
            _("%(person)s has this seat already.") % {"person": person},
            remedy=_("End that seat first, or choose other days."),
        )
    membership = Membership(
        group=group,
        person=person,
        role=role,
        represents=represents,
        starts=starts,
        ends=ends,
    )
    membership.full_clean()
    membership.save()
    return membership


@action("people.unseat", allow=rules.may_edit_membership)
def unseat(membership: Membership, *, by: Any, ends: date | None = None) -> Membership:
    """End a seat on a day (today unless given). Who sat there, and when, stays on record."""
    ends = ends or timezone.localdate()
    group = membership.group
    leads = group.confidential and membership.role in LEADS
    if leads and by is not SYSTEM and not _led(group, without=membership, on=max(ends, timezone.localdate())):
        raise _nobody_leads()
    membership.ends = ends
    membership.version += 1
    membership.full_clean()
    membership.save()
    return membership


def _free_slug(taken: QuerySet[Any], name: str) -> str:
    """An address made from the name, numbered where others have it."""
    stem = slugify(name)[:40] or "x"
    used = set(taken.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in used:
        number += 1
        slug = f"{stem}-{number}"
    return slug
