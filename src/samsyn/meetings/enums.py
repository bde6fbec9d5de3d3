"""How meetings are held, what becomes of them, and what those invited say."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from samsyn.people.enums import Role


class Setting(TextChoices):
    PHYSICAL = "physical", _("On site")
    DIGITAL = "digital", _("Online")
    MIXED = "mixed", _("On site and online")


class Status(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class InvitedAs(TextChoices):
    MEMBER = "member", _("Member")
    DEPUTY = "deputy", _("Deputy")
    GUEST = "guest", _("Invited guest")


class Answer(TextChoices):
    NONE = "none", _("Has not answered")
    YES = "yes", _("Comes")
    MAYBE = "maybe", _("Does not know yet")
    NO = "no", _("Does not come")


ANSWERS = (Answer.YES, Answer.MAYBE, Answer.NO)


class Wish(TextChoices):
    YES = "yes", _("Suits")
    IF_NEED_BE = "if_need_be", _("If need be")
    NO = "no", _("Does not suit")


ARRANGERS = (Role.CHAIR, Role.CONVENER, Role.SECRETARY)  # who may arrange meetings of the group they sit in

# What an action did, as a history tells it.
DONE = {
    "meetings.start_series": _("The series was started"),
    "meetings.revise_series": _("The series was changed"),
    "meetings.archive_series": _("The series was put away"),
    "meetings.restore_series": _("The series was brought back"),
    "meetings.propose": _("The meeting was proposed"),
    "meetings.revise": _("The meeting was changed"),
    "meetings.move": _("The meeting was moved"),
    "meetings.publish": _("The invitation was sent"),
    "meetings.cancel": _("The meeting was cancelled"),
    "meetings.replan": _("The meeting takes place after all"),
    "meetings.hold": _("The meeting was held"),
    "meetings.archive": _("The proposal was put away"),
    "meetings.restore": _("The proposal was brought back"),
    "meetings.invite": _("Somebody was invited"),
    "meetings.invite_members": _("Those invited were brought in line with the group"),
    "meetings.withdraw_invitation": _("An invitation was taken back"),
    "meetings.answer": _("An answer came"),
    "meetings.remind": _("Those who had not answered were reminded"),
    "meetings.note_attendance": _("Attendance was noted"),
    "meetings.open_poll": _("The poll was opened"),
    "meetings.answer_poll": _("The poll was answered"),
    "meetings.choose_day": _("A day was chosen"),
    "meetings.close_poll": _("The poll was closed"),
    "meetings.reopen_poll": _("The poll was opened again"),
}
