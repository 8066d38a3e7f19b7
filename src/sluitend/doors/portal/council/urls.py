from django.urls import path

from sluitend.doors.portal.council import views

urlpatterns = [
    path("mijn/adviesraad/<int:pk>/", views.meeting, name="portal-council"),
    path("mijn/adviesraad/vragen/", views.asked, name="portal-council-asked"),
]
