from django.urls import path

from sluitend.doors.workspace.link import views

urlpatterns = [
    path("eenmalig/<str:token>/", views.enter, name="link"),
    path("eenmalig/<str:token>/<slug:verb>/", views.act, name="link"),
]
