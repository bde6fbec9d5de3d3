from importlib import import_module

from django.apps import AppConfig


class SendoutsConfig(AppConfig):
    name = "samsyn.sendouts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("samsyn.sendouts.handlers")
