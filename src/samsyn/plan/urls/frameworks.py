from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import alignment, frameworks

HERE = "<slug:collaboration>/strategies/"
PART = f"{HERE}change/<slug:kind>/<int:pk>/"

urlpatterns = [
    path(HERE, frameworks.frameworks, name="frameworks"),
    path(f"{HERE}read-in/", frameworks.framework_import, name="framework-import"),
    path(f"{HERE}load/", frameworks.frameworks_load, name="frameworks-load"),
    path(PART, frameworks.framework_edit, name="framework-edit"),
    path(f"{PART}archive/", frameworks.framework_archive, name="framework-archive"),
    path(f"{PART}restore/", frameworks.framework_restore, name="framework-restore"),
    path(f"{PART}undo/<int:event>/", frameworks.framework_undo, name="framework-undo"),
    path(f"{HERE}of/<slug:framework>/", frameworks.framework, name="framework"),
    path(f"{HERE}of/<slug:framework>/new/", frameworks.framework_edition_add, name="framework-edition-add"),
    path(f"{HERE}of/<slug:framework>/file.yaml", frameworks.framework_file, name="framework-file"),
    path(f"{HERE}of/<slug:framework>/edition/<slug:edition>/", frameworks.framework_edition, name="framework-edition"),
    path(f"{HERE}of/<slug:framework>/edition/<slug:edition>/add/", frameworks.focus_add, name="focus-add"),
    path(f"{EDITION}alignment/", alignment.alignment, name="alignment"),
    path(f"{EDITION}alignment/build-on/", alignment.build_on, name="build-on"),
]
