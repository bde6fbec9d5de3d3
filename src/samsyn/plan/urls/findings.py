from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import findings

urlpatterns = [
    path(f"{EDITION}findings/", findings.findings, name="findings"),
    path(f"{EDITION}findings.json", findings.findings_json, name="findings-json"),
    path(f"{EDITION}findings/<slug:fingerprint>/acknowledge/", findings.acknowledge, name="acknowledge"),
    path(f"{EDITION}findings/withdraw/<int:pk>/", findings.withdraw, name="withdraw"),
]
