"""The forms of organisations, persons, groups and seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.errors import DomainError, Stale
from samsyn.kernel.journal import history
from samsyn.kernel.models import Event
from samsyn.people.enums import Role
from samsyn.people.models import Collaboration, Group, Membership, Organisation, Person
from samsyn.people.queries.history import said


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


@dataclass(frozen=True)
class Clash:
    """A field that somebody else has changed meanwhile: what stands there now, since when, by whose hand."""

    field: forms.BoundField
    theirs: str
    event: Event | None
    keep: str  # "mine" or "theirs"


class RowForm(forms.ModelForm):
    """A form over a row that others may be changing too.

    Beside each field it carries the value that the person saw, so that only what the person changed is saved; and the
    row's version, so that a change to the same field by somebody else in between is noticed.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, **given: Any) -> None:
        super().__init__(_settled(data) if data else None, *args, **given)
        self.clashes: list[Clash] = []
        if self.instance.pk is None:  # a new row has no version that anybody else could have changed
            del self.fields["version"]
            return
        self.fields["version"].initial = self.instance.version
        for name in self._own():
            self.fields[name].show_hidden_initial = True

    def _choose_kind(self) -> None:
        """No kind is taken for granted."""
        field = self.fields["kind"]
        field.choices = [("", _("Choose")), *field.choices[1:]]

    def changes(self) -> dict[str, Any]:
        """What the person changed and wants to keep, as the row's plain values."""
        return {
            name: value.pk if isinstance(value := self.cleaned_data[name], models.Model) else value
            for name in self.changed_data
            if name != "version"
        }

    def clash(self, stale: Stale, now: Any) -> None:
        """Show what stands in the row now beside what the person wrote, and take the present version as seen."""
        data = self.data.copy()
        data["version"] = str(stale.version)
        for name in self._own():
            field = now._meta.get_field(name)
            present = field.value_from_object(now)
            sent = "" if present is None else str(present)
            if name not in stale.mine:
                data[name] = sent
            elif present != stale.mine[name] and _lines(sent) != _lines(data.get(f"initial-{name}", "")):
                keep = data.get(f"keep-{name}", "mine")
                event = history(now, field=name).first()
                self.clashes.append(Clash(self[name], said(field, now.state()[name]), event, keep))
            data[f"initial-{name}"] = sent
        self.data = data

    @property
    def clashing(self) -> list[str]:
        return [clash.field.name for clash in self.clashes]

    def _own(self) -> list[str]:
        return [name for name, field in self.fields.items() if name != "version" and not field.disabled]


def refuse(form: forms.BaseForm, error: DomainError) -> None:
    """Put what an action refused beside the fields concerned."""
    for name, message in error.fields.items():
        form.add_error(name if name in form.fields else None, message)
    if not error.fields:
        form.add_error(None, f"{error.message} {error.remedy}".strip())


def _settled(data: Any) -> Any:
    """What was sent, with what stands in the row wherever the person chose to keep that."""
    settled = data.copy()
    for name in [
        key.removeprefix("keep-") for key, kept in data.items() if key.startswith("keep-") and kept == "theirs"
    ]:
        settled[name] = data.get(f"initial-{name}", "")
    return settled


def _lines(text: str) -> list[str]:
    """Browsers send line breaks in their own way."""
    return text.splitlines()


class OrganisationForm(RowForm):
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = [
            *("kind", "name", "short_name", "code"),
            *("inhabitants", "inhabitants_on", "organisation_number", "invoice_reference"),
            *("website", "email", "phone"),
        ]
        widgets = {"inhabitants_on": Day}

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self._choose_kind()


class PersonForm(RowForm):
    class Meta:
        model = Person
        fields = ["name", "title", "email", "phone", "language"]

    def __init__(self, *args: Any, may_change_address: bool = True, **given: Any) -> None:
        super().__init__(*args, **given)
        if not may_change_address:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _("This person can log in, and changes the address personally.")


class GroupForm(RowForm):
    class Meta:
        model = Group
        fields = ["kind", "name", "mandate", "composition", "convener", "confidential", "ended_on"]
        widgets = {
            "mandate": forms.Textarea(attrs={"rows": 4}),
            "composition": forms.Textarea(attrs={"rows": 3}),
            "ended_on": Day,
        }

    def __init__(self, *args: Any, collaboration: Collaboration, **given: Any) -> None:
        super().__init__(*args, **given)
        self._choose_kind()
        self.fields["convener"].empty_label = _("Nobody in particular")
        self.fields["convener"].queryset = Organisation.objects.filter(collaboration=collaboration)
        if self.instance.pk is None:  # a group begins open and alive
            del self.fields["confidential"], self.fields["ended_on"]


class SeatForm(forms.ModelForm):
    """A seat for a person who has been chosen already."""

    class Meta:
        model = Membership
        fields = ["role", "represents", "starts", "ends"]
        widgets = {"starts": Day, "ends": Day}

    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        organisations = Organisation.objects.filter(collaboration=person.organisation.collaboration_id)
        self.fields["represents"].queryset = organisations
        self.fields["represents"].empty_label = _("Nobody in particular")
        self.fields["represents"].initial = person.organisation_id
        self.fields["role"].initial = Role.MEMBER


class SeatEndForm(forms.Form):
    ends = forms.DateField(label=_("Last day"), widget=Day, initial=timezone.localdate)
