"""Forms for finding a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.meetings.enums import Wish
from samsyn.meetings.forms.fields import Day
from samsyn.meetings.models import Poll, PollDay

TIMES = 6  # how many times the form asks for


class PollForm(forms.ModelForm):
    class Meta:
        model = Poll
        fields = ("title", "minutes", "setting", "place", "answer_by", "words")
        labels = {
            "title": gettext_lazy("What is the meeting called?"),
            "setting": gettext_lazy("How do we meet?"),
            "words": gettext_lazy("To those asked"),
        }
        widgets = {"answer_by": Day, "words": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for number in range(1, TIMES + 1):
            self.fields[f"day_{number}"] = forms.DateTimeField(
                label=_("Time %(number)s") % {"number": number},
                required=number <= 2,
                widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            )

    def days(self) -> list[datetime]:
        return [day for number in range(1, TIMES + 1) if (day := self.cleaned_data[f"day_{number}"])]

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class WishesForm(forms.Form):
    """One row of choices for each of a poll's times."""

    def __init__(self, *args: Any, days: list[PollDay], said: Mapping[int, str], **given: Any) -> None:
        super().__init__(*args, **given)
        for day in days:
            self.fields[f"day-{day.pk}"] = forms.ChoiceField(
                label=str(day), choices=Wish.choices, widget=forms.RadioSelect, initial=said.get(day.pk)
            )

    def wishes(self) -> dict[int, str]:
        return {int(name.removeprefix("day-")): wish for name, wish in self.cleaned_data.items()}
