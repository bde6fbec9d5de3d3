"""The plan's own kinds, with the words that people read. The values are those of `samsyn.plandoc.model`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EditionStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    COMMENTING = "commenting", _("Out for comments")
    PROPOSAL = "proposal", _("Proposal")
    DECIDED = "decided", _("Decided")


EDITABLE = (EditionStatus.DRAFT, EditionStatus.COMMENTING)


class RowKind(TextChoices):
    """What of an edition a comment can be about, in the order that a plan prints it."""

    EDITION = "edition", _("The plan as a whole")
    SECTION = "section", _("Text")
    GOAL = "goal", _("Goal")
    BODY = "body", _("Body")
    PARTY = "party", _("Party")
    AREA = "area", _("Development area")
    ACTIVITY = "activity", _("Network or activity")
    BUDGET = "budget", _("Budget")
    LINE = "line", _("Budget line")


class Advice(TextChoices):
    """What the preparatory group says to the steering group."""

    APPROVE = "approve", _("Supports the proposal")
    CHANGE = "change", _("Supports it with changes")
    REJECT = "reject", _("Advises against it")


class Verdict(TextChoices):
    """What becomes of a row of the last plan in the next one."""

    CONTINUE = "continue", _("Continues")
    CHANGE = "change", _("Continues, changed")
    DONE = "done", _("Is done")
    DROP = "drop", _("Is dropped")


OUT = (Verdict.DONE, Verdict.DROP)  # the row does not stand in the next plan


class CommentAnswer(TextChoices):
    ACCEPTED = "accepted", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    DECLINED = "declined", _("Not taken up")


class IntakeStatus(TextChoices):
    WAITING = "waiting", _("Being read")
    READY = "ready", _("To be looked through")
    REFUSED = "refused", _("Could not be read")
    MADE = "made", _("Has become a plan")


class CellState(TextChoices):
    SURE = "sure", _("Sure")
    UNSURE = "unsure", _("Unsure")
    ACCEPTED = "accepted", _("Accepted")
    MENDED = "mended", _("Mended")


class TextState(TextChoices):
    OPEN = "open", _("Without a place")
    PLACED = "placed", _("Placed")
    DROPPED = "dropped", _("Dropped")


class AreaKind(TextChoices):
    CAMPAIGN = "campaign", _("Campaign")
    NATIONAL_CAMPAIGN = "national_campaign", _("National campaign")
    EXCHANGE = "exchange", _("Exchange of experience")
    GUIDANCE = "guidance", _("Guidance")
    TRAINING = "training", _("Training")
    PROGRAMME = "programme", _("Programme")
    STEP = "step", _("Step")


class ActivityKind(TextChoices):
    BODY = "body", _("Governing body")
    NETWORK = "network", _("Network")
    MEETING = "meeting", _("Meeting")
    VISIT = "visit", _("Visit")
    DELIVERABLE = "deliverable", _("Deliverable")
    COMMUNICATION = "communication", _("Communication")


class Progress(TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    LATE = "late", _("Late")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class NeedStatus(TextChoices):
    OPEN = "open", _("Waits for an answer")
    WAITING = "waiting", _("Rests until later")
    ADOPTED = "adopted", _("Became an area")
    DECLINED = "declined", _("Declined")
    MERGED = "merged", _("Merged with another")


UNDECIDED = (NeedStatus.OPEN, NeedStatus.WAITING)  # needs that can be answered, or answered anew
TAKES_OTHERS = (*UNDECIDED, NeedStatus.ADOPTED)  # needs that others can be merged into


class Support(TextChoices):
    """What kind of help is wanted."""

    GUIDANCE = "guidance", _("Checklist or guidance")
    TRAINING = "training", _("Training")
    NETWORK = "network", _("Network or exchange of experience")
    CAMPAIGN = "campaign", _("Supervision campaign")
    INFORMATION = "information", _("Information material")
    PROCUREMENT = "procurement", _("Joint procurement or system")
    OTHER = "other", _("Something else")


class Urgency(TextChoices):
    NOW = "now", _("Now")
    YEAR = "year", _("Within a year")
    LATER = "later", _("Later")


class RoundStatus(TextChoices):
    """How far a ranking round has come; of a score, when it was given."""

    ALONE = "alone", _("Each member judges alone")
    SHARED = "shared", _("Shared, to be talked over")
    CONCLUDED = "concluded", _("Concluded")


class Direction(TextChoices):
    FOR = "for", _("Value: a high level speaks for")
    AGAINST = "against", _("Effort: a high level counts against")


class Basis(TextChoices):
    """What Samsyn can propose a level from."""

    NONE = "", _("No proposal")
    BREADTH = "breadth", _("How many municipalities are behind it")
    FOCUS = "focus", _("The focus areas of the national strategy")


class BudgetVersion(TextChoices):
    DECIDED = "decided", _("Decided budget")
    REVISED = "revised", _("Revised budget")


class Side(TextChoices):
    INCOME = "income", _("Income")
    COST = "cost", _("Cost")


class OutcomeSource(TextChoices):
    SIE = "sie", _("SIE file")
    TABLE = "table", _("Table")


class IncomeKind(TextChoices):
    STATE = "state", _("State funds")
    MUNICIPAL = "municipal", _("Municipal funds")
    COUNTY_AND_REGION = "county_and_region", _("County administrative board and region")
    TRAINING = "training", _("Training")
    OTHER = "other", _("Other")


class CostKind(TextChoices):
    SALARIES = "salaries", _("Salaries")
    TRAVEL = "travel", _("Travel, board and lodging")
    COURSES = "courses", _("Courses")
    NETWORKS = "networks", _("External networks")
    CATERING = "catering", _("Catering")
    ADMINISTRATION = "administration", _("Administration")
    OTHER = "other", _("Other")


class ShareKey(TextChoices):
    EQUAL = "equal", _("Equal shares")
    INHABITANTS = "inhabitants", _("Per inhabitant")
    MIXED = "mixed", _("Part equal, part per inhabitant")
    OWN = "own", _("Own shares")


class FrameworkKind(TextChoices):
    STRATEGY = "strategy", _("Strategy")
    GLOBAL_GOALS = "global_goals", _("Global goals")


# The 17 goals of the 2030 Agenda, as Sweden calls them.
GLOBAL_GOALS = {
    1: _("No poverty"),
    2: _("Zero hunger"),
    3: _("Good health and well-being"),
    4: _("Quality education"),
    5: _("Gender equality"),
    6: _("Clean water and sanitation"),
    7: _("Affordable and clean energy"),
    8: _("Decent work and economic growth"),
    9: _("Industry, innovation and infrastructure"),
    10: _("Reduced inequalities"),
    11: _("Sustainable cities and communities"),
    12: _("Responsible consumption and production"),
    13: _("Climate action"),
    14: _("Life below water"),
    15: _("Life on land"),
    16: _("Peace, justice and strong institutions"),
    17: _("Partnerships for the goals"),
}
