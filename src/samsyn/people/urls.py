"""Addresses of people. Reading and editing of one thing lie beneath its own address."""

from django.urls import path

from samsyn.people.views import editing, privacy, reading, seats

ORGANISATION = "<slug:collaboration>/organisation/<slug:slug>/"
GROUP = "<slug:collaboration>/group/<slug:slug>/"
PERSON = "<slug:collaboration>/person/<int:pk>/"

urlpatterns = [
    path("<slug:collaboration>/people/", reading.organisations, name="organisations"),
    path("<slug:collaboration>/people/add-organisation/", editing.organisation_add, name="organisation-add"),
    path("<slug:collaboration>/people/add-group/", editing.group_add, name="group-add"),
    path(ORGANISATION, reading.organisation, name="organisation"),
    path(f"{ORGANISATION}edit/", editing.organisation_edit, name="organisation-edit"),
    path(f"{ORGANISATION}add-person/", editing.person_add, name="person-add"),
    path(PERSON, reading.person, name="person"),
    path(f"{PERSON}edit/", editing.person_edit, name="person-edit"),
    path(f"{PERSON}invite/", editing.person_invite, name="person-invite"),
    path(f"{PERSON}close-account/", editing.person_close, name="person-close"),
    path(f"{PERSON}data/", privacy.person_data, name="person-data"),
    path(f"{PERSON}data.json", privacy.person_data_json, name="person-data-json"),
    path(f"{PERSON}erase/", privacy.person_erase, name="person-erase"),
    path(GROUP, reading.group, name="group"),
    path(f"{GROUP}edit/", editing.group_edit, name="group-edit"),
    path(f"{GROUP}add-seat/", seats.seat_add, name="seat-add"),
    path("<slug:collaboration>/seat/<int:pk>/end/", seats.seat_end, name="seat-end"),
]
