"""The form for what the inspectors can carry."""

from __future__ import annotations

from typing import Any

from django import forms

from samsyn.plan.models import Capacity


class CapacityForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Capacity
        fields = ("at_a_time", "counts_others", "reason")
        widgets = {"reason": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["version"].initial = self.instance.version
        self.fields["reason"].required = True
