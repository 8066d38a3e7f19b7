from django.urls import path

from sluitend.doors.portal.enter import views

urlpatterns = [
    path("mijn/binnen/", views.enter, name="portal-enter"),
    path("mijn/binnen/code/", views.with_code, name="portal-code"),
    path("mijn/binnen/inloggen/", views.with_account, name="portal-sign-in"),
    path("mijn/taal/", views.set_language, name="portal-language"),
    path("mijn/uit/", views.sign_out, name="portal-sign-out"),
    path("mijn/weg/", views.leave, name="portal-exit"),
]
