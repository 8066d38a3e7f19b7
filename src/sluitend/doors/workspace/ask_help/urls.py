from django.urls import path

from sluitend.doors.workspace.ask_help import views

urlpatterns = [
    path("hulp-vragen/", views.ask_help, name="ask-help"),
    path("hulp-vragen/klaar/<int:region_id>/", views.asked, name="ask-help-done"),
]
