"""Forms for what happens while a plan runs."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.plan.enums import Progress
from samsyn.plan.models import FollowUp


class ProgressForm(forms.ModelForm):
    status = forms.ChoiceField(label=_("Progress"), choices=Progress, widget=forms.RadioSelect)

    class Meta:
        model = FollowUp
        fields = ("status", "comment", "on")
        help_texts = {"comment": _("Needed when the area is at risk, late or stopped.")}
        widgets = {
            "comment": forms.Textarea({"rows": 4}),
            "on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }


class DaysField(forms.MultipleChoiceField):
    """Several days, each as YYYY-MM-DD: those that are ticked and the one that is typed."""

    def clean(self, value: list[str]) -> list[date]:
        days = [forms.DateField(required=False).clean(day) for day in value if day]
        if not any(days):
            raise forms.ValidationError(_("Choose at least one day."))
        return sorted({day for day in days if day})


class PlacementForm(forms.Form):
    on = DaysField(label=_("Days"))


class AcknowledgementForm(forms.Form):
    reason = forms.CharField(
        label=_("Why can it be left as it is?"),
        help_text=_("Whoever reads the plan after you will see this."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
