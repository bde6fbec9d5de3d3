from django.urls import path

from samsyn.plan.views import intakes

INTAKE = "<slug:collaboration>/intake/<int:pk>/"

urlpatterns = [
    path(INTAKE, intakes.intake, name="intake"),
    path(f"{INTAKE}texts/", intakes.texts, name="intake-texts"),
    path(f"{INTAKE}rows/", intakes.rows, name="intake-rows"),
    path(f"{INTAKE}original/", intakes.original, name="intake-original"),
    path(f"{INTAKE}file/", intakes.file, name="intake-file"),
    path(f"{INTAKE}accept/", intakes.accept, name="intake-accept"),
    path(f"{INTAKE}make/", intakes.make, name="intake-make"),
    path(f"{INTAKE}discard/", intakes.discard, name="intake-discard"),
    path(f"{INTAKE}restore/", intakes.restore, name="intake-restore"),
    path(f"{INTAKE}cells/<int:cell>/", intakes.cell, name="intake-cell"),
    path(f"{INTAKE}cells/<int:cell>/accept/", intakes.cell_accept, name="intake-cell-accept"),
    path(f"{INTAKE}texts/<int:text>/", intakes.text, name="intake-text"),
    path(f"{INTAKE}texts/<int:text>/drop/", intakes.text_drop, name="intake-text-drop"),
    path(f"{INTAKE}texts/<int:text>/restore/", intakes.text_restore, name="intake-text-restore"),
]
