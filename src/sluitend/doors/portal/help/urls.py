from django.urls import path

from sluitend.doors.portal.help import views

urlpatterns = [
    path("mijn/", views.help_page, name="portal-help"),
    path("mijn/iemand/", views.person_new, name="portal-person"),
    path("mijn/iemand/<int:pk>/weg/", views.person_gone, name="portal-person-gone"),
    path("mijn/hielp-het/<int:pk>/", views.said, name="portal-helped"),
]
