"""Addresses of meetings. Those with a secret in them need no log-in."""

from django.urls import path

from samsyn.meetings.views import answering, arranging, calendars, polls, reading, series

MEETINGS = "<slug:collaboration>/meetings/"
MEETING = f"{MEETINGS}<int:pk>/"
SERIES = f"{MEETINGS}series/<int:pk>/"
POLL = f"{MEETINGS}poll/<int:pk>/"

urlpatterns = [
    path("invitation/<str:token>/", answering.by_link, name="meeting-invitation"),
    path("poll/<str:token>/", polls.by_link, name="poll-answer-by-link"),
    path("calendar/<str:secret>.ics", calendars.feed, name="calendar-feed"),
    path(MEETINGS, reading.meetings, name="meetings"),
    path(f"{MEETINGS}new/", arranging.meeting_new, name="meeting-new"),
    path(f"{MEETINGS}calendar/", calendars.addresses, name="calendar-addresses"),
    path(f"{MEETINGS}calendar/<int:pk>/revoke/", calendars.revoke, name="calendar-revoke"),
    path(MEETING, reading.meeting, name="meeting"),
    path(f"{MEETING}meeting.ics", calendars.meeting_file, name="meeting-file"),
    path(f"{MEETING}edit/", arranging.meeting_edit, name="meeting-edit"),
    path(f"{MEETING}move/", arranging.meeting_move, name="meeting-move"),
    path(f"{MEETING}publish/", arranging.meeting_publish, name="meeting-publish"),
    path(f"{MEETING}cancel/", arranging.meeting_cancel, name="meeting-cancel"),
    path(f"{MEETING}replan/", arranging.meeting_replan, name="meeting-replan"),
    path(f"{MEETING}archive/", arranging.meeting_archive, name="meeting-archive"),
    path(f"{MEETING}restore/", arranging.meeting_restore, name="meeting-restore"),
    path(f"{MEETING}hold/", arranging.meeting_hold, name="meeting-hold"),
    path(f"{MEETING}remind/", arranging.meeting_remind, name="meeting-remind"),
    path(f"{MEETING}invite/", arranging.meeting_invite, name="meeting-invite"),
    path(f"{MEETING}invite-members/", arranging.meeting_invite_members, name="meeting-invite-members"),
    path(f"{MEETING}invitation/<int:invitation>/withdraw/", arranging.invitation_withdraw, name="invitation-withdraw"),
    path(f"{MEETING}answer/", answering.meeting_answer, name="meeting-answer"),
    path(f"{MEETINGS}series/new/", series.series_new, name="meeting-series-new"),
    path(SERIES, series.series, name="meeting-series"),
    path(f"{SERIES}edit/", series.series_edit, name="meeting-series-edit"),
    path(f"{SERIES}archive/", series.series_archive, name="meeting-series-archive"),
    path(f"{SERIES}restore/", series.series_restore, name="meeting-series-restore"),
    path(f"{MEETINGS}poll/new/", polls.poll_new, name="poll-new"),
    path(POLL, polls.poll, name="poll"),
    path(f"{POLL}choose/<int:day>/", polls.poll_choose, name="poll-choose"),
    path(f"{POLL}close/", polls.poll_close, name="poll-close"),
    path(f"{POLL}reopen/", polls.poll_reopen, name="poll-reopen"),
]
