"""An edition's way: out for comments, proposed, perhaps returned, decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Max
from django.utils import timezone, translation
from django.utils.dateformat import format as in_words
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samsyn.kernel.actions import action
from samsyn.kernel.errors import Conflict, Invalid
from samsyn.people.enums import GroupKind
from samsyn.people.models import Group, Organisation
from samsyn.plan import rules
from samsyn.plan.enums import Advice, EditionStatus
from samsyn.plan.models import Body, DecidedText, Edition, Recommendation
from samsyn.plan.queries import comments
from samsyn.plan.queries.carrying import still_asked
from samsyn.plan.queries.decided import decided_document
from samsyn.plandoc import planfile

FEW = 10  # rows named in a refusal


@action("plan.ask_for_comments", allow=rules.may_ask_for_comments)
def ask_for_comments(
    edition: Edition,
    *,
    by: Any,
    until: date,
    words: str = "",
    organisations: Iterable[Organisation] = (),
    groups: Iterable[Group] = (),
) -> Edition:
    """Send the draft out for comments until a day (included). Again: another day, other words, others asked."""
    _expect(edition, EditionStatus.DRAFT, EditionStatus.COMMENTING)
    today = timezone.localdate()
    if until < today:
        raise Invalid(_("The day has passed."), fields={"until": _("Choose today or a later day.")})
    if until.year > max(edition.plan.last_year, today.year):
        told = _("The plan ends in %(year)s. Choose an earlier day.") % {"year": edition.plan.last_year}
        raise Invalid(told, fields={"until": told})
    organisations, groups = list(organisations), list(groups)
    if any(organisation.collaboration_id != edition.plan.collaboration_id for organisation in organisations):
        raise Invalid(_("They are not of this collaboration."), fields={"organisations": _("Choose among these.")})
    if any(g.confidential or g.collaboration_id != edition.plan.collaboration_id for g in groups):
        raise Invalid(_("That group cannot be asked."), fields={"groups": _("Choose among these.")})
    if not organisations and not groups:
        raise Invalid(_("Nobody is asked."), fields={"organisations": _("Choose at least one.")})
    if edition.status == EditionStatus.DRAFT:
        edition.comments_from = today
    edition.status = EditionStatus.COMMENTING
    edition.comments_until, edition.comments_words = until, words.strip()
    edition.asked_organisations.set(organisations)
    edition.asked_groups.set(groups)
    return _save(edition)


@action("plan.propose", allow=rules.may_propose)
def propose(edition: Edition, *, by: Any) -> Edition:
    """Put the edition before the steering group. From now on it waits, unchanged."""
    _expect(edition, EditionStatus.DRAFT, EditionStatus.COMMENTING)
    _steering_group(edition)
    unanswered = list(comments.unanswered(edition)[:FEW])
    if unanswered:
        raise Conflict(
            _("There are comments without an answer: %(rows)s.")
            % {"rows": ", ".join(dict.fromkeys(map(str, unanswered)))},
            remedy=_("Answer them first. They stand under Comments."),
        )
    asked = still_asked(edition)
    if asked:
        raise Conflict(
            _("These rows of the last plan have not been asked what becomes of them: %(rows)s.")
            % {"rows": ", ".join(str(row) for row in asked[:FEW])},
            remedy=_("Answer for them first. They stand under Carried over."),
        )
    edition.status, edition.proposed_at, edition.returned_because = EditionStatus.PROPOSAL, timezone.now(), ""
    return _save(edition)


@action("plan.return", allow=rules.may_return)
def return_to_draft(edition: Edition, *, by: Any, because: str) -> Edition:
    """Make a proposal a draft again, with the reason."""
    _expect(edition, EditionStatus.PROPOSAL)
    if not because.strip():
        raise Invalid(_("Say why the proposal is returned."), fields={"because": _("Write the reason in a few words.")})
    edition.status, edition.proposed_at, edition.returned_because = EditionStatus.DRAFT, None, because.strip()
    return _save(edition)


@action("plan.recommend", allow=rules.may_recommend)
def recommend(edition: Edition, *, by: Any, advice: str, on: date, words: str = "") -> Recommendation:
    """Say, for the preparatory group, what the steering group should do with the edition."""
    _expect(edition, EditionStatus.COMMENTING, EditionStatus.PROPOSAL)
    _not_ahead(on)
    if advice != Advice.APPROVE and not words.strip():
        raise Invalid(_("Say what should be changed, or why not."), fields={"words": _("Write it in a few words.")})
    said = Recommendation(edition=edition, advice=advice, words=words.strip(), on=on, by_id=by.pk)
    said.full_clean()
    said.save()
    return said


@action("plan.decide", allow=rules.may_decide)
def decide(edition: Edition, *, by: Any, on: date, paragraph: str = "") -> Edition:
    """Record the steering group's decision. From now on nothing in the edition changes."""
    _expect(edition, EditionStatus.PROPOSAL)
    _not_ahead(on)
    _not_too_early(edition, on)
    paragraph = paragraph.strip().removeprefix("§").strip()
    with translation.override("sv"):  # the plan's own language
        when = in_words(on, "j F Y")
    settle(edition, body=_steering_group(edition).key, when=f"{when}, § {paragraph}" if paragraph else when, by=by)
    edition.decision_on, edition.decision_paragraph = on, paragraph
    keep_text(edition)
    return _save(edition)


def still(edition: Edition, *statuses: EditionStatus) -> None:
    """Hold the edition until the transaction ends, and see that it stands where an action on a part of it needs it."""
    _expect(Edition.objects.select_for_update().get(pk=edition.pk), *statuses)


def settle(edition: Edition, *, body: str, when: str, by: Any) -> None:
    edition.status = EditionStatus.DECIDED
    edition.decision_body = body
    edition.decision_when = when
    edition.decided_at = timezone.now()
    edition.decided_by_id = by.pk


def keep_text(edition: Edition) -> None:
    """Keep what is decided byte for byte, with its mark on the edition."""
    content = planfile.write(decided_document(edition)).encode()
    DecidedText.objects.create(edition=edition, content=content)
    edition.decided_sha256 = sha256(content).hexdigest()


def _not_ahead(on: date) -> None:
    if on > timezone.localdate():
        raise Invalid(_("The day lies in the future."), fields={"on": _("Choose today or an earlier day.")})


def _not_too_early(edition: Edition, on: date) -> None:
    """A decision cannot be taken back, so a year that was mistyped is caught: the decisions on a plan come one after
    the other, the first at the earliest the year before the plan begins."""
    before = edition.plan.editions.filter(number__lt=edition.number).aggregate(day=Max("decision_on"))["day"]
    if before and on < before:
        told = _("The edition before was decided %(day)s. Choose that day or a later one.")
        told %= {"day": date_format(before)}
    elif on.year < edition.plan.first_year - 1:
        told = _("The plan begins in %(year)s. Choose a day in the year before, or later.")
        told %= {"year": edition.plan.first_year}
    else:
        return
    raise Invalid(told, fields={"on": told})


def _steering_group(edition: Edition) -> Body:
    steering = edition.body_set.filter(kind=GroupKind.STEERING, archived_at=None).first()
    if steering is None:
        raise Conflict(
            _("The plan names no steering group that can decide it."),
            remedy=_("Add the steering group to the plan's bodies."),
        )
    return steering


def _expect(edition: Edition, *statuses: EditionStatus) -> None:
    if edition.status in statuses:
        return
    told = {
        EditionStatus.DRAFT: _("The edition is a draft."),
        EditionStatus.COMMENTING: _("The edition is out for comments."),
        EditionStatus.PROPOSAL: _("The edition waits for the steering group's decision."),
        EditionStatus.DECIDED: _("The edition is decided already."),
    }
    raise Conflict(
        told[EditionStatus(edition.status)], remedy=_("Look at the edition's page: it says what comes next.")
    )


def _save(edition: Edition) -> Edition:
    edition.version += 1
    edition.full_clean()
    edition.save()
    return edition
