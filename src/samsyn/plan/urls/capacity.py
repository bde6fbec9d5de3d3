from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import capacity

urlpatterns = [
    path(f"{EDITION}capacity/", capacity.capacity, name="capacity"),
    path(f"{EDITION}capacity/set/", capacity.capacity_set, name="capacity-set"),
]
