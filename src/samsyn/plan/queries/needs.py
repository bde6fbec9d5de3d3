"""Needs as pages ask for them: with the organisations behind them, and with what was merged into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from samsyn.kernel import journal
from samsyn.kernel.errors import NotFound
from samsyn.kernel.models import Event
from samsyn.people.enums import GroupKind
from samsyn.people.models import Collaboration, Membership, Organisation, Person
from samsyn.people.queries.history import said
from samsyn.plan import rules
from samsyn.plan.enums import EDITABLE, EditionStatus, NeedStatus
from samsyn.plan.models import Area, Edition, Need, NeedComment, NeedSupport, Plan
from samsyn.plan.queries.happenings import VERBS, Happening
from samsyn.plan.queries.particulars import Change

# The chapters of the list, with the statuses that stand in each.
CHAPTERS = (NeedStatus.OPEN, NeedStatus.WAITING, NeedStatus.ADOPTED, NeedStatus.DECLINED, NeedStatus.MERGED)


@dataclass(frozen=True, slots=True)
class Listed:
    """A need in a list, with the organisations behind it, those behind what is merged into it included."""

    need: Need
    behind: tuple[Organisation, ...]  # the bearer first

    @property
    def names(self) -> str:
        return ", ".join(organisation.called for organisation in self.behind)


@dataclass(frozen=True, slots=True)
class Read:
    """A need as its page shows it, together with everything that was merged into it."""

    need: Need
    merged: list[Need]
    behind: tuple[Organisation, ...]
    supports: list[NeedSupport]
    comments: list[NeedComment]
    area: Area | None  # where it stands in the plan, in the edition in force if it is there


def need(user: Any, *, collaboration: str, number: int) -> Need:
    """The need at an address. Raises NotFound if there is none that the person may see."""
    found = rules.needs_visible_to(user).filter(collaboration__slug=collaboration, number=number)
    one = found.select_related(
        "collaboration",
        "organisation__collaboration",
        "brought_by",
        "concluded_by",
        "plan",
        "merged_into__collaboration",
    ).first()
    if one is None:
        raise NotFound
    return one


def everything(collaboration: Collaboration) -> list[Listed]:
    """All needs of a collaboration, those with the most organisations behind them first, newer before older. A fixed
    number of queries, however many they are."""
    organisations = {one.pk: one for one in Organisation.objects.filter(collaboration=collaboration)}
    needs = list(Need.objects.filter(collaboration=collaboration))
    for one in needs:
        one.collaboration, one.organisation = collaboration, organisations[one.organisation_id]
    supports = NeedSupport.objects.filter(need__collaboration=collaboration, archived_at=None)
    behind = _behind(needs, supports.values_list("need", "organisation"))
    listed = [Listed(one, tuple(organisations[pk] for pk in behind[one.pk])) for one in needs]
    return sorted(listed, key=lambda row: (-len(row.behind), -row.need.number))


def asked_for(listed: Iterable[Listed], asked: Mapping[str, str], *, own: set[int]) -> list[Listed]:
    """`q` are words that stand anywhere in the need; `status`, `support` and `organisation` (its address) are values;
    `mine` asks for what the `own` organisations stand behind."""
    return [row for row in listed if _fits(row, asked, own)]


def chapters(listed: Sequence[Listed]) -> list[tuple[NeedStatus, list[Listed]]]:
    """The list divided by what became of the needs, empty chapters left out."""
    divided: defaultdict[str, list[Listed]] = defaultdict(list)
    for row in listed:
        divided[row.need.status].append(row)
    return [(status, divided[status]) for status in CHAPTERS if divided[status]]


def own_organisations(user: Any) -> set[int]:
    """The organisations that a person works in or represents (primary keys)."""
    return {user.organisation_id, *(seat.represents_id for seat in user.seats)} - {None}


def read(need: Need, *, reader: Any) -> Read:
    """A need with all that its page tells. What somebody has taken back is there for its author alone."""
    merged = _family(need)
    family = [need, *merged]
    supports = list(
        NeedSupport.objects.filter(need__in=family, archived_at=None).select_related("organisation", "by", "need")
    )
    behind: dict[int, Organisation] = {need.organisation_id: need.organisation}
    for one in merged:
        behind.setdefault(one.organisation_id, one.organisation)
    for support in supports:
        behind.setdefault(support.organisation_id, support.organisation)
    stands = Q(archived_at=None) | Q(by=reader)
    comments = NeedComment.objects.filter(stands, need__in=family).select_related("by__organisation", "need")
    return Read(need, merged, tuple(behind.values()), supports, list(comments), area_of(need))


def those_behind(need: Need) -> list[Person]:
    """Who is told what becomes of a need: those who brought it or said "we too", also to what is merged into it.

    Who did so for another organisation than the own one, or has left, is spoken for by its contact persons.
    """
    family = [need, *_family(need)]
    said_so = [(one.organisation_id, one.brought_by_id) for one in family]
    supports = NeedSupport.objects.filter(need__in=family, archived_at=None)
    said_so += supports.values_list("organisation", "by")
    persons = Person.objects.filter(pk__in={by for _organisation, by in said_so if by}, is_active=True).in_bulk()
    found = {by: persons[by] for organisation, by in said_so if by in persons and _of(persons[by], organisation)}
    unheard = {organisation for organisation, by in said_so if by not in found}
    seats = Membership.objects.current().filter(group__kind=GroupKind.CONTACT_PERSONS, represents__in=unheard)
    return [*found.values(), *(seat.person for seat in seats.select_related("person") if seat.person_id not in found)]


def area_of(need: Need) -> Area | None:
    """The area that a need became: as the latest decided edition has it, else the draft."""
    if need.plan_id is None:
        return None
    decided_first = Case(When(edition__status=EditionStatus.DECIDED, then=0), default=1)
    rows = Area.objects.filter(edition__plan=need.plan_id, code=need.area_code, archived_at=None)
    return rows.select_related("edition__plan__collaboration").order_by(decided_first, "-edition__number").first()


def needs_of_area(plan: Plan, code: str) -> QuerySet[Need]:
    """The needs that became an area, oldest first."""
    found = Need.objects.filter(plan=plan, area_code=code, status=NeedStatus.ADOPTED)
    return found.select_related("organisation", "collaboration").order_by("number")


def unanswered(collaboration: Collaboration) -> QuerySet[Need]:
    """What waits for an answer, the oldest first."""
    found = Need.objects.filter(collaboration=collaboration, status=NeedStatus.OPEN)
    return found.select_related("collaboration", "organisation").order_by("brought_at", "pk")


def areas_to_adopt_into(collaboration: Collaboration) -> list[Area]:
    """The areas of each plan period as its latest edition has them, newest period first."""
    newest: dict[int, Edition] = {}
    editions = Edition.objects.filter(plan__collaboration=collaboration).select_related("plan__collaboration")
    for edition in editions.order_by("-plan__first_year", "-number"):
        newest.setdefault(edition.plan_id, edition)
    rows = Area.objects.filter(edition__in=newest.values(), archived_at=None).select_related("edition__plan")
    return sorted(rows, key=lambda area: (-area.edition.plan.first_year, area.position, area.pk))


def draft_of(collaboration: Collaboration) -> Edition | None:
    """The edition that a new area can be added to."""
    drafts = Edition.objects.filter(plan__collaboration=collaboration, status__in=EDITABLE)
    return drafts.select_related("plan__collaboration").order_by("-plan__first_year").first()


def happenings_of(need: Need) -> list[Happening]:
    """What has been done to a need and to what belongs to it, newest first, in words."""
    return [
        Happening(event, str(VERBS.get(event.verb, event.verb)), tuple(_changes(event)))
        for event in journal.happenings(need)[:50]
    ]


def _changes(event: Event) -> Iterable[Change]:
    """What was said in other words. What became of the need stands in the verb."""
    if event.verb != "plan.revise_need":
        return
    for name, (before, after) in event.changes.items():
        field = Need._meta.get_field(name)
        label = str(field.verbose_name)
        yield Change(name, label[:1].upper() + label[1:], said(field, before), said(field, after))


def _behind(needs: Iterable[Need], supports: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The organisations behind each need: its own, its supporters, and those behind what is merged into it."""
    said_so: defaultdict[int, list[int]] = defaultdict(list)
    for need, organisation in supports:
        said_so[need].append(organisation)
    children: defaultdict[int, list[Need]] = defaultdict(list)
    for need in sorted(needs, key=lambda need: need.number):
        if need.merged_into_id:
            children[need.merged_into_id].append(need)

    def gather(need: Need) -> list[int]:
        found = [need.organisation_id, *said_so[need.pk]]
        for child in children[need.pk]:
            found += gather(child)
        return list(dict.fromkeys(found))

    return {need.pk: gather(need) for need in needs}


def _family(need: Need) -> list[Need]:
    """Everything that is merged into a need, also by way of others, oldest first."""
    found: list[Need] = []
    parents = [need.pk]
    while parents:
        children = Need.objects.filter(merged_into__in=parents).select_related("organisation", "collaboration")
        parents = [child.pk for child in children]
        found += children
    return sorted(found, key=lambda child: child.number)


def _of(person: Person, organisation: int) -> bool:
    return person.organisation_id == organisation


def _fits(row: Listed, asked: Mapping[str, str], own: set[int]) -> bool:
    need = row.need
    text = f"{need.title} {need.why} {need.concerns}".casefold()
    return (
        all(word in text for word in asked.get("q", "").casefold().split())
        and asked.get("status", "") in ("", need.status)
        and asked.get("support", "") in ("", need.support)
        and (not asked.get("organisation") or asked["organisation"] in {one.slug for one in row.behind})
        and (not asked.get("mine") or not own.isdisjoint(one.pk for one in row.behind))
    )
