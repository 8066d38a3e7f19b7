from django.urls import path

from sluitend.doors.workspace.import_caseload import views

urlpatterns = [
    path("import/", views.upload, name="import"),
    path("import/<int:draft_id>/kolommen/", views.columns, name="import-columns"),
    path("import/<int:draft_id>/", views.look, name="import-look"),
    path("import/<int:draft_id>/overnemen/", views.take, name="import-take"),
    path("import/<int:draft_id>/rijen/", views.rows, name="import-rows"),
    path("import/<int:draft_id>/weg/", views.drop, name="import-drop"),
]
