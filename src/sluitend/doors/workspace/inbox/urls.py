from django.urls import path

from sluitend.doors.workspace.inbox import views

urlpatterns = [path("postvak/", views.inbox, name="inbox")]
