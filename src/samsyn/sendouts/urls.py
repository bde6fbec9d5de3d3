from django.urls import path

from samsyn.sendouts import views

urlpatterns = [
    path("account/reminders/", views.choose, name="reminders-choose"),
    path("account/reminders/off/<str:token>/", views.turn_off, name="reminders-off"),
    path("<slug:collaboration>/reminders/", views.reminders, name="reminders"),
    path("<slug:collaboration>/reminders/<int:pk>/", views.reminder, name="reminder"),
    path("<slug:collaboration>/outbox/", views.outbox, name="outbox"),
]
