from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import decided, lifecycle

urlpatterns = [
    path(f"{EDITION}ask-for-comments/", lifecycle.ask_for_comments, name="ask-for-comments"),
    path(f"{EDITION}propose/", lifecycle.propose, name="edition-propose"),
    path(f"{EDITION}return/", lifecycle.return_to_draft, name="edition-return"),
    path(f"{EDITION}recommend/", lifecycle.recommend, name="recommend"),
    path(f"{EDITION}verify/", decided.verify, name="verify"),
    path(f"{EDITION}decided.yaml", decided.decided_file, name="decided-file"),
    path(f"{EDITION}decide/", lifecycle.decide, name="edition-decide"),
]
