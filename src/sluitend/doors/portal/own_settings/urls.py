from django.urls import path

from sluitend.doors.portal.own_settings import views

urlpatterns = [
    path("mijn/instellingen/", views.own_settings, name="portal-settings"),
    path("mijn/instellingen/taal/", views.set_language, name="portal-own-language"),
    path("mijn/instellingen/verbergen/", views.set_hidden, name="portal-hidden"),
    path("mijn/gegevens/", views.copy, name="portal-copy"),
    path("mijn/gegevens/bestand/", views.copy_file, name="portal-copy-file"),
]
