"""What people owe the plan on its way: answers to needs and comments, rankings, decisions, receipts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.people.models import Person
from samsyn.people.rules import sits_in
from samsyn.plan import rules
from samsyn.plan.enums import EDITABLE, EditionStatus, NeedStatus, RoundStatus
from samsyn.plan.models import Ballot, Comment, Edition, RankingRound, Receipt
from samsyn.plan.queries.carrying import still_asked
from samsyn.plan.queries.needs import unanswered
from samsyn.plan.queries.receipts import through
from samsyn.plan.queries.way import is_to_recommend
from samsyn.sendouts.queries.owed import Circle, Owed, source

Told = Iterator[tuple[Person, Owed]]


@source
def needs(circle: Circle) -> Told:
    """Needs that wait for the coordinator's answer."""
    answering = circle.those(rules.may_answer_needs, circle.collaboration)
    waiting = list(unanswered(circle.collaboration)) if answering else []
    if not waiting:
        return
    what = _("Answer the need “%(need)s”") % {"need": waiting[0]}
    path = waiting[0].get_absolute_url()
    if len(waiting) > 1:
        what = _("Answer %(count)s needs") % {"count": len(waiting)}
        path = f"{reverse('needs', args=[circle.collaboration.slug])}?status={NeedStatus.OPEN}"
    for person in answering:
        yield person, Owed("plan.answer_needs", what, path, since=timezone.localdate(waiting[0].brought_at))


@source
def rankings(circle: Circle) -> Told:
    """Rounds that a member has not handed in."""
    rounds = list(
        RankingRound.objects.filter(
            collaboration=circle.collaboration, status=RoundStatus.ALONE, archived_at=None
        ).select_related("edition__plan__collaboration")
    )
    done = Ballot.objects.filter(round__in=rounds, handed_in_at__isnull=False).values_list("round", "person")
    handed_in = set(done) if rounds else set()
    for ranking in rounds:
        what = _("Judge and hand in “%(round)s”") % {"round": ranking}
        path = reverse("ranking-score", args=[*_address(ranking.edition), ranking.pk])
        one = Owed("plan.hand_in_ranking", what, path, since=timezone.localdate(ranking.opened_at))
        for person in circle.those(rules.may_score, ranking):
            if (ranking.pk, person.pk) not in handed_in:
                yield person, one


@source
def undecided(circle: Circle) -> Told:
    """What an edition on its way to a decision waits for: words of last year's rows, comments, answers to them, a
    recommendation, the decision."""
    editions = (
        Edition.objects.filter(plan__collaboration=circle.collaboration)
        .exclude(status=EditionStatus.DECIDED)
        .select_related("plan__collaboration")
        .prefetch_related("asked_organisations", "asked_groups")
        .annotate(
            waiting=Count("comments", filter=_UNANSWERED, distinct=True),
            waits_since=Min("comments__at", filter=_UNANSWERED),
            advice=Count("recommendations", distinct=True),
        )
    )
    said = _commented(circle)
    for edition in editions:
        if edition.status in EDITABLE:
            yield from _of_draft(circle, edition)
        if edition.status == EditionStatus.COMMENTING:
            yield from _of_comments(circle, edition, said[edition.pk])
        if edition.status == EditionStatus.PROPOSAL:
            yield from _of_proposal(circle, edition)


_UNANSWERED = Q(comments__archived_at=None, comments__answer="")


def _of_draft(circle: Circle, edition: Any) -> Told:
    keepers = circle.those(rules.may_edit, edition)
    asked = len(still_asked(edition)) if keepers and edition.carried_from_id else 0
    over = edition.comments_until is not None and edition.comments_until < circle.on
    found = []
    if asked:
        words = ngettext(
            "Say what becomes of %(count)s row of the last plan", "Say what becomes of %(count)s rows of the last plan",
            asked,
        )  # fmt: skip
        found.append(Owed("plan.carry", words % {"count": asked}, _page("carried", edition)))
    if edition.waiting:
        words = ngettext(
            "Answer %(count)s comment on %(plan)s", "Answer %(count)s comments on %(plan)s", edition.waiting
        )
        path = _page("comments", edition) + "?show=unanswered"
        since = timezone.localdate(edition.waits_since)
        told = words % {"count": edition.waiting, "plan": _named(edition)}
        found.append(Owed("plan.answer_comments", told, path, since=since))
    elif edition.status == EditionStatus.COMMENTING and over and not asked:
        told = _("Propose %(plan)s to the steering group") % {"plan": _named(edition)}
        found.append(Owed("plan.propose", told, _page("edition-propose", edition), since=edition.comments_until))
    yield from ((person, one) for person in keepers for one in found)


def _of_comments(circle: Circle, edition: Edition, said: set[tuple[str, int | None]]) -> Told:
    """To those who are asked, and those who speak for an organisation that is, until the last day; not to those who
    have commented."""
    if edition.comments_until is None or edition.comments_until < circle.on:
        return
    groups = [group.pk for group in edition.asked_groups.all()]
    spoken = through(seat for person in circle.persons for seat in person.seats)
    for_organisations = [
        person
        for organisation in edition.asked_organisations.all()
        if ("organisation", organisation.pk) not in said
        for person in spoken.get(organisation.pk, ())
    ]
    one = Owed(
        "plan.comment",
        _("Comment on %(plan)s") % {"plan": _named(edition)},
        edition.get_absolute_url(),
        due=edition.comments_until,
        since=edition.comments_from,
        duty=False,
    )
    for person in circle.those(rules.may_comment, edition):
        asked = sits_in(person, groups) or person in for_organisations
        if asked and ("by", person.pk) not in said and not rules.may_edit(person, edition):
            yield person, one


def _of_proposal(circle: Circle, edition: Any) -> Told:
    since = timezone.localdate(edition.proposed_at)
    if not edition.advice:
        what = _("Record the preparatory group's recommendation on %(plan)s") % {"plan": _named(edition)}
        one = Owed("plan.recommend", what, _page("recommend", edition), since=since)
        yield from ((person, one) for person in circle.those(is_to_recommend, edition))
    what = _("Record the steering group's decision on %(plan)s") % {"plan": _named(edition)}
    one = Owed("plan.decide", what, _page("edition-decide", edition), since=since)
    yield from ((person, one) for person in circle.those(rules.may_decide, edition))


@source
def decided(circle: Circle) -> Told:
    """Plans in force that are still to be sent out, and those that were, to be read."""
    later = Edition.objects.filter(plan=OuterRef("plan"), status=EditionStatus.DECIDED, number__gt=OuterRef("number"))
    standing = Edition.objects.filter(~Exists(later), status=EditionStatus.DECIDED)
    standing = standing.filter(plan__collaboration=circle.collaboration, plan__last_year__gte=circle.on.year)
    editions = {edition.pk: edition for edition in standing.select_related("plan__collaboration")}
    for edition in editions.values():
        if edition.sent_out_at is None:
            what = _("Send out %(plan)s, which is decided") % {"plan": _named(edition)}
            one = Owed("plan.send_out", what, _page("send-out", edition), since=timezone.localdate(edition.decided_at))
            yield from ((person, one) for person in circle.those(rules.may_send_out, edition))
    persons = {person.pk: person for person in circle.persons}
    waiting = Receipt.objects.filter(edition__in=editions, person__in=persons, confirmed_at=None)
    sent = waiting.exclude(sent_at=None).values_list("edition", "person").annotate(Min("sent_at"))
    for edition_pk, person_pk, sent_at in sent:
        edition = editions[edition_pk]
        what = _("Read %(plan)s, and say that you have") % {"plan": _named(edition)}
        path = edition.get_absolute_url()
        yield persons[person_pk], Owed("plan.confirm_reading", what, path, since=timezone.localdate(sent_at))


def _commented(circle: Circle) -> defaultdict[int, set[tuple[str, int | None]]]:
    """By edition that is out for comments: the persons, and the organisations, that have said something."""
    found: defaultdict[int, set[tuple[str, int | None]]] = defaultdict(set)
    standing = Comment.objects.filter(
        edition__plan__collaboration=circle.collaboration,
        edition__status=EditionStatus.COMMENTING,
        archived_at=None,
    )
    for edition, by, organisation in standing.order_by().values_list("edition", "by", "organisation").distinct():
        found[edition] |= {("by", by), ("organisation", organisation)}
    return found


def _named(edition: Edition) -> str:
    return _("edition %(number)s of the plan %(period)s") % {"number": edition.number, "period": edition.plan}


def _page(name: str, edition: Edition) -> str:
    return reverse(name, args=_address(edition))


def _address(edition: Edition) -> list[Any]:
    return [edition.plan.collaboration.slug, edition.plan.key, edition.number]
