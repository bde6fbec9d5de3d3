from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "samsyn.meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("samsyn.meetings.handlers")
