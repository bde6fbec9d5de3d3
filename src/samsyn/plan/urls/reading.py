from django.urls import path

from samsyn.plan.views import difference, editions, exports, follow_up, goals, public, reading

EDITION = "<slug:collaboration>/plan/<slug:plan>/<int:number>/"
AGAINST = f"{EDITION}difference/<slug:other_plan>/<int:other_number>/"

urlpatterns = [
    path("<slug:collaboration>/plan/", reading.plans, name="plans"),
    path("<slug:collaboration>/now/<slug:page>/", reading.now, name="now"),
    path(EDITION, reading.plan, name="plan"),
    path(f"{EDITION}areas/", reading.areas, name="areas"),
    path(f"{EDITION}areas/<slug:code>/", reading.area, name="area"),
    path(f"{EDITION}activities/", reading.activities, name="activities"),
    path(f"{EDITION}activities/<slug:code>/", reading.activity, name="activity"),
    path(f"{EDITION}parties/", reading.parties, name="parties"),
    path(f"{EDITION}goals/", goals.goals, name="goals"),
    path(f"{EDITION}goals/<int:goal>/", goals.goal, name="goal"),
    path(f"{EDITION}follow-up/", follow_up.follow_up, name="follow-up"),
    path(f"{EDITION}areas/<slug:code>/report/", follow_up.report, name="report"),
    path(f"{EDITION}activities/<slug:code>/placing/", follow_up.placing, name="placing"),
    path(f"{EDITION}activities/<slug:code>/placing/<int:pk>/remove/", follow_up.unplace, name="unplace"),
    path(f"{EDITION}year/", follow_up.year, name="year"),
    path(f"{EDITION}year/<int:year>/", follow_up.year, name="year-of"),
    path(f"{EDITION}changes/", reading.changes, name="changes"),
    path(f"{EDITION}difference/", difference.difference_choose, name="difference-choose"),
    path(AGAINST, difference.difference, name="difference"),
    path(f"{AGAINST}difference.docx", difference.difference_word, name="difference-word"),
    path(f"{AGAINST}difference.pdf", difference.difference_pdf, name="difference-pdf"),
    path("<slug:collaboration>/public/<slug:plan>/", public.public_plan, name="public-plan"),
    path("<slug:collaboration>/public/<slug:plan>/<slug:code>/", public.public_row, name="public-row"),
    path(f"{EDITION}plan.docx", exports.plan_word, name="plan-word"),
    path(f"{EDITION}plan.pdf", exports.plan_pdf, name="plan-pdf"),
    path(f"{EDITION}plan.xlsx", exports.plan_excel, name="plan-excel"),
    path(f"{EDITION}areas.csv", exports.areas_csv, name="areas-csv"),
    path(f"{EDITION}activities.csv", exports.activities_csv, name="activities-csv"),
    path(f"{EDITION}plan.yaml", editions.plan_file, name="plan-file"),
]
