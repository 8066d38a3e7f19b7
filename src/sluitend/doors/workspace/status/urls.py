from django.urls import path

from sluitend.doors.workspace.status import views

urlpatterns = [path("status/", views.status, name="status")]
