from django.urls import path

from sluitend.doors.workspace.gatherings import council, views

urlpatterns = [
    path("adviesraad/", council.meetings, name="council"),
    path("adviesraad/nieuw/", council.invite, name="council-new"),
    path("adviesraad/<int:pk>/", council.meeting, name="council-meeting"),
    path("adviesraad/<int:pk>/afzeggen/", council.call_off, name="council-off"),
    path("gezin/<int:family_id>/uitnodiging/", views.invite, name="gathering-invite"),
    path("gezin/<int:family_id>/uitnodiging/<int:pk>/", views.gathering, name="gathering"),
    path("gezin/<int:family_id>/uitnodiging/<int:pk>/afzeggen/", views.call_off, name="gathering-off"),
]
