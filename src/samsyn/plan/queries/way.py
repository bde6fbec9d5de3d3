"""Where an edition stands on its way from draft to a plan that is read: what has been, what comes, who is to act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.kernel import journal
from samsyn.kernel.models import Event
from samsyn.people.rules import coordinates
from samsyn.plan import rules
from samsyn.plan.enums import EditionStatus
from samsyn.plan.models import Edition, Receipt
from samsyn.plan.queries import receipts
from samsyn.plan.queries.carrying import still_asked
from samsyn.plan.queries.lifecycle import replaced_by, undecided

# The deeds that a history of the way tells of.
DEEDS = (
    "plan.import_edition", "plan.start_plan", "plan.start_edition", "plan.start_next_plan", "plan.ask_for_comments",
    "plan.propose", "plan.return", "plan.recommend", "plan.decide", "plan.send_out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    state: str = ""  # done, current, or still to come
    told: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the reader can do next."""

    label: str
    href: str
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    steps: tuple[Step, ...]
    now: str  # who is to do what next
    first: Deed | None  # what the reader is to do, if it is the reader
    others: tuple[Deed, ...]  # what the reader can do besides
    receipt: Receipt | None  # what the reader has not confirmed yet
    replaced_by: Edition | None
    following: Edition | None  # the edition of the same plan that is on its way


@dataclass(frozen=True, slots=True)
class Facts:
    """What the way depends on, read once."""

    edition: Edition
    comments: int
    unanswered: int
    recommended: bool
    asked: int  # rows of the last plan that still are to be asked
    sent_to: int  # organisations
    read_by: int
    receipt: Receipt | None  # the reader has been asked to read it, and has not said so
    replaced_by: Edition | None
    following: Edition | None

    @property
    def is_over(self) -> bool:
        """The last day for comments has passed."""
        until = self.edition.comments_until
        return until is not None and until < timezone.localdate()


def way(user: Any, edition: Edition) -> Way:
    facts = _facts(user, edition)
    deeds = list(_deeds(user, facts))
    return Way(
        steps=tuple(_steps(facts)),
        now=_now(facts),
        first=deeds[0] if deeds and deeds[0].label else None,
        others=tuple(deeds[1:]),
        receipt=facts.receipt,
        replaced_by=facts.replaced_by,
        following=facts.following,
    )


def is_to_recommend(user: Any, edition: Edition) -> bool:
    """Whether the proposal waits for the person's word, if nobody has given the preparatory group's."""
    if edition.status != EditionStatus.PROPOSAL or coordinates(user, edition.plan.collaboration_id):
        return False
    return rules.may_recommend(user, edition)


def deeds(edition: Edition) -> list[Event]:
    """What has been done with the edition as a whole, newest first."""
    return list(journal.happenings(edition).filter(verb__in=DEEDS))


def _facts(user: Any, edition: Edition) -> Facts:
    counted = Edition.objects.filter(pk=edition.pk).aggregate(
        said=Count("comments", filter=Q(comments__archived_at=None), distinct=True),
        waiting=Count("comments", filter=Q(comments__archived_at=None, comments__answer=""), distinct=True),
        advice=Count("recommendations", distinct=True),
        sent_to=Count("receipts__organisation", filter=Q(receipts__sent_at__isnull=False), distinct=True),
        read_by=Count("receipts__organisation", filter=Q(receipts__confirmed_at__isnull=False), distinct=True),
    )
    is_carried = edition.is_editable and edition.carried_from_id is not None
    return Facts(
        edition=edition,
        comments=counted["said"],
        unanswered=counted["waiting"],
        recommended=counted["advice"] > 0,
        asked=len(still_asked(edition)) if is_carried else 0,
        sent_to=counted["sent_to"],
        read_by=counted["read_by"],
        receipt=receipts.owed(user, edition) if edition.sent_out_at else None,
        replaced_by=replaced_by(edition),
        following=undecided(edition) if edition.is_decided else None,
    )


def _steps(facts: Facts) -> Iterator[Step]:
    edition, status = facts.edition, facts.edition.status
    order = list(EditionStatus)
    place = order.index(EditionStatus(status))

    def state(at: EditionStatus) -> str:
        return "done" if order.index(at) < place else "current" if order.index(at) == place else ""

    address = _address(edition)
    yield Step(_("Draft"), state(EditionStatus.DRAFT))
    if edition.comments_until or status == EditionStatus.DRAFT:
        told = _comments_told(facts) if edition.comments_until else ""
        done = "done" if edition.comments_until and status == EditionStatus.DRAFT else state(EditionStatus.COMMENTING)
        yield Step(_("Comments"), done, told, reverse("comments", args=address) if told else "")
    yield Step(_("Proposal"), state(EditionStatus.PROPOSAL), _day(edition.proposed_at))
    decided = edition.is_decided
    yield Step(_("Decision"), "done" if decided else "", edition.decision_when)
    sent = edition.sent_out_at is not None
    yield Step(_("Sent out"), "done" if sent else "current" if decided else "", _day(edition.sent_out_at))
    if sent:
        told = _("%(read)s of %(sent)s organisations") % {"read": facts.read_by, "sent": facts.sent_to}
        yield Step(_("Read"), "done" if facts.read_by >= facts.sent_to else "current", told)


def _comments_told(facts: Facts) -> str:
    edition = facts.edition
    if edition.status != EditionStatus.COMMENTING:
        return ngettext("%(number)s comment", "%(number)s comments", facts.comments) % {"number": facts.comments}
    return _("until %(day)s") % {"day": date_format(edition.comments_until)}


def _now(facts: Facts) -> str:
    return _after_decision(facts) if facts.edition.is_decided else _before_decision(facts)


def _before_decision(facts: Facts) -> str:
    match facts.edition.status:
        case EditionStatus.DRAFT if facts.asked:
            return _("The coordinator is to say what becomes of each row of the last plan, and go on drafting.")
        case EditionStatus.DRAFT:
            return _("The coordinator drafts the plan, and then sends it out for comments.")
        case EditionStatus.COMMENTING if facts.is_over:
            return _("The time for comments is over. The coordinator answers what is left, and proposes the plan.")
        case EditionStatus.COMMENTING:
            day = date_format(facts.edition.comments_until)
            return _("Everybody can comment until %(day)s. The coordinator answers.") % {"day": day}
    if facts.recommended:
        return _("The steering group decides, and its chair records the decision.")
    return _("The preparatory group says what it thinks of the proposal. Then the steering group decides.")


def _after_decision(facts: Facts) -> str:
    if facts.replaced_by:
        return _("It has been replaced by a later edition.")
    if facts.edition.sent_out_at is None:
        return _("The coordinator is to send the plan out to its parties.")
    if facts.read_by < facts.sent_to:
        return _("Those who have got the plan are to read it, and say so.")
    return _("Every party has read the plan. It is followed up while it runs.")


def _deeds(user: Any, facts: Facts) -> Iterator[Deed]:
    """What the reader can do, first what the reader is to do. The first one has no label if somebody else is to act."""
    edition, address = facts.edition, _address(facts.edition)
    found: list[tuple[bool, Deed]] = []

    def offer(label: str, name: str, *, turn: bool = True, by_post: bool = False, query: str = "") -> None:
        found.append((turn, Deed(label, reverse(name, args=address) + query, by_post)))

    if edition.is_decided:
        _after(user, facts, offer)
    else:
        _before(user, facts, offer)
    turns = [deed for turn, deed in found if turn]
    yield turns[0] if turns else Deed("", "")
    yield from [deed for _turn, deed in found if deed not in turns[:1]]


def _before(user: Any, facts: Facts, offer: Callable[..., None]) -> None:
    edition, status = facts.edition, facts.edition.status
    if rules.may_decide(user, edition):
        offer(_("Record the decision"), "edition-decide")
    if rules.may_recommend(user, edition) and not facts.recommended:
        offer(_("Record the recommendation"), "recommend", turn=is_to_recommend(user, edition))
    if rules.may_edit(user, edition):
        if facts.asked:
            offer(_("Say what becomes of the rows"), "carried")
        if status == EditionStatus.DRAFT:
            offer(_("Send out for comments"), "ask-for-comments")
            offer(_("Propose without asking for comments"), "edition-propose", turn=False)
        if status == EditionStatus.COMMENTING:
            if facts.unanswered:
                offer(_("Answer the comments"), "comments", query="?show=unanswered")
            offer(_("Propose to the steering group"), "edition-propose")
            offer(_("Change the last day or who is asked"), "ask-for-comments", turn=False)
    elif rules.may_comment(user, edition):
        offer(_("Comment on the plan as a whole"), "comment-add")
    if rules.may_return(user, edition):
        offer(_("Return the proposal"), "edition-return", turn=False)


def _after(user: Any, facts: Facts, offer: Callable[..., None]) -> None:
    edition, is_sent = facts.edition, facts.edition.sent_out_at is not None
    if facts.receipt:
        offer(_("I have read the plan"), "confirm-reading", by_post=True)
    if facts.replaced_by is None:
        if rules.may_send_out(user, edition) and not is_sent:
            offer(_("Send the plan out"), "send-out")
        if rules.may_start_edition(user, edition.plan):
            offer(_("Begin the next edition or plan"), "go-on", turn=is_sent and facts.following is None)
    if is_sent and rules.may_see_receipts(user, edition):
        offer(_("Who has read it"), "receipts", turn=False)


def _address(edition: Edition) -> list[Any]:
    return [edition.plan.collaboration.slug, edition.plan.key, edition.number]


def _day(at: Any) -> str:
    return date_format(timezone.localdate(at)) if at else ""
