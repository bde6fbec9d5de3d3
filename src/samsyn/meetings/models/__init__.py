from samsyn.meetings.models.feeds import Feed
from samsyn.meetings.models.meetings import Invitation, Meeting, Series, midnight
from samsyn.meetings.models.polls import Poll, PollAnswer, PollDay

__all__ = ["Feed", "Invitation", "Meeting", "Poll", "PollAnswer", "PollDay", "Series", "midnight"]
