from django.urls import path

from sluitend.doors.workspace.family import views

_FAMILY = "gezin/<int:family_id>/"

urlpatterns = [
    path(_FAMILY, views.family, name="family"),
    path(_FAMILY + "taken/", views.tasks, name="family-tasks"),
    path(_FAMILY + "feiten/", views.facts, name="family-facts"),
    path(_FAMILY + "zorgpad/", views.pathway, name="family-pathway"),
    path(_FAMILY + "doen/<slug:verb>/", views.do, name="family-do"),
    path(_FAMILY + "doen/<slug:verb>/<int:pk>/", views.do, name="family-do-one"),
]
