from django.urls import path

from sluitend.doors.workspace.sign_in import at_provider, binding, passkey, resetting, second_step, views

urlpatterns = [
    path("", views.start, name="start"),
    path("aanmelden/", views.sign_in, name="sign-in"),
    path("afmelden/", at_provider.sign_out, name="sign-out"),
    path("aanmelden/bij/<slug:key>/", at_provider.there, name="provider-there"),
    path("aanmelden/bij/<slug:key>/terug/", at_provider.back, name="provider-back"),
    path("aanmelden/bij/<slug:key>/eerste-keer/", at_provider.first_time, name="provider-first-time"),
    path("aanmelden/code/", second_step.code, name="second-step"),
    path("aanmelden/passkey/", passkey.come_in_with_passkey, name="passkey-come-in"),
    path("mijn-aanmelding/passkey/", passkey.make, name="passkey-make"),
    path("mijn-aanmelding/passkey/<int:pk>/weg/", passkey.forget, name="passkey-forget"),
    path("mijn-aanmelding/", second_step.own_sign_in, name="own-sign-in"),
    path("mijn-aanmelding/elders/", second_step.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("mijn-aanmelding/tweede-stap/", second_step.begin, name="second-step-begin"),
    path("netwerk/<int:pk>/aanmelding/", binding.bind, name="bind-sign-in"),
    path("netwerk/<int:pk>/tweede-stap/", resetting.reset, name="reset-second-step"),
]
