from django.contrib.auth.views import LogoutView
from django.urls import path

from sluitend.doors.workspace.sign_in import views

urlpatterns = [
    path("", views.start, name="start"),
    path("aanmelden/", views.sign_in, name="sign-in"),
    path("afmelden/", LogoutView.as_view(next_page="sign-in"), name="sign-out"),
]
