"""Forms for those invited: a guest, an answer, who was there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.meetings.enums import ANSWERS
from samsyn.meetings.models import Invitation


class GuestForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), help_text=_("The invitation goes there."))


class AnswerForm(forms.Form):
    """The answers are buttons, so only the word with the answer is filled in."""

    answer = forms.ChoiceField(choices=[(answer, answer) for answer in ANSWERS], widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("A word with the answer"),
        required=False,
        max_length=300,
        help_text=_("For example that you come an hour late, or who comes in your place."),
    )


class AttendanceForm(forms.Form):
    attended = forms.MultipleChoiceField(label=_("Who was there?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, invitations: list[Invitation], **given: Any) -> None:
        super().__init__(*args, **given)
        field = self.fields["attended"]
        field.choices = [(str(one.pk), one.called) for one in invitations]
        came = [one for one in invitations if (one.answer == "yes" if one.attended is None else one.attended)]
        field.initial = [str(one.pk) for one in came]

    def there(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["attended"]}
