from django.urls import path

from sluitend.doors.portal.rights import views

urlpatterns = [
    path("mijn/rechten/", views.rights, name="portal-rights"),
]
