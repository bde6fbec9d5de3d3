from django.urls import path

from samsyn.plan.views import need_answers, needs

NEEDS = "<slug:collaboration>/needs/"
NEED = f"{NEEDS}<int:number>/"

urlpatterns = [
    path(NEEDS, needs.needs, name="needs"),
    path(f"{NEEDS}needs.xlsx", needs.needs_excel, name="needs-excel"),
    path(f"{NEEDS}new/", needs.need_new, name="need-new"),
    path(f"{NEEDS}similar/", needs.need_similar, name="need-similar"),
    path(f"{NEEDS}pairs/", need_answers.need_pairs, name="need-pairs"),
    path(NEED, needs.need, name="need"),
    path(f"{NEED}edit/", needs.need_edit, name="need-edit"),
    path(f"{NEED}support/", needs.need_support, name="need-support"),
    path(f"{NEED}support/<int:pk>/withdraw/", needs.need_support_withdraw, name="need-support-withdraw"),
    path(f"{NEED}comment/", needs.need_comment, name="need-comment"),
    path(f"{NEED}comment/<int:pk>/archive/", needs.need_comment_archive, name="need-comment-archive"),
    path(f"{NEED}comment/<int:pk>/restore/", needs.need_comment_restore, name="need-comment-restore"),
    path(f"{NEED}adopt/", need_answers.need_adopt, name="need-adopt"),
    path(f"{NEED}wait/", need_answers.need_wait, name="need-wait"),
    path(f"{NEED}decline/", need_answers.need_decline, name="need-decline"),
    path(f"{NEED}merge/", need_answers.need_merge, name="need-merge"),
    path(f"{NEED}reopen/", need_answers.need_reopen, name="need-reopen"),
    path(f"{NEED}undo/", need_answers.need_undo, name="need-undo"),
]
