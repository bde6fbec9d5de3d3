from samsyn.meetings.actions.feeds import open_feed, revoke_feed
from samsyn.meetings.actions.invitations import (
    answer,
    invite,
    invite_members,
    note_attendance,
    remind,
    withdraw_invitation,
)
from samsyn.meetings.actions.meetings import (
    archive,
    cancel,
    hold,
    move,
    propose,
    publish,
    replan,
    restore,
    revise,
)
from samsyn.meetings.actions.polls import answer_poll, choose_day, close_poll, open_poll, reopen_poll
from samsyn.meetings.actions.series import archive_series, restore_series, revise_series, start_series

__all__ = [
    "answer",
    "answer_poll",
    "archive",
    "archive_series",
    "cancel",
    "choose_day",
    "close_poll",
    "hold",
    "invite",
    "invite_members",
    "move",
    "note_attendance",
    "open_feed",
    "open_poll",
    "propose",
    "publish",
    "remind",
    "reopen_poll",
    "replan",
    "restore",
    "restore_series",
    "revise",
    "revise_series",
    "revoke_feed",
    "start_series",
    "withdraw_invitation",
]
