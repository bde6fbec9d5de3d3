from importlib import import_module

from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "samsyn.plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("samsyn.plan.handlers")
        import_module("samsyn.plan.queries.owed")
        import_module("samsyn.plan.queries.owed_year")
