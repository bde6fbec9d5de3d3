"""Forms for a series."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samsyn.meetings.forms.fields import Clock, VersionedForm, choose_organisation, group_field
from samsyn.meetings.models import Series
from samsyn.people.models import Collaboration, Group


class SeriesForm(VersionedForm):
    class Meta:
        model = Series
        fields = (
            *("name", "code", "rule", "start_time", "minutes", "setting", "notice_days"),
            *("convener", "content_owner", "practical_owner", "hosts_rotate"),
        )
        labels = {"name": _("What is the series called?"), "setting": _("How do we meet?")}
        help_texts = {
            "code": _("The plan's short name for it, for example N6."),
            "rule": _("In your own words, for example “3 gånger per år” or “våren 2026”."),
            "content_owner": _("In networks one organisation often answers for the content and another for the rest."),
        }
        widgets = {"start_time": Clock}

    def __init__(self, *args: Any, collaboration: Collaboration, **given: Any) -> None:
        super().__init__(*args, **given)
        choose_organisation(self, collaboration.pk, "convener", "content_owner", "practical_owner")


class NewSeriesForm(SeriesForm):
    def __init__(self, *args: Any, groups: QuerySet[Group], **given: Any) -> None:
        super().__init__(*args, **given)
        del self.fields["version"]
        self.fields = {"group": group_field(groups), **self.fields}

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "group"}
