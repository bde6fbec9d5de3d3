"""Forms for the bookkeeping: the file, what is ours, and which budget line an account is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from samsyn.plan.enums import Side
from samsyn.plan.forms.amounts import KronorField
from samsyn.plan.models import AccountRule, Bookkeeping, BudgetLine
from samsyn.plan.queries.year_view import LineView
from samsyn.sie import Books, Problem, books, read, read_table

Choices = list[tuple[str, list[tuple[str, str]]]]


class BooksForm(forms.Form):
    """A file from the bookkeeping. After `is_valid`, `books` is what it says and `problems` what there is to tell."""

    file = forms.FileField(
        label=_("File from the bookkeeping"),
        help_text=_(
            "A SIE 4 file (.se or .si), or a table in Excel or CSV with the columns Konto (or Rad) and Belopp. "
            "At most 20 MB."
        ),
        validators=[FileExtensionValidator(["se", "si", "sie", "xlsx", "csv", "txt"])],
        widget=forms.ClearableFileInput({"accept": ".se,.si,.sie,.xlsx,.csv,.txt"}),
    )

    def __init__(self, *args: Any, lines: Iterable[BudgetLine], **given: Any) -> None:
        super().__init__(*args, **given)
        self.lines = list(lines)
        self.problems: tuple[Problem, ...] = ()
        self.books: Books | None = None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        content = file.read()
        if _is_table(file.name, content):
            income = [line.label for line in self.lines if line.side == Side.INCOME]
            reading = read_table(content, income_lines=income)
            self.problems = reading.problems
            found = None if reading.stopped else reading.books
        else:
            sie = read(content)
            self.problems = sie.problems
            found = None if sie.stopped else books(sie.file)
        if found is None:
            raise forms.ValidationError(_("The file cannot be used. Nothing has been read in."))
        self.books = found
        return file


class ThroughForm(forms.Form):
    through = forms.DateField(
        label=_("Booked until"),
        help_text=_("The last day that the bookkeeping has: 31 December when the year is complete."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class PairsField(forms.CharField):
    """Dimension and object in pairs, one a line or parted by commas: "6 4410"."""

    widget = forms.Textarea({"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(" ".join(pair) for pair in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[list[str]]:  # type: ignore[override]
        pairs = []
        for part in re.split(r"[\n,;]+", super().to_python(value) or ""):
            if not part.strip():
                continue
            dimension, _space, found = part.strip().partition(" ")
            if not dimension.isdecimal() or not found.strip():
                raise forms.ValidationError(_("Write dimension and object, for example 6 4410."))
            pairs.append([dimension, found.strip()])
        return pairs


class BookkeepingForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    ours = PairsField(
        label=_("What is ours"),
        required=False,
        help_text=_(
            "Dimension and object, one a line: 1 is cost centre and 6 is project, so “6 4410” is project 4410. "
            "Only what is booked on one of them is kept."
        ),
    )
    limit_amount = KronorField(label=_("And more than so many kronor"), min_value=0)

    class Meta:
        model = Bookkeeping
        fields = ("ours", "all_ours", "limit_percent", "limit_amount")
        labels = {
            "all_ours": _("The whole bookkeeping is ours"),
            "limit_percent": _("Ask for an explanation when a line strays more than so many per cent"),
        }
        help_texts = {"all_ours": _("Only where the file has nobody else's books.")}

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class LineField(forms.ChoiceField):
    """A budget line, by side and key."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"label": _("Budget line")} | given)

    def clean(self, value: Any) -> tuple[str, str] | None:
        side, _colon, key = super().clean(value).partition(":")
        return (side, key) if key else None


class RuleForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    first_account = forms.IntegerField(label=_("From account"), min_value=1, max_value=2_000_000_000)
    last_account = forms.IntegerField(
        label=_("To account"),
        min_value=1,
        max_value=2_000_000_000,
        required=False,
        help_text=_("Leave empty for a single account."),
    )
    carries = PairsField(
        label=_("Only with these objects"),
        required=False,
        help_text=_("Dimension and object, one a line, for example 6 4410. All of them are needed."),
    )
    line = LineField()

    def __init__(self, *args: Any, choices: Choices, rule: AccountRule | None = None, **given: Any) -> None:
        if rule is not None:
            given["initial"] = {
                "version": rule.version,
                "first_account": rule.first_account,
                "last_account": rule.last_account,
                "carries": rule.carries,
                "line": f"{rule.side}:{rule.line}",
            }
        super().__init__(*args, **given)
        self.fields["line"].choices = choices

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("last_account") is None:
            given["last_account"] = given.get("first_account")
        return given

    def changes(self) -> dict[str, Any]:
        side, key = self.cleaned_data["line"]
        known = {name: self.cleaned_data[name] for name in ("first_account", "last_account", "carries")}
        return known | {"side": side, "line": key}


class MappingForm(forms.Form):
    """One choice of line for each account that no rule takes."""

    def __init__(self, *args: Any, accounts: Iterable[tuple[str, str]], choices: Choices, **given: Any) -> None:
        super().__init__(*args, **given)
        self.accounts = dict(accounts)
        for account, name in self.accounts.items():
            self.fields[f"account_{account}"] = LineField(
                label=f"{account} {name}".strip(), choices=[("", _("Later")), *choices], required=False
            )

    def chosen(self) -> dict[int, tuple[str, str]]:
        """The line of each account that was given one."""
        found = {account: self.cleaned_data[f"account_{account}"] for account in self.accounts}
        return {int(account): line for account, line in found.items() if line}


def line_choices(lines: Iterable[BudgetLine | LineView]) -> Choices:
    """The budget's lines under their sides."""
    by_side: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        by_side.setdefault(line.side, []).append((f"{line.side}:{line.key}", line.label))
    return [(str(side.label), by_side[side]) for side in Side if side in by_side]


def _is_table(name: str, content: bytes) -> bool:
    if content[:4] == b"PK\x03\x04" or name.lower().endswith((".xlsx", ".csv")):
        return True
    return name.lower().endswith(".txt") and b"#FLAGGA" not in content[:2000] and b"#SIETYP" not in content[:5000]
