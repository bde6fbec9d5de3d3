"""The plan document: what a plan says, as immutable plain data.

The document is the meeting point of the plan file, the database, the checks and the exports. Amounts are
whole öre (`int`); `None` means "no amount is given", which is not zero. Texts are kept to the letter as the
planner wrote them, time included: `samsyn.timewords` reads the time words when somebody needs dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FORMAT = "samsyn-plan/1"


class AreaKind(StrEnum):
    CAMPAIGN = "campaign"
    NATIONAL_CAMPAIGN = "national_campaign"
    EXCHANGE = "exchange"
    GUIDANCE = "guidance"
    TRAINING = "training"
    PROGRAMME = "programme"
    STEP = "step"


class ActivityKind(StrEnum):
    BODY = "body"  # a governing body that meets
    NETWORK = "network"  # a network of officers that meets
    MEETING = "meeting"  # any other recurring gathering
    VISIT = "visit"
    DELIVERABLE = "deliverable"  # something that is to be finished by a time
    COMMUNICATION = "communication"


class PartyKind(StrEnum):
    MUNICIPALITY = "municipality"
    COUNTY_BOARD = "county_board"
    REGION = "region"
    COORDINATING_BODY = "coordinating_body"
    AGENCY = "agency"
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    OTHER = "other"


class BudgetVersion(StrEnum):
    DECIDED = "decided"
    REVISED = "revised"


class IncomeKind(StrEnum):
    """There is no kind for the opening balance: it is not income."""

    STATE = "state"
    MUNICIPAL = "municipal"
    COUNTY_AND_REGION = "county_and_region"
    TRAINING = "training"
    OTHER = "other"


class CostKind(StrEnum):
    SALARIES = "salaries"
    TRAVEL = "travel"
    COURSES = "courses"
    NETWORKS = "networks"
    CATERING = "catering"
    ADMINISTRATION = "administration"
    OTHER = "other"


class ShareKey(StrEnum):
    """How the municipalities' part of a budget is shared among them."""

    EQUAL = "equal"
    INHABITANTS = "inhabitants"
    MIXED = "mixed"  # a part of the amount equally, the rest per inhabitant
    OWN = "own"  # agreed shares in per cent


@dataclass(frozen=True, slots=True)
class Section:
    key: str  # stable, e.g. "inledning"
    heading: str
    body: str  # paragraphs parted by a blank line; lines that begin with "- " are bullets


@dataclass(frozen=True, slots=True)
class Goal:
    number: int
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class FocusArea:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """One edition of a national supervision strategy, as far as it is known."""

    key: str
    name: str
    valid: str  # time words
    focus_areas: tuple[FocusArea, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part: one organisation, or all of a kind ("Länets kommuner", count 13)."""

    key: str
    name: str
    kind: PartyKind
    count: int = 1
    code: str = ""  # official code of a single organisation, e.g. "0680"


@dataclass(frozen=True, slots=True)
class Body:
    """A group that decides, prepares or answers for something in the plan."""

    key: str
    name: str
    kind: str  # a samsyn.people group kind, e.g. "steering"
    mandate: str = ""
    composition: str = ""  # who sits in it, in words


@dataclass(frozen=True, slots=True)
class Area:
    code: str  # stable within the plan period, e.g. "U1"
    kind: AreaKind
    title: str
    what: str = ""
    aim: str = ""
    partners: str = ""  # the words of the plan
    parties: tuple[str, ...] = ()  # keys of Party
    time: str = ""  # time words
    follow_up: str = ""
    indicator: str = ""  # what is measured, with baseline and target if there are any
    responsible: str = ""  # the words of the plan
    bodies: tuple[str, ...] = ()  # keys of Body: who is responsible
    goals: tuple[int, ...] = ()
    global_goals: tuple[int, ...] = ()  # 1..17
    focus_areas: tuple[str, ...] = ()  # keys of FocusArea
    depends_on: tuple[str, ...] = ()  # codes of areas
    waits_for: str = ""  # something outside the plan that must come first
    carried_over: bool = False  # began under an earlier plan, and the plan says so
    continues: bool = False  # goes on after the plan's last year, and the plan says so
    note: str = ""
    steps: tuple[Area, ...] = ()  # the steps of a programme, in order


@dataclass(frozen=True, slots=True)
class Activity:
    code: str  # e.g. "N1"
    kind: ActivityKind
    title: str
    purpose: str = ""
    partners: str = ""
    parties: tuple[str, ...] = ()
    time: str = ""
    responsible: str = ""
    bodies: tuple[str, ...] = ()
    group: str = ""  # key of the Body that meets
    practical: str = ""  # who sees to the practical side, in words
    content: str = ""  # who sees to the content, in words
    goals: tuple[int, ...] = ()
    placed: tuple[date, ...] = ()  # meetings and deliveries that have a date
    confidential: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class BudgetLine:
    key: str
    label: str
    kind: IncomeKind | CostKind
    amount: int | None  # öre; None = no amount is given
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """The totals as the plan prints them, in öre; the checks hold them against the lines."""

    income: int | None = None
    costs: int | None = None
    surplus: int | None = None


@dataclass(frozen=True, slots=True)
class OwnShare:
    municipality: str  # its address in Samsyn, e.g. "aneby"
    percent: int  # hundredths of a per cent


@dataclass(frozen=True, slots=True)
class Sharing:
    key: ShareKey = ShareKey.EQUAL
    equal_percent: int = 50  # the part that the mixed key shares equally, 0-100
    own: tuple[OwnShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    year: int
    version: BudgetVersion
    opening_balance: int | None
    income: tuple[BudgetLine, ...]
    costs: tuple[BudgetLine, ...]
    reported: Reported = Reported()
    note: str = ""
    sharing: Sharing = Sharing()


@dataclass(frozen=True, slots=True)
class Decision:
    body: str  # key of Body
    when: str  # time words


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    key: str  # address of the plan period, e.g. "2026-2028"
    first_year: int
    last_year: int
    vision: str = ""
    decision: Decision | None = None
    sections: tuple[Section, ...] = ()
    goals: tuple[Goal, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    parties: tuple[Party, ...] = ()
    bodies: tuple[Body, ...] = ()
    areas: tuple[Area, ...] = ()
    activities: tuple[Activity, ...] = ()
    budgets: tuple[Budget, ...] = ()

    def every_area(self) -> Iterator[Area]:
        """Each area followed by its steps, in the plan's order."""
        for area in self.areas:
            yield area
            yield from area.steps
