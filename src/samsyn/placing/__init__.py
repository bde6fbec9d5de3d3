"""A year of meetings: a proposal of days that keeps all the rules at once, and what a move in it does."""

from samsyn.placing.model import (
    Blocked,
    Cost,
    Effect,
    Explanation,
    Fixed,
    Host,
    Meeting,
    Move,
    Moved,
    Proposal,
    Remedy,
    Series,
    Weight,
    Year,
)
from samsyn.placing.propose import effect, propose

__all__ = [
    "Blocked",
    "Cost",
    "Effect",
    "Explanation",
    "Fixed",
    "Host",
    "Meeting",
    "Move",
    "Moved",
    "Proposal",
    "Remedy",
    "Series",
    "Weight",
    "Year",
    "effect",
    "propose",
]
