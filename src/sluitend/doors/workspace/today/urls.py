from django.urls import path

from sluitend.doors.workspace.today import views

urlpatterns = [
    path("vandaag/", views.today, name="today"),
    path("vandaag/gezinnen/", views.families, name="today-families"),
    path("vandaag/taken/", views.tasks, name="today-tasks"),
    path("vandaag/betrokken/", views.around, name="today-around"),
    path("vandaag/team/", views.team, name="today-team"),
    path("vandaag/coalitie/", views.coalition, name="today-coalition"),
    path("vandaag/gelezen/", views.read, name="today-read"),
]
