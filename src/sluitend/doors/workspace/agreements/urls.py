from django.urls import path

from sluitend.doors.workspace.agreements import (
    deciding,
    differing,
    dmn_js,
    document,
    draft_files,
    drafts,
    starters,
    views,
)

_DRAFT = "afspraken/concept/<int:draft_id>/"

urlpatterns = [
    path("afspraken/", views.agreements, name="agreements"),
    path("afspraken/document/", document.document, name="agreements-document"),
    path("afspraken/document/verschil/", document.changes, name="agreements-changes"),
    path("afspraken/versie/<int:version_id>/", views.version, name="agreement-version"),
    path("afspraken/versie/<int:version_id>/bestand/", draft_files.version_file, name="agreement-file"),
    path("afspraken/verschil/<int:before_id>/<int:version_id>/", differing.versions, name="agreement-difference"),
    path("afspraken/starttekst/<int:starter_id>/", starters.starter, name="starter"),
    path("afspraken/starttekst/<int:starter_id>/concept/", starters.open_as_draft, name="starter-open"),
    path("afspraken/starttekst/<int:starter_id>/laten/", starters.leave, name="starter-leave"),
    path("afspraken/nieuw/", views.draft_new, name="draft-new"),
    path(_DRAFT, drafts.draft, name="draft"),
    path(_DRAFT + "kijk/", drafts.live, name="draft-live"),
    path(_DRAFT + "proberen/", drafts.attempt, name="draft-try"),
    path(_DRAFT + "voorbeelden/", drafts.examples, name="draft-examples"),
    path(_DRAFT + "ouders/", drafts.for_parents, name="draft-for-parents"),
    path(_DRAFT + "verschil/", differing.draft, name="draft-difference"),
    path(_DRAFT + "dmn-js/", dmn_js.editor, name="draft-dmn"),
    path(_DRAFT + "bestand/", draft_files.draft_file, name="draft-file"),
    path(_DRAFT + "inlezen/", draft_files.draft_import, name="draft-import"),
    path(_DRAFT + "herstel/<int:to>/", drafts.restore, name="draft-restore"),
    path(_DRAFT + "voorstellen/", deciding.propose, name="draft-propose"),
    path(_DRAFT + "ja/", deciding.assent, name="draft-assent"),
    path(_DRAFT + "terug/", deciding.send_back, name="draft-send-back"),
    path(_DRAFT + "intrekken/", deciding.withdraw, name="draft-withdraw"),
]
