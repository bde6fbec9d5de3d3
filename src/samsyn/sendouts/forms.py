"""The forms about reminders."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.sendouts.enums import Weekday
from samsyn.sendouts.models import ReminderChoice


class DayForm(forms.Form):
    """The day of a dry run: what has been cannot be told any longer."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def clean_on(self) -> object:
        day = self.cleaned_data["on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("The day has passed. Choose today or a later day."))
        return day


class ChoiceForm(forms.Form):
    weekday = forms.TypedChoiceField(
        label=ReminderChoice._meta.get_field("weekday").verbose_name.capitalize(),
        choices=Weekday.choices, coerce=int, widget=forms.RadioSelect,
        help_text=_("If it is a holiday: on the nearest workday of the week."),
    )  # fmt: skip
    everything = forms.TypedChoiceField(
        label=_("I want to be reminded"),
        choices=[
            ("yes", _("Of all that concerns me, also what begins soon and what I may comment on")),
            ("no", _("Only of what somebody waits for: answers, reports, decisions")),
        ],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
