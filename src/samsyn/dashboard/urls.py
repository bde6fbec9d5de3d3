from django.urls import path

from samsyn.dashboard import views

urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:collaboration>/", views.overview, name="overview"),
]
