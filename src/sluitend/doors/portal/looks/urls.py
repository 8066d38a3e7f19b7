from django.urls import path

from sluitend.doors.portal.looks import views

urlpatterns = [path("mijn/wie-keek/", views.looks, name="portal-looks")]
