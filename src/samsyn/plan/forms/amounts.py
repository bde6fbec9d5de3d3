"""Amounts as people write them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class KronorField(forms.CharField):
    """An amount that people write in kronor ("1 726 090", "123,50 kr") and Samsyn keeps in öre."""

    def __init__(self, *, min_value: int | None = None, **given: Any) -> None:
        super().__init__(**given)
        self.min_value = min_value
        self.widget.attrs |= {"inputmode": "decimal"}

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        kronor, ore = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{kronor}{f',{ore:02}' if ore else ''}"

    def to_python(self, value: Any) -> int | None:
        """The amount in öre; None where nothing is written."""
        text = re.sub(r"\s|kr$", "", super().to_python(value) or "").replace("\N{MINUS SIGN}", "-").replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,13}(\.\d{1,2})?", text):
            raise forms.ValidationError(_("Write an amount in kronor, for example 1 726 090 or 123,50."))
        ore = int(Decimal(text) * 100)
        if self.min_value is not None and ore < self.min_value:
            raise forms.ValidationError(_("The amount cannot be below zero."))
        return ore
