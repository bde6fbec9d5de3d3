"""One form for what becomes of many rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.plan.enums import OUT, Verdict
from samsyn.plan.models import Carrying


class CarryForm(forms.Form):
    """For each row a verdict and a reason. Rows without a verdict are left for another time."""

    def __init__(self, *args: Any, rows: Sequence[Carrying], **given: Any) -> None:
        super().__init__(*args, **given)
        self.rows = rows
        for row in rows:
            self.fields[self.name_of(row, "verdict")] = forms.ChoiceField(
                label=str(row), choices=Verdict, required=False, initial=row.verdict, widget=forms.RadioSelect
            )
            self.fields[self.name_of(row, "reason")] = forms.CharField(
                label=_("Reason"), required=False, max_length=1000, initial=row.reason, widget=forms.TextInput
            )

    @staticmethod
    def name_of(row: Carrying, field: str) -> str:
        return f"{field}_{row.pk}"

    def fields_of(self, row: Carrying) -> tuple[forms.BoundField, forms.BoundField]:
        return self[self.name_of(row, "verdict")], self[self.name_of(row, "reason")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in self.rows:
            reason = self.name_of(row, "reason")
            if given.get(self.name_of(row, "verdict")) in OUT and not given.get(reason):
                self.add_error(reason, _("Write the reason in a few words, for example what it led to."))
        return given

    def answers(self) -> Iterator[tuple[Carrying, str, str]]:
        """What is new: the rows that are taken out first, steps before what they are steps of; the others after."""
        new = []
        for row in self.rows:
            verdict = self.cleaned_data[self.name_of(row, "verdict")]
            reason = self.cleaned_data[self.name_of(row, "reason")]
            if verdict and (verdict, reason) != (row.verdict, row.reason):
                new.append((row, verdict, reason))
        yield from reversed([answer for answer in new if answer[1] in OUT])
        yield from [answer for answer in new if answer[1] not in OUT]
