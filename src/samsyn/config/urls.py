from django.urls import include, path

from samsyn.config import pages
from samsyn.config.security import security_txt
from samsyn.config.styleguide import change, design

urlpatterns = [
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("<slug:collaboration>/help/", pages.get_help, name="help"),
    path("design/", design, name="design"),
    path("design/change/", change, name="design-change"),
    path("", include("samsyn.config.accounts.urls")),
    path("", include("samsyn.dashboard.urls")),
    path("", include("samsyn.sendouts.urls")),
    path("", include("samsyn.people.urls")),
    path("", include("samsyn.meetings.urls")),
    path("", include("samsyn.plan.urls")),
]

handler429 = "samsyn.config.accounts.limits.too_many"
