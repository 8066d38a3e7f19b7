from django.urls import path

from sluitend.doors.workspace.safety import trails, views

_MATTER = "veiligheid/<int:matter_id>/"

urlpatterns = [
    path("veiligheid/", views.mine, name="safety"),
    path("veiligheid/meldingen/", views.register, name="safety-reports"),
    path(_MATTER, views.matter, name="safety-matter"),
    path(_MATTER + "plan/", views.plan, name="safety-plan"),
    path(_MATTER + "wie-keek/", trails.trail, name="safety-trail"),
    path(_MATTER + "wie-keek/<slug:kind>/", trails.file, name="safety-trail-file"),
    path("veiligheid/controle/", trails.controls, name="safety-controls"),
    path("veiligheid/controle/<int:matter_id>/", trails.controlled, name="safety-control"),
    path("veiligheid/controle/<int:matter_id>/<slug:kind>/", trails.controlled_file, name="safety-control-file"),
    path(_MATTER + "wegen/", views.weigh, name="safety-weigh"),
    path(_MATTER + "oppakken/", views.take_up, name="safety-take-up"),
    path(_MATTER + "doen/<slug:verb>/", views.do, name="safety-do"),
    path(_MATTER + "doen/<slug:verb>/<int:pk>/", views.do, name="safety-do-one"),
    path("gezin/<int:family_id>/veiligheid/", views.of_family, name="family-safety"),
]
