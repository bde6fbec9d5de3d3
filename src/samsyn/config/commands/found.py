"""Start a real collaboration: the collaboration, its coordinating body, its steering group and its coordinator."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.text import slugify

from samsyn.config.commands import OK, Failure, _
from samsyn.kernel.actions import SYSTEM
from samsyn.people import actions
from samsyn.people.enums import GroupKind, OrganisationKind, Role
from samsyn.people.models import Collaboration, Person

STEERING_GROUP = ("styrgrupp", "Styrgruppen")  # address as in plan files, and name; the coordinator can change the name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slug", metavar="ADDRESS", help=_("its part of the web address, such as jonkoping"))
    parser.add_argument("name", type=filled, metavar="NAME", help=_("what it is called"))
    parser.add_argument("--county", default="", metavar="NAME", help=_("the county's name"))
    parser.add_argument("--county-code", default="", metavar="CODE", help=_("the county's two digits, such as 06"))
    parser.add_argument("--body", type=filled, required=True, metavar="NAME", help=_("the coordinating organisation"))
    parser.add_argument("--coordinator", type=filled, required=True, metavar="NAME", help=_("the coordinator's name"))
    parser.add_argument("--email", required=True, metavar="ADDRESS", help=_("the coordinator's e-mail address"))
    parser.epilog = _("Exit codes: 0 started, 1 refused with nothing changed, 2 not understood.")


def filled(text: str) -> str:
    """A name without space around it. Raises ArgumentTypeError where nothing is left."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("a name is needed"))
    return text.strip()


def run(arguments: argparse.Namespace) -> int:
    for name, value in vars(arguments).items():
        if isinstance(value, str):
            setattr(arguments, name, value.strip())
    refuse_misspelt(arguments.slug, arguments.county_code)
    refuse_taken(arguments.slug)
    coordinator = found(arguments)
    lines = [
        _("Started: %(name)s, at %(url)s/%(slug)s/.")
        % {"name": arguments.name, "url": settings.BASE_URL, "slug": arguments.slug},
        _("%(name)s logs in at %(url)s/accounts/login/ with a code that is sent to %(email)s.")
        % {"name": coordinator.name, "url": settings.BASE_URL, "email": coordinator.email},
    ]
    if not settings.EMAIL_HOST:
        lines.append(_("No mail server is set: the code is printed where Samsyn runs. Set SAMSYN_SMTP_HOST."))
    sys.stdout.write("\n".join(lines) + "\n")
    return OK


def found(arguments: argparse.Namespace) -> Person:
    """Start the collaboration, whole or not at all; return its coordinator, who may log in from now on."""
    with transaction.atomic():
        collaboration = actions.found(
            Collaboration(
                slug=arguments.slug,
                name=arguments.name,
                county=arguments.county,
                county_code=arguments.county_code,
            ),
            by=SYSTEM,
        )
        body = actions.add_organisation(
            collaboration,
            by=SYSTEM,
            kind=OrganisationKind.COORDINATING_BODY,
            slug=slugify(arguments.body),
            name=arguments.body,
        )
        group = actions.add_group(
            collaboration,
            by=SYSTEM,
            kind=GroupKind.STEERING,
            slug=STEERING_GROUP[0],
            name=STEERING_GROUP[1],
            convener=body,
        )
        person = actions.add_person(body, by=SYSTEM, name=arguments.coordinator, email=arguments.email)
        actions.seat(group, by=SYSTEM, person=person, role=Role.COORDINATOR)
        return actions.invite(person, by=SYSTEM)


def refuse_misspelt(slug: str, county_code: str) -> None:
    """Raises Failure where the address or the county code cannot be what was meant."""
    if not slug or slugify(slug) != slug:
        raise Failure(
            _("Write the address in small letters a-z, digits and hyphens: %s.") % (slugify(slug) or "jonkoping")
        )
    if county_code and not (len(county_code) == 2 and county_code.isdecimal()):
        raise Failure(_("A county code is two digits, such as 06; this is %s.") % county_code)


def refuse_taken(slug: str) -> None:
    """Raises Failure where pages of Samsyn itself stand at that address, or the files of its pages."""
    taken = {settings.STATIC_URL.strip("/")} | set(first_parts(get_resolver().url_patterns))
    if slug in taken:
        raise Failure(_("The address %s is taken by Samsyn itself: choose another.") % slug)


def first_parts(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Yield the first part of every address, as it is written in the list of addresses."""
    for pattern in patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from first_parts(pattern.url_patterns, address)
        else:
            yield address.partition("/")[0]
