from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import ranking, ranking_score, ranking_setup

ROUND = f"{EDITION}ranking/<int:pk>/"

urlpatterns = [
    path(f"{EDITION}ranking/", ranking.rankings, name="rankings"),
    path(f"{EDITION}ranking/new/", ranking.ranking_new, name="ranking-new"),
    path(ROUND, ranking.ranking, name="ranking"),
    path(f"{ROUND}share/", ranking.ranking_share, name="ranking-share"),
    path(f"{ROUND}conclude/", ranking.ranking_conclude, name="ranking-conclude"),
    path(f"{ROUND}archive/", ranking.ranking_archive, name="ranking-archive"),
    path(f"{ROUND}restore/", ranking.ranking_restore, name="ranking-restore"),
    path(f"{ROUND}ranking.xlsx", ranking.ranking_excel, name="ranking-excel"),
    path(f"{ROUND}candidates/", ranking_setup.ranking_candidates, name="ranking-candidates"),
    path(f"{ROUND}candidates/<int:candidate>/", ranking_setup.ranking_candidate, name="ranking-candidate"),
    path(f"{ROUND}candidates/<int:candidate>/drop/", ranking_setup.ranking_candidate_drop, name="ranking-drop"),
    path(f"{ROUND}criteria/add/", ranking_setup.ranking_criterion_add, name="ranking-criterion-add"),
    path(f"{ROUND}criteria/<int:criterion>/", ranking_setup.ranking_criterion, name="ranking-criterion"),
    path(f"{ROUND}criteria/<int:criterion>/drop/", ranking_setup.ranking_criterion_drop, name="ranking-criterion-drop"),
    path(f"{ROUND}score/", ranking_score.ranking_score, name="ranking-score"),
    path(f"{ROUND}score/<int:candidate>/", ranking_score.ranking_score_save, name="ranking-score-save"),
    path(f"{ROUND}hand-in/", ranking_score.ranking_hand_in, name="ranking-hand-in"),
]
