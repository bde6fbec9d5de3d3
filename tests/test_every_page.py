"""Every kind of page that each persona of the demo can reach by links: that it answers, and what no page may lack."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from samsyn.config.demo import load_demo, personas
from samsyn.kernel.actions import SYSTEM
from samsyn.meetings.actions import open_feed
from samsyn.meetings.models import Invitation, Meeting, Poll
from samsyn.meetings.queries.secrets import invitation_token, new_secret, poll_token
from samsyn.people.models import Collaboration, Person
from samsyn.plan import actions
from samsyn.plan.actions.intake_work import read_waiting
from samsyn.plan.models import Edition, RankingRound
from samsyn.sie import books, read
from tests.crawl import Found, by_client, crawl
from tests.meetings.made import a_meeting
from tests.sie.written import sie
from tests.swedish import Texts, left_in_english, meant_for_nobody

pytestmark = pytest.mark.django_db
PUBLIC = "public"
BY_MAIL = ("meeting-invitation", "poll-answer-by-link", "calendar-feed")  # what no page links to, but a mail does
PROGRAMME = ["/jonkoping/plan/2026-2028/2/areas/K/"]  # the first area that is listed has no steps
COORDINATOR, CHAIR, _MEMBER, CONTACT_PERSON, *_OTHERS, POLICE = (persona.email for persona in personas())
WHO = [COORDINATOR, CHAIR, CONTACT_PERSON, POLICE, PUBLIC]  # the browser tests visit as everybody
# Addresses that no link leads to: they take what a form sends.
FORMS_ONLY = {
    *("need-comment", "need-comment-archive", "need-comment-restore", "need-reopen", "need-similar", "need-support"),
    *("need-support-withdraw", "need-undo"),
    *("meeting-answer", "meeting-archive", "meeting-invite-members", "meeting-publish", "meeting-remind"),
    *("meeting-replan", "meeting-restore", "meeting-series-archive", "meeting-series-restore", "invitation-withdraw"),
    *("poll-choose", "poll-close", "poll-reopen", "calendar-revoke"),
    *("set_language", "person-close", "person-invite", "edition-start", "unplace", "withdraw"),
    *("comment-withdraw", "comment-restore", "confirm-reading", "receipt-open", "next-plan"),
    *("intake-accept", "intake-cell-accept", "intake-text-drop", "intake-text-restore"),
    *("intake-make", "intake-discard", "intake-restore"),
    *("ranking-archive", "ranking-restore", "ranking-criterion-drop", "ranking-drop", "ranking-hand-in"),
    *("ranking-score-save", "reminders-off"),
    *("row-archive", "row-move", "row-restore", "row-undo"),
    *("build-on", "framework-archive", "framework-restore", "framework-undo", "frameworks-load"),
    *("accounts-map", "books-ours", "rule-archive", "rule-move", "rule-restore", "year-approve", "year-reopen"),
}
ALLAUTH = ("account_", "mfa_", "socialaccount_", "saml_", "openid_connect_")
DESIGN = {"design", "design-change"}  # for those who build the pages
FOR_PROGRAMS = {"security-txt"}  # a well-known address (RFC 9116), which no page links to
IN_THE_DEMONSTRATION = {"outbox"}  # tests/sendouts visits it


def _meetings() -> list[str]:
    """A meeting that has been and one that comes, whatever the day is."""
    held = Meeting.objects.filter(status="held", group__slug="styrgrupp")[0]
    return [held.get_absolute_url(), a_meeting(held.group).get_absolute_url()]


def _by_mail() -> list[str]:
    """The secret addresses of one who is invited to a meeting, and asked for a date."""
    person, poll = Person.objects.get(email=CHAIR), Poll.objects.get()
    invitation = Invitation.objects.filter(person=person, meeting__status="planned")[0]
    secret, token_hash = new_secret()
    open_feed(person, by=SYSTEM, token_hash=token_hash)
    keys = (invitation_token(invitation), poll_token(poll, person), secret)
    return [reverse(name, args=[key]) for name, key in zip(BY_MAIL, keys, strict=True)]


def _second_edition() -> Edition:
    return Edition.objects.get(number=2)


def _propose() -> str:
    edition = _second_edition()
    for comment in edition.comments.filter(answer=""):
        actions.answer_comment(comment, by=SYSTEM, version=None, answer="accepted")
    return actions.propose(edition, by=SYSTEM).get_absolute_url()


def _begin_the_next_plan() -> str:
    return actions.start_next_plan(_second_edition().plan, by=SYSTEM).get_absolute_url()


def _a_file_waits() -> str:
    """The coordinator has chosen a file of the bookkeeping, and looks at it before it is read in."""
    coordinator, collaboration = Person.objects.get(email=COORDINATOR), Collaboration.objects.get()
    waiting = {"books": books(read(sie()).file), "file_name": "utfall.se", "problems": ()}
    cache.set(f"books:{coordinator.pk}:{collaboration.pk}:2026:waiting", waiting)
    return "/jonkoping/budget/2026/outcome/waiting/"


def _hand_in() -> str:
    """A document with something unsure, something without a place and a table, and one that cannot be read."""
    made = docx.Document()
    made.add_heading("Verksamhetsplan 2040–2042", 0)
    made.add_heading("Utvecklingsområden", 1)
    heading, row = ["Utvecklingsområde", "Diarienummer", "Tid"], ["Dagvatten", "M-17", "när det passar"]
    table = made.add_table(2, 3)
    for line, texts in zip(table.rows, (heading, row), strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    made.save(out)
    jonkoping = Collaboration.objects.get(slug="jonkoping")
    for name, data in (("plan.docx", out.getvalue()), ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 90)):
        actions.begin_intake(jonkoping, by=SYSTEM, name=name, data=data)
    read_waiting()
    return "/jonkoping/plan/import/"


def _share_the_round() -> str:
    return actions.share_ranking(RankingRound.objects.get(status="alone"), by=SYSTEM).get_absolute_url()


def _open_a_round() -> str:
    """A round in which nobody has judged yet, so that its criteria can still be changed."""
    areas = list(_second_edition().area_set.all()[:2])
    return actions.open_ranking(_second_edition(), by=SYSTEM, title="Nästa omgång", areas=areas).get_absolute_url()


# What the demo does not stand at: somebody's pages after a deed, which those who come later in the list find done.
LATER = [
    (COORDINATOR, _hand_in),
    (COORDINATOR, _share_the_round),
    (COORDINATOR, _open_a_round),
    (CHAIR, _propose),
    (COORDINATOR, _begin_the_next_plan),
    (COORDINATOR, _a_file_waits),
]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visited(demo: None, django_db_blocker: Any) -> dict[str, list[Found]]:
    """What each persona has found."""
    found = {}
    with django_db_blocker.unblock():
        for who in WHO:
            client = Client()
            if who != PUBLIC:
                client.force_login(Person.objects.get(email=who))
            more = {COORDINATOR: [*PROGRAMME, *_meetings()], PUBLIC: _by_mail()}.get(who, [])
            found[who] = list(crawl(by_client(client), "/", *more, twice=["person", "meeting"]))  # oneself and others
        for who, deed in LATER:
            start = deed()
            client = Client()
            client.force_login(Person.objects.get(email=who))
            known = {one.kind for one in found[who]}
            found[who] += crawl(by_client(client), start, known=known)
    return found


@pytest.fixture(scope="module")
def pages(visited: dict[str, list[Found]]) -> list[tuple[Found, Texts]]:
    found = [one for who in WHO for one in visited[who] if one.answer.is_page]
    return [(one, Texts(one.answer.body.decode())) for one in found]


def test_no_link_leads_nowhere(visited):
    dead = {
        f"{found.answer.status} {who}: {found.address} from {found.linked_from}"
        for who in WHO
        for found in visited[who]
        if found.answer.status not in (200, 302)
    }
    assert not dead


def test_every_page_has_a_title_one_heading_and_its_language(pages):
    wrong = set()
    for found, page in pages:
        headings = sum(tag == "h1" for tag, _given in page.tags)
        language = next(given.get("lang") for tag, given in page.tags if tag == "html")
        if headings != 1 or language != "sv" or not page.title.removesuffix("– Samsyn").strip():
            wrong.add(f"{found.address}: {headings} h1, {language}, {page.title!r}")
    assert not wrong


def test_every_name_on_a_page_is_given_once(pages):
    wrong = set()
    for found, page in pages:
        names = Counter(given["id"] for _tag, given in page.tags if given.get("id"))
        wrong |= {f"{found.address}: {name}" for name, times in names.items() if times > 1}
    assert not wrong


def test_no_page_is_left_in_english(pages):
    assert not {(found.kind, text) for found, page in pages for text in left_in_english(page.said)}


def test_no_page_shows_what_is_meant_for_nobody(pages):
    assert not {(found.address, text) for found, page in pages for text in meant_for_nobody(page.said)}


def test_every_page_is_reached_by_somebody(visited):
    reached = {found.kind.split()[0] for who in WHO for found in visited[who]}
    assert _names(get_resolver().url_patterns) - reached - DESIGN - FOR_PROGRAMS - IN_THE_DEMONSTRATION == FORMS_ONLY


def test_the_checks_of_a_page_can_fail():
    page = '<p>Save <b>None</b></p><script>null</script><input type="submit" value="Cancel"><p lang="en">Save</p>Ångra'
    said = Texts(page).said
    assert left_in_english(said) == ["Save", "None", "Cancel"]
    assert meant_for_nobody(said) == ["None"]


def _names(patterns: Any) -> set[str]:
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found |= {pattern.name} if pattern.name and not pattern.name.startswith(ALLAUTH) else set()
        else:
            found |= _names(pattern.url_patterns)
    return found
