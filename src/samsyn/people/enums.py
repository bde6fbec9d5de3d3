"""The kinds and roles of the field."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    COUNTY_BOARD = "county_board", _("County administrative board")
    REGION = "region", _("Region")
    COORDINATING_BODY = "coordinating_body", _("Coordinating body")
    AGENCY = "agency", _("National agency")
    POLICE = "police", _("Police")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    OTHER = "other", _("Other organisation")


class GroupKind(TextChoices):
    POLITICAL_BOARD = "political_board", _("Political board")
    DIRECTORS = "directors", _("Directors")
    STEERING = "steering", _("Steering group")
    PREPARATORY = "preparatory", _("Preparatory group")
    CONTACT_PERSONS = "contact_persons", _("Contact persons")
    PROJECT = "project", _("Project group")
    REFERENCE = "reference", _("Reference group")
    PLANNING = "planning", _("Planning group")
    NETWORK = "network", _("Network")
    PRESIDIUM = "presidium", _("Presidium")
    OFFICE = "office", _("Office")


class Role(TextChoices):
    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice chair")
    MEMBER = "member", _("Member")
    DEPUTY = "deputy", _("Deputy")
    COORDINATOR = "coordinator", _("Coordinator")
    SECRETARY = "secretary", _("Secretary")
    CONVENER = "convener", _("Convener")
    GUEST = "guest", _("Guest")


LEADS = (Role.CHAIR, Role.CONVENER)  # whoever runs a confidential group

# What an action did, as a history tells it.
DONE = {
    "people.found": _("The collaboration was started"),
    "people.add_organisation": _("The organisation was added"),
    "people.revise_organisation": _("The organisation was changed"),
    "people.add_person": _("The person was added"),
    "people.revise_person": _("The particulars were changed"),
    "people.invite": _("The person was invited to log in"),
    "people.close_account": _("The account was closed"),
    "people.erase": _("The personal data was erased"),
    "people.add_group": _("The group was added"),
    "people.revise_group": _("The group was changed"),
    "people.seat": _("A seat was given"),
    "people.unseat": _("A seat was ended"),
}
