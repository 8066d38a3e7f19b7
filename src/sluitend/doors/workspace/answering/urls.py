from django.urls import path

from sluitend.doors.workspace.answering import views

urlpatterns = [
    path("postvak/signaal/<int:signal_id>/", views.answer, name="signal-answer"),
    path("postvak/hulpvraag/<int:request_id>/", views.call, name="self-signal-call"),
]
