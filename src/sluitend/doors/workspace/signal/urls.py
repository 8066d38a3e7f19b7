from django.urls import path

from sluitend.doors.workspace.signal import views

urlpatterns = [
    path("signaal/", views.signal, name="signal"),
    path("signaal/concept/", views.draft, name="signal-draft"),
    path("signaal/<int:signal_id>/verstuurd/", views.sent, name="signal-sent"),
]
