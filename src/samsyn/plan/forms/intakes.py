"""Forms for documents that are to become a plan."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.docread.guard import MAX_BYTES
from samsyn.plan.models import Intake, IntakeCell, IntakeText
from samsyn.plan.queries import intakes
from samsyn.plandoc.intake import RowKind, fields_of
from samsyn.plandoc.intake.words import FIELDS, ROWS

PLAN_FILES = {".yaml", ".yml"}
DOCUMENTS = {".docx", ".pdf", ".xlsx", ".txt"}
SHORT = {"code", "number", "year", "first_year", "last_year", "count", "percent", "share_equal_percent", "amount"}


class PlanFileForm(forms.Form):
    file = forms.FileField(
        label=_("Plan"),
        help_text=_("A Word document, PDF, Excel workbook or text file of at most 20 MB, or a plan file (YAML)."),
        widget=forms.ClearableFileInput({"accept": ",".join(sorted(PLAN_FILES | DOCUMENTS))}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB. Take out large pictures, or split it."))
        return file

    @property
    def is_plan_file(self) -> bool:
        return PurePath(self.cleaned_data["file"].name).suffix.lower() in PLAN_FILES


class CellForm(forms.Form):
    """What a cell is to say: chosen where the plan has kinds, written else."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cell: IntakeCell, kind: RowKind, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["version"].initial = cell.version
        label = FIELDS[cell.field](get_language() or "sv")
        known = intakes.choices(kind, cell.field)
        if known:
            listed = known if cell.words in dict(known) else [("", _("Choose one")), *known]
            self.fields["words"] = forms.ChoiceField(label=label, choices=listed, required=False)
        else:
            widget = forms.TextInput() if cell.field in SHORT else forms.Textarea({"rows": 8})
            self.fields["words"] = forms.CharField(label=label, widget=widget, required=False, strip=True)
        self.fields["words"].initial = cell.words


class PlaceTextForm(forms.Form):
    """Which row and which field a text belongs to."""

    row = forms.TypedChoiceField(label=_("Row"), coerce=int)
    field = forms.ChoiceField(label=_("Field"))

    def __init__(self, *args: Any, intake: Intake, text: IntakeText, **given: Any) -> None:
        super().__init__(*args, **given)
        language = get_language() or "sv"
        titles = intakes.titles(intake)
        self.kinds = {number: RowKind(kind) for number, kind, _parent in intake.rows}
        self.fields["row"].choices = [
            (number, f"{ROWS[kind](language)}: {titles.get(number, '')}"[:120]) for number, kind in self.kinds.items()
        ]
        labels = {FIELDS[name](language): name for kind in RowKind for name in reversed(fields_of(kind))}
        self.fields["field"].choices = sorted(((label, label) for label in labels), key=lambda pair: pair[0])
        if text.row >= 0:
            self.fields["row"].initial = text.row
            if "note" in fields_of(self.kinds[text.row]):
                self.fields["field"].initial = FIELDS["note"](language)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "row" in given and "field" in given:
            language = get_language() or "sv"
            own = {FIELDS[name](language): name for name in fields_of(self.kinds[given["row"]])}
            if given["field"] not in own:
                self.add_error("field", _("Such a row has these: %(fields)s.") % {"fields": ", ".join(own)})
            else:
                given["field"] = own[given["field"]]
        return given
