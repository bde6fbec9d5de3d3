"""What granian runs."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")

if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # only a server's threads share connections; a command has one, and is to fail at once when it gets none
    settings.DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}

application = get_wsgi_application()
import_module("samsyn.config.background").start()  # it needs the models, which have come only now
