"""The permission matrix, in full: who may do what (VERBS), and who gets what at which address (ADDRESSES).

A verb or an address without a row fails. To add one, write a row in the table in tests/permissions/; nothing else is
needed:

- VERBS: `(verb, subject, personas who may)`. The subject is named as in `World`. A verb may have several rows.
- ADDRESSES: `(url name, arguments, answers)`. The arguments are literal, or names of `World` between braces. The
  answers are to GET: `gets(members=200)` says what a member of the collaboration gets; `stranger` (somebody logged in
  from another collaboration) gets 404 and `public` (not logged in) is sent to log in, unless the row says otherwise;
  single personas are named where they differ. What takes only POST answers 405 to those who are logged in.

The personas are those of tests/conftest.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from samsyn.kernel.actions import REGISTRY
from tests.conftest import EVERYBODY, PUBLIC
from tests.permissions.addresses import ADDRESSES
from tests.permissions.verbs import VERBS
from tests.permissions.world import World

# allauth guards its own addresses; tests/config says which of them are open, and to whom.
ALLAUTH = ("account_", "mfa_", "socialaccount_", "saml_", "openid_connect_")


@pytest.fixture
def world(county, decided, draft):
    return World(county, decided, draft)


def names_of(patterns: Any) -> Iterator[str]:
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from names_of(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_verb_has_a_row():
    assert sorted({verb for verb, _subject, _allowed in VERBS}) == sorted(REGISTRY)


def test_every_address_has_a_row():
    ours = {name for name in names_of(get_resolver().url_patterns) if not name.startswith(ALLAUTH)}
    assert sorted({name for name, _arguments, _answers in ADDRESSES}) == sorted(ours)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_do_what(world, persona, who):
    user = persona(who)
    may = {(verb, subject): REGISTRY[verb].allow(user, getattr(world, subject)) for verb, subject, _allowed in VERBS}
    assert may == {(verb, subject): who in allowed for verb, subject, allowed in VERBS}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_gets_what_where(world, persona, client, who):
    if who != PUBLIC:
        client.force_login(persona(who))
    addresses = {world.address(name, arguments): answers[who] for name, arguments, answers in ADDRESSES}
    assert {address: client.get(address).status_code for address in addresses} == addresses
