from samsyn.plan.models.bookkeeping import AccountRule, Bookkeeping
from samsyn.plan.models.budgets import Budget, BudgetLine
from samsyn.plan.models.capacity import Capacity
from samsyn.plan.models.carrying import Carrying
from samsyn.plan.models.comments import Comment
from samsyn.plan.models.decisions import DecidedText, Recommendation
from samsyn.plan.models.editions import Edition, Plan
from samsyn.plan.models.follow_up import Acknowledgement, FollowUp, Placement
from samsyn.plan.models.frameworks import Focus, Framework, FrameworkEdition
from samsyn.plan.models.intake import Intake, IntakeCell, IntakeText
from samsyn.plan.models.needs import Need, NeedComment, NeedSupport
from samsyn.plan.models.outcome import BudgetYear, ClosingAccounts, Explanation, Forecast, Outcome, OutcomeAmount
from samsyn.plan.models.ranking import Ballot, Candidate, Criterion, RankingRound, Score
from samsyn.plan.models.receipts import Receipt
from samsyn.plan.models.rows import Activity, Area, Body, FocusArea, Goal, Party, Row, Section, Strategy

__all__ = [
    "AccountRule",
    "Acknowledgement",
    "Activity",
    "Area",
    "Ballot",
    "Body",
    "Bookkeeping",
    "Budget",
    "BudgetLine",
    "BudgetYear",
    "Candidate",
    "Capacity",
    "Carrying",
    "ClosingAccounts",
    "Comment",
    "Criterion",
    "DecidedText",
    "Edition",
    "Explanation",
    "Focus",
    "FocusArea",
    "FollowUp",
    "Forecast",
    "Framework",
    "FrameworkEdition",
    "Goal",
    "Intake",
    "IntakeCell",
    "IntakeText",
    "Need",
    "NeedComment",
    "NeedSupport",
    "Outcome",
    "OutcomeAmount",
    "Party",
    "Placement",
    "Plan",
    "RankingRound",
    "Receipt",
    "Recommendation",
    "Row",
    "Score",
    "Section",
    "Strategy",
]
