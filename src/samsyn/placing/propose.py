"""A proposal for a year, and what a move in it does."""

from __future__ import annotations

from dataclasses import replace

from samsyn.placing.board import Place
from samsyn.placing.judging import judged
from samsyn.placing.model import Effect, Meeting, Move, Moved, Proposal, Year
from samsyn.placing.search import Search
from samsyn.placing.wanted import Wanted

SEARCHES = 6  # a host whose meeting finds no day gets another's, and then the year is searched again


def propose(year: Year) -> Proposal:
    """The days of every series in the year, and what could not be satisfied, why, and what can be done about it.

    The same year gives the same proposal. Never raises for what cannot be satisfied.
    """
    lost: tuple[int, ...] = ()
    for _ in range(SEARCHES):
        board = Search(Wanted(year, lost)).run()
        proposal = replace(judged(board), lost=lost)
        without = tuple(slot.index for slot in board.wanted.slots if slot.host and slot not in board.places)
        if not without or without == lost[-len(without) :]:
            break
        lost += without
    return proposal


def effect(proposal: Proposal, move: Move) -> Effect:
    """What it does to the year to move one meeting; those that follow it by rule move along, the others stay.

    The move is made even where a rule is against it: `arises` then says so. Raises ValueError when the proposal has
    no such meeting or the day is in another year.
    """
    meeting = next((m for m in proposal.of(move.series) if m.number == move.number), None)
    if meeting is None:
        raise ValueError(f"the proposal has no meeting {move.number} of {move.series!r}")
    if move.on.year != proposal.year.year:
        raise ValueError(f"{move.on} is not in {proposal.year.year}")
    search = _set_up(proposal)
    board = search.board
    slot = board.wanted.slots[meeting.wish]
    search.lift(slot)
    board.put(slot, Place(move.on, move.at or meeting.at))
    search.follow(slot)
    after = replace(judged(board), lost=proposal.lost)
    return _difference(proposal, after, meeting)


def _set_up(proposal: Proposal) -> Search:
    """The board as the proposal has it."""
    search = Search(Wanted(proposal.year, proposal.lost))
    search.prepare()
    for meeting in proposal.meetings:
        slot = search.wanted.slots[meeting.wish]
        if slot in search.board.places:
            search.board.take(slot)
        search.board.put(slot, Place(meeting.on, meeting.at))
    return search


def _difference(before: Proposal, after: Proposal, first: Meeting) -> Effect:
    now = {meeting.wish: meeting for meeting in after.meetings}
    moved = [
        Moved(was, now.get(was.wish))
        for was in sorted(before.meetings, key=lambda was: was.wish != first.wish)
        if was.wish == first.wish or (there := now.get(was.wish)) is None or (there.on, there.at) != (was.on, was.at)
    ]
    was_costs = {meeting.wish: set(meeting.costs) for meeting in before.meetings}
    costs = [
        (meeting, cost)
        for meeting in after.meetings
        for cost in meeting.costs
        if cost not in was_costs.get(meeting.wish, set())
    ]
    return Effect(
        moved=tuple(moved),
        arises=tuple(one for one in after.explanations if one not in before.explanations),
        vanishes=tuple(one for one in before.explanations if one not in after.explanations),
        worse=round(after.cost - before.cost, 2),
        costs=tuple(costs),
        after=after,
    )
