from django.urls import path

from sluitend.doors.workspace.sign_in import at_provider, binding, views

urlpatterns = [
    path("", views.start, name="start"),
    path("aanmelden/", views.sign_in, name="sign-in"),
    path("afmelden/", at_provider.sign_out, name="sign-out"),
    path("aanmelden/bij/<slug:key>/", at_provider.there, name="provider-there"),
    path("aanmelden/bij/<slug:key>/terug/", at_provider.back, name="provider-back"),
    path("aanmelden/bij/<slug:key>/eerste-keer/", at_provider.first_time, name="provider-first-time"),
    path("netwerk/<int:pk>/aanmelding/", binding.bind, name="bind-sign-in"),
]
