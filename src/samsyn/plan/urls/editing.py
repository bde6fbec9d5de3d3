from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import editing, editions

ROW = f"{EDITION}rows/<slug:kind>/<int:pk>/"

urlpatterns = [
    path("<slug:collaboration>/plan/new/", editions.plan_new, name="plan-new"),
    path("<slug:collaboration>/plan/import/", editions.plan_import, name="plan-import"),
    path("<slug:collaboration>/plan/<slug:plan>/start/", editions.edition_start, name="edition-start"),
    path(f"{EDITION}new/area/", editing.area_add, name="area-add"),
    path(f"{EDITION}new/area/<slug:code>/", editing.area_add, name="step-add"),
    path(f"{EDITION}new/activity/", editing.activity_add, name="activity-add"),
    path(f"{EDITION}new/goal/", editing.goal_add, name="goal-add"),
    path(f"{EDITION}new/section/", editing.section_add, name="section-add"),
    path(f"{EDITION}new/body/", editing.body_add, name="body-add"),
    path(f"{EDITION}new/party/", editing.party_add, name="party-add"),
    path(f"{ROW}edit/<slug:field>/", editing.row_edit, name="row-edit"),
    path(f"{ROW}history/<slug:field>/", editing.row_history, name="row-history"),
    path(f"{ROW}undo/<int:event>/", editing.row_undo, name="row-undo"),
    path(f"{ROW}archive/", editing.row_archive, name="row-archive"),
    path(f"{ROW}restore/", editing.row_restore, name="row-restore"),
    path(f"{ROW}move/", editing.row_move, name="row-move"),
]
