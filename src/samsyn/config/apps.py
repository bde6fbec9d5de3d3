from importlib import import_module

from django.apps import AppConfig


class TopConfig(AppConfig):
    name = "samsyn.config"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("samsyn.config.accounts.handlers")
