from typing import Any

from django.contrib.postgres.operations import CreateCollation
from django.db import migrations

from samsyn.kernel.collation import SWEDISH


class CreateOnPostgresql(CreateCollation):
    """Django's own looks at the kind of database on the way forwards only."""

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    """On SQLite every connection is taught the order instead."""

    dependencies = [("kernel", "0001_initial")]
    operations = [CreateOnPostgresql(SWEDISH, provider="icu", locale="sv")]
