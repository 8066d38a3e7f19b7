from django.urls import path

from sluitend.doors.workspace.safety import views

_MATTER = "veiligheid/<int:matter_id>/"

urlpatterns = [
    path("veiligheid/", views.mine, name="safety"),
    path("veiligheid/meldingen/", views.register, name="safety-reports"),
    path(_MATTER, views.matter, name="safety-matter"),
    path(_MATTER + "plan/", views.plan, name="safety-plan"),
    path(_MATTER + "wie-keek/", views.trail, name="safety-trail"),
    path(_MATTER + "wegen/", views.weigh, name="safety-weigh"),
    path(_MATTER + "oppakken/", views.take_up, name="safety-take-up"),
    path(_MATTER + "doen/<slug:verb>/", views.do, name="safety-do"),
    path(_MATTER + "doen/<slug:verb>/<int:pk>/", views.do, name="safety-do-one"),
    path("gezin/<int:family_id>/veiligheid/", views.of_family, name="family-safety"),
]
