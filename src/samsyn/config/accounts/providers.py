"""The log-ins of the organisations themselves: what SAMSYN_IDENTITY_PROVIDERS names, examined before anything starts.

Described in docs/configuration.md. This module must not touch Django: the settings read it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cryptography.x509 import load_pem_x509_certificate

from samsyn.config.environment import ConfigurationError

COMMON = {"protocol", "id", "name", "domains"}
# protocol: what it must have, and what it may have besides
NEEDS = {"openid_connect": {"server", "client_id", "client_secret"}, "saml": {"entity_id"}}
MAY_HAVE = {
    "openid_connect": {"address_claim"},
    "saml": {"metadata_url", "sso_url", "certificate", "address_attribute"},
}
IDENTIFIER, DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,39}"), re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}")
# What the usual servers call the e-mail address: Microsoft Entra ID and AD FS the first, Shibboleth the second.
ADDRESS_ATTRIBUTES = [
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "mail",
]


class IdentityProvider(NamedTuple):
    """An organisation's own log-in. It vouches for addresses in its own domains, and for no others."""

    protocol: str
    id: str
    name: str
    domains: frozenset[str]
    given: dict[str, Any]


def read(path: str) -> list[IdentityProvider]:
    """The providers that a JSON file names; none without a file. Raises ConfigurationError naming place and remedy."""
    if not path:
        return []
    try:
        listed = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise fault(path, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise fault(path, f"is not JSON in UTF-8: {error}") from error
    if not isinstance(listed, list):
        raise fault(path, "must hold a list, [ … ], of providers")
    providers = [examine(path, number, given) for number, given in enumerate(listed, 1)]
    identifiers = [provider.id for provider in providers]
    for identifier in identifiers:
        if identifiers.count(identifier) > 1:
            raise fault(path, f'has several providers with the id "{identifier}"')
    return providers


def fault(path: str, what: str) -> ConfigurationError:
    return ConfigurationError(f"SAMSYN_IDENTITY_PROVIDERS: {path} {what}. See docs/configuration.md.")


def examine(path: str, number: int, given: Any) -> IdentityProvider:
    """One provider of the list. Raises ConfigurationError if anything in it cannot be meant."""

    def check(good: bool, what: str) -> None:
        if not good:
            raise fault(path, f"provider {number}: {what}")

    check(isinstance(given, dict), "must be an object, { … }")
    protocol = given.get("protocol")
    check(protocol in NEEDS, "protocol must be openid_connect or saml")
    missing = (COMMON | NEEDS[protocol]) - set(given)
    check(not missing, f"{', '.join(sorted(missing))} is missing")
    unknown = set(given) - COMMON - NEEDS[protocol] - MAY_HAVE[protocol]
    check(not unknown, f"{', '.join(sorted(unknown))} is not known")
    for name in set(given) - {"domains"}:
        check(isinstance(given[name], str) and bool(given[name].strip()), f"{name} must be a text")
    check(bool(IDENTIFIER.fullmatch(given["id"])), "id must be small letters, figures and hyphens, at most 40")
    domains = given["domains"]
    check(isinstance(domains, list) and bool(domains), "domains must be a list of at least one")
    for domain in domains:
        check(
            isinstance(domain, str) and bool(DOMAIN.fullmatch(domain)), f"{domain!r} is no domain, as jonkoping.se is"
        )
    for name in {"server", "metadata_url", "sso_url"} & set(given):
        url = urlsplit(given[name])
        check(url.scheme == "https" and bool(url.hostname), f"{name} must be an https address")
    if protocol == "saml" and "metadata_url" not in given:
        check({"sso_url", "certificate"} <= set(given), "give metadata_url, or both sso_url and certificate")
    if "certificate" in given:
        try:
            load_pem_x509_certificate(given["certificate"].encode())
        except ValueError:
            check(False, "certificate must be a certificate in PEM, with its BEGIN and END lines")
    return IdentityProvider(protocol, given["id"], given["name"], frozenset(domains), given)


def for_allauth(providers: list[IdentityProvider]) -> dict[str, Any]:
    """The same as allauth wants to be told it."""
    apps: dict[str, list[dict[str, Any]]] = {"openid_connect": [], "saml": []}
    for provider in providers:
        given = provider.given
        app = {"provider_id": provider.id, "name": provider.name, "client_id": given.get("client_id", provider.id)}
        if provider.protocol == "openid_connect":
            app |= {"secret": given["client_secret"]}
            app["settings"] = {"server_url": given["server"], "oauth_pkce_enabled": True}
        else:
            idp = {"entity_id": given["entity_id"], "metadata_url": given.get("metadata_url")}
            idp |= {"sso_url": given.get("sso_url"), "x509cert": given.get("certificate")}
            wanted = [given["address_attribute"]] if "address_attribute" in given else ADDRESS_ATTRIBUTES
            app["settings"] = {"idp": idp, "attribute_mapping": {"email": wanted}}
        apps[provider.protocol].append(app)
    return {protocol: {"APPS": listed} for protocol, listed in apps.items()}
