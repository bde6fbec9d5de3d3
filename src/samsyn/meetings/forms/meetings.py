"""Forms for a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.meetings.forms.fields import TimesForm, VersionedForm, choose_organisation
from samsyn.meetings.models import Meeting

FIELDS = ("title", "setting", "place", "link", "host", "notes")
LABELS = {
    "title": _("What is the meeting called?"),
    "setting": _("How do we meet?"),
    "notes": _("To those invited"),
}
HELP = {
    "place": _("Name and address, so that a visitor finds the way."),
    "notes": _("For example what is to be taken up. Only those invited see it."),
    "link": _("Only those invited see it."),
}
WIDGETS = {"notes": forms.Textarea({"rows": 5})}


class NewForm(TimesForm, forms.ModelForm):
    """A meeting of a group that has been chosen already."""

    link = forms.URLField(
        label=_("Link to the online meeting"), required=False, assume_scheme="https", help_text=HELP["link"]
    )
    field_order = ("title", "day", "begins", "finishes", *FIELDS[1:])

    class Meta:
        model = Meeting
        fields = FIELDS
        labels, help_texts, widgets = LABELS, HELP, WIDGETS

    def __init__(self, *args: Any, collaboration_id: int, **given: Any) -> None:
        super().__init__(*args, **given)
        choose_organisation(self, collaboration_id, "host")

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS} | self.times()


class EditForm(VersionedForm):
    link = forms.URLField(
        label=_("Link to the online meeting"), required=False, assume_scheme="https", help_text=HELP["link"]
    )
    field_order = FIELDS

    class Meta:
        model = Meeting
        fields = FIELDS
        labels, help_texts, widgets = LABELS, HELP, WIDGETS

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        choose_organisation(self, self.instance.group.collaboration_id, "host")


class MoveForm(TimesForm):
    word = forms.CharField(
        label=_("A word to those invited"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Say why. It goes to everybody who is invited, with the new time."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, planned: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if not planned:
            del self.fields["word"]


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It goes to everybody who is invited."),
    )
