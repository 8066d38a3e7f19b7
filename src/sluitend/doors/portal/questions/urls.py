from django.urls import path

from sluitend.doors.portal.questions import views

urlpatterns = [path("mijn/vragen/", views.questions, name="portal-questions")]
