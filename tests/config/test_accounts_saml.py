"""Logging in by SAML, against an identity provider of our own that signs with a key of its own."""

from __future__ import annotations

import base64
import re
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from samsyn.config.accounts import providers
from samsyn.people.models import Person
from tests.config.conftest import whoever
from tests.config.test_accounts_providers import SAML, written

HERE = "/accounts/saml/bjorkas/"
SP = f"http://samsyn.example.org{HERE}metadata/"
MEMBER = "steering_member@example.org"
EMAIL = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"

RESPONSE = """\
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
    ID="_r1" Version="2.0" IssueInstant="{now}" Destination="{destination}"{in_response_to}>
  <saml:Issuer>{issuer}</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="{status}"/></samlp:Status>
  <saml:Assertion ID="_a1" Version="2.0" IssueInstant="{now}">
    <saml:Issuer>{issuer}</saml:Issuer>
    <saml:Subject>
      <saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">sten</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient="{destination}"{in_response_to}/>
      </saml:SubjectConfirmation>
    </saml:Subject>
    <saml:Conditions NotBefore="{since}" NotOnOrAfter="{until}">
      <saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>
    </saml:Conditions>
    <saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext>
      <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
    </saml:AuthnContext></saml:AuthnStatement>
    <saml:AttributeStatement>
      <saml:Attribute Name="{attribute}"><saml:AttributeValue>{email}</saml:AttributeValue></saml:Attribute>
    </saml:AttributeStatement>
  </saml:Assertion>
</samlp:Response>"""


def key_and_certificate() -> tuple[str, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "idp.bjorkas.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private.decode(), certificate.public_bytes(pem).decode()


@pytest.fixture(scope="module")
def keys() -> tuple[str, str]:
    return key_and_certificate()


def browser() -> Client:
    return Client(headers={"host": "samsyn.example.org"})


@pytest.fixture
def client() -> Client:
    return browser()


@pytest.fixture(autouse=True)
def known_by_that_name(settings) -> None:
    settings.ALLOWED_HOSTS = ["samsyn.example.org"]


@pytest.fixture
def idp(county, settings, tmp_path, keys) -> None:
    given = {name: value for name, value in SAML.items() if name != "metadata_url"}
    given |= {"sso_url": "https://idp.bjorkas.example/sso", "certificate": keys[1]}
    found = providers.read(written(tmp_path, [given]))
    settings.IDENTITY_PROVIDERS = found
    settings.SOCIALACCOUNT_PROVIDERS = providers.for_allauth(found)


def ask(client: Client, going: str = "") -> str:
    """Begin; return the request's id, as the identity provider reads it."""
    location = urlsplit(client.get(f"{HERE}login/", {"next": going} if going else {})["Location"])
    assert f"{location.scheme}://{location.netloc}{location.path}" == "https://idp.bjorkas.example/sso"
    (packed,) = parse_qs(location.query)["SAMLRequest"]
    request = etree.fromstring(zlib.decompress(base64.b64decode(packed), -15))
    assert request.get("AssertionConsumerServiceURL") == f"http://samsyn.example.org{HERE}acs/"
    assert request.findtext("{*}Issuer") == SP
    return str(request.get("ID"))


def answer(keys: tuple[str, str], asked: str, *, sign: bool = True, **different: str) -> str:
    """What the identity provider's page makes the browser post: signed, whatever is to be different in it."""
    now = datetime.now(UTC)
    words = {
        "now": now,
        "since": now - timedelta(minutes=1),
        "until": now + timedelta(minutes=5),
    }
    filled = {name: moment.strftime("%Y-%m-%dT%H:%M:%SZ") for name, moment in words.items()}
    filled |= {
        "destination": f"http://samsyn.example.org{HERE}acs/",
        "issuer": SAML["entity_id"],
        "status": Constants.STATUS_SUCCESS,
        "audience": SP,
        "attribute": EMAIL,
        "email": MEMBER,
        "in_response_to": f' InResponseTo="{asked}"' if asked else "",
    } | different
    response = RESPONSE.format_map(filled)
    if sign:
        found = re.search(r"<saml:Assertion .*</saml:Assertion>", response, re.S)
        assert found
        whole = found[0].replace("<saml:Assertion ", f'<saml:Assertion xmlns:saml="{Constants.NS_SAML}" ', 1)
        signed = OneLogin_Saml2_Utils.add_sign(
            whole, keys[0], keys[1], sign_algorithm=Constants.RSA_SHA256, digest_algorithm=Constants.SHA256
        )
        response = response.replace(found[0], signed.decode() if isinstance(signed, bytes) else signed)
    return base64.b64encode(response.encode()).decode()


def post(client: Client, saml_response: str) -> Any:
    """The browser comes from another site, so that it brings no session along; then it is sent on, and does."""
    session = client.cookies.pop("sessionid", None)
    response = client.post(f"{HERE}acs/", {"SAMLResponse": saml_response})
    assert response["Location"] == f"{HERE}acs/finish/"
    if session is not None:
        client.cookies["sessionid"] = session.value
    return client.get(response["Location"])


def test_an_invited_person_gets_in_and_where_the_person_was_going(client, idp, keys, county):
    response = post(client, answer(keys, ask(client, "/design/")))
    assert response["Location"] == "/design/"
    assert whoever(client) == county.persona("steering_member")


def test_the_attribute_that_holds_the_address_can_be_named(client, idp, keys, settings, tmp_path, county):
    given = settings.IDENTITY_PROVIDERS[0].given | {"address_attribute": "epost"}
    settings.SOCIALACCOUNT_PROVIDERS = providers.for_allauth(providers.read(written(tmp_path, [given])))
    post(client, answer(keys, ask(client), attribute="epost"))
    assert whoever(client) == county.persona("steering_member")


@pytest.mark.parametrize("email", ["nobody@example.org", "steering_member@evil.example", "", "steering_member"])
def test_who_is_not_known_or_not_theirs_gets_the_usual_answer(client, idp, keys, email):
    persons = Person.objects.count()
    response = post(client, answer(keys, ask(client), email=email))
    assert response.status_code == 403
    assert "Samsyn hittade inget konto" in response.content.decode()
    assert Person.objects.count() == persons


def refused(client: Client, response: Any) -> bool:
    return response.status_code in (401, 403, 502) and not whoever(client).is_authenticated


def test_an_unsigned_answer_is_refused(client, idp, keys):
    assert refused(client, post(client, answer(keys, ask(client), sign=False)))


def test_an_answer_signed_by_another_is_refused(client, idp):
    assert refused(client, post(client, answer(key_and_certificate(), ask(client))))


def test_an_answer_that_was_changed_after_signing_is_refused(client, idp, keys):
    signed = base64.b64decode(answer(keys, ask(client))).decode()
    changed = signed.replace(MEMBER, "chair@example.org")
    assert changed != signed
    assert refused(client, post(client, base64.b64encode(changed.encode()).decode()))


def test_an_unsigned_assertion_beside_the_signed_one_is_not_believed(client, idp, keys):
    """Signature wrapping: the forged one first, the signed one kept for show."""
    signed = base64.b64decode(answer(keys, ask(client))).decode()
    found = re.search(r"<saml:Assertion .*</saml:Assertion>", signed, re.S)
    assert found
    forged = re.sub(r"<ds:Signature.*?</ds:Signature>", "", found[0], flags=re.S)
    forged = forged.replace('ID="_a1"', 'ID="_a2"').replace(MEMBER, "chair@example.org")
    for wrapped in (forged + found[0], found[0] + forged):
        response = signed.replace(found[0], wrapped)
        assert refused(client, post(client, base64.b64encode(response.encode()).decode()))


@pytest.mark.parametrize(
    "different",
    [
        {"audience": "https://another.example"},
        {"issuer": "https://another.example"},
        {"destination": "https://another.example/acs/"},
        {"until": "2020-01-01T00:00:00Z"},
        {"since": "2099-01-01T00:00:00Z"},
        {"status": Constants.STATUS_RESPONDER},
    ],
    ids=lambda different: next(iter(different)),
)
def test_an_answer_that_is_not_for_us_and_now_is_refused(client, idp, keys, different):
    assert refused(client, post(client, answer(keys, ask(client), **different)))


def test_an_answer_is_good_once(client, idp, keys):
    posted = answer(keys, ask(client))
    assert post(client, posted).status_code == 302
    client.post("/accounts/logout/")
    assert refused(client, post(client, posted))


def test_an_answer_is_for_the_browser_that_asked(client, idp, keys):
    victim = browser()
    assert refused(victim, post(victim, answer(keys, ask(client))))


def test_an_answer_that_nobody_asked_for_is_refused(client, idp, keys):
    assert refused(client, post(client, answer(keys, "")))
    assert refused(client, post(client, answer(keys, "_never_asked")))


NONSENSE = ["", "x", "%%%", base64.b64encode(b"<x").decode(), base64.b64encode(b"<x/>").decode()]
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>'
FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize("posted", [*NONSENSE, base64.b64encode(BOMB).decode(), base64.b64encode(FILE).decode()])
def test_nonsense_gets_a_page(client, idp, posted):
    ask(client)
    response = post(client, posted)
    assert refused(client, response)
    assert "fungerade inte" in response.content.decode() and "root:" not in response.content.decode()


def test_the_finish_without_a_beginning_gets_a_page(client, idp):
    assert refused(client, client.get(f"{HERE}acs/finish/"))


def test_metadata_tell_what_the_organisation_needs_and_no_more(client, idp):
    response = client.get(f"{HERE}metadata/")
    assert response["Content-Type"] == "text/xml"
    metadata = etree.fromstring(response.content)
    assert metadata.get("entityID") == SP
    services = metadata.findall(".//{*}AssertionConsumerService")
    assert [service.get("Location") for service in services] == [f"http://samsyn.example.org{HERE}acs/"]
    assert metadata.find(".//{*}SingleLogoutService") is None


def test_there_is_no_single_logout(client, idp, county):
    client.force_login(county.persona("chair"))
    for response in (client.get(f"{HERE}sls/", {"SAMLResponse": "x", "RelayState": "https://evil.example"}),):
        assert response.status_code == 404
    assert whoever(client).is_authenticated


@pytest.mark.parametrize("page", ["login", "acs", "acs/finish", "metadata", "sls"])
def test_who_has_no_saml_has_no_such_pages(client, county, page):
    assert client.get(f"{HERE}{page}/").status_code == 404
    assert client.post(f"{HERE}{page}/").status_code == 404


def test_the_identity_provider_can_be_described_by_its_own_metadata(
    client, county, settings, tmp_path, keys, monkeypatch
):
    found = providers.read(written(tmp_path, [SAML]))
    settings.IDENTITY_PROVIDERS = found
    settings.SOCIALACCOUNT_PROVIDERS = providers.for_allauth(found)
    certificate = "".join(keys[1].splitlines()[1:-1])
    told = (
        f'<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{SAML["entity_id"]}">'
        '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
        '<KeyDescriptor use="signing">'
        f'<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{certificate}</X509Certificate>'
        '</X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Location="https://idp.bjorkas.example/sso" '
        'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"/></IDPSSODescriptor></EntityDescriptor>'
    )
    fetched = []
    monkeypatch.setattr(
        "onelogin.saml2.idp_metadata_parser.OneLogin_Saml2_IdPMetadataParser.get_metadata",
        lambda url, *_given, **_how: fetched.append(url) or told.encode(),
    )
    post(client, answer(keys, ask(client)))
    assert whoever(client) == county.persona("steering_member")
    assert fetched == [SAML["metadata_url"]]  # once, then from the cache


def test_an_identity_provider_whose_metadata_cannot_be_had_gets_a_page(client, county, settings, tmp_path, monkeypatch):
    found = providers.read(written(tmp_path, [SAML]))
    settings.IDENTITY_PROVIDERS = found
    settings.SOCIALACCOUNT_PROVIDERS = providers.for_allauth(found)

    def down(*_given: Any, **_how: Any) -> bytes:
        raise OSError("nobody is there")

    monkeypatch.setattr("onelogin.saml2.idp_metadata_parser.OneLogin_Saml2_IdPMetadataParser.get_metadata", down)
    assert client.get(f"{HERE}login/").status_code == 502
