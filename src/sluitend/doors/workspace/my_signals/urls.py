from django.urls import path

from sluitend.doors.workspace.my_signals import views

urlpatterns = [
    path("mijn-signalen/", views.my_signals, name="my-signals"),
    path("mijn-signalen/<int:signal_id>/terugtrekken/", views.withdraw, name="signal-withdraw"),
]
