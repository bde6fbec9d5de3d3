from django.apps import AppConfig
from django.db.backends.signals import connection_created

from samsyn.kernel.collation import teach_sqlite


class KernelConfig(AppConfig):
    name = "samsyn.kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        connection_created.connect(teach_sqlite, dispatch_uid="swedish order")
