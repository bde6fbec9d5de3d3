"""What the forms about meetings share: days and times as Swedish clocks have them, versions, choices of groups."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.people.models import Group, Organisation


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Clock(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class TimesForm(forms.Form):
    """A day with a beginning and an end, which become `starts` and `ends` in UTC."""

    day = forms.DateField(label=gettext_lazy("Day"), widget=Day)
    begins = forms.TimeField(label=gettext_lazy("Begins"), widget=Clock)
    finishes = forms.TimeField(label=gettext_lazy("Ends"), widget=Clock)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not {"day", "begins", "finishes"} <= set(given):
            return given
        if given["finishes"] <= given["begins"]:
            self.add_error("finishes", _("The meeting must end after it begins."))
            return given
        for name, source in (("starts", "begins"), ("ends", "finishes")):
            try:
                given[name] = from_current_timezone(datetime.combine(given["day"], given[source]))
            except forms.ValidationError:  # in the night when the clocks are changed
                self.add_error(source, _("There is no such time on that day, or it comes twice: the clocks change."))
        return given

    def times(self) -> dict[str, datetime]:
        return {name: self.cleaned_data[name] for name in ("starts", "ends")}


def times_of(starts: datetime, ends: datetime) -> dict[str, Any]:
    """What a form about a time begins with."""
    starts, ends = timezone.localtime(starts), timezone.localtime(ends)
    return {"day": starts.date(), "begins": starts.time(), "finishes": ends.time()}


class VersionedForm(forms.ModelForm):
    """Remembers which version of the row it was filled in from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["version"].initial = self.instance.version

    def changes(self) -> dict[str, Any]:
        """What was filled in, as the row's plain values."""
        return {
            name: value.pk if isinstance(value, models.Model) else value
            for name, value in self.cleaned_data.items()
            if name != "version"
        }


def choose_organisation(form: forms.ModelForm, collaboration_id: int, *names: str) -> None:
    for name in names:
        form.fields[name].queryset = Organisation.objects.filter(collaboration=collaboration_id)
        form.fields[name].empty_label = _("Nobody in particular")


def group_field(groups: QuerySet[Group]) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(groups, label=_("Group"), empty_label=_("Choose"))
