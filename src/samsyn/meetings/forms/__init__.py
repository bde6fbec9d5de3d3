from samsyn.meetings.forms.invitations import AnswerForm, AttendanceForm, GuestForm
from samsyn.meetings.forms.meetings import CancelForm, EditForm, MoveForm, NewForm
from samsyn.meetings.forms.polls import PollForm, WishesForm
from samsyn.meetings.forms.series import NewSeriesForm, SeriesForm

__all__ = [
    "AnswerForm",
    "AttendanceForm",
    "CancelForm",
    "EditForm",
    "GuestForm",
    "MoveForm",
    "NewForm",
    "NewSeriesForm",
    "PollForm",
    "SeriesForm",
    "WishesForm",
]
