from django.urls import path

from sluitend.doors.workspace.answering import views

urlpatterns = [
    path("signaal/<int:signal_id>/antwoord/", views.answer, name="signal-answer"),
    path("hulpvraag/<int:request_id>/bellen/", views.call, name="self-signal-call"),
]
