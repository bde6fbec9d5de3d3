from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import comments

COMMENTS = f"{EDITION}comments/"

urlpatterns = [
    path(COMMENTS, comments.comments, name="comments"),
    path(f"{COMMENTS}new/", comments.comment_add, name="comment-add"),
    path(f"{COMMENTS}new/<slug:kind>/<slug:key>/", comments.comment_add, name="comment-add"),
    path(f"{COMMENTS}<int:pk>/change/", comments.comment_edit, name="comment-edit"),
    path(f"{COMMENTS}<int:pk>/withdraw/", comments.comment_withdraw, name="comment-withdraw"),
    path(f"{COMMENTS}<int:pk>/restore/", comments.comment_restore, name="comment-restore"),
    path(f"{COMMENTS}<int:pk>/answer/", comments.comment_answer, name="comment-answer"),
    path(f"{EDITION}comments.xlsx", comments.comments_excel, name="comments-excel"),
    path(f"{EDITION}comments.docx", comments.comments_word, name="comments-word"),
]
