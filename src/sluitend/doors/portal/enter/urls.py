from django.urls import path

from sluitend.doors.portal.enter import passkey, provider, views

urlpatterns = [
    path("mijn/binnen/", views.enter, name="portal-enter"),
    path("mijn/binnen/code/", views.with_code, name="portal-code"),
    path("mijn/binnen/inloggen/", views.with_account, name="portal-sign-in"),
    path("mijn/binnen/passkey/", passkey.come_in, name="portal-passkey"),
    path("mijn/instellingen/passkey/", passkey.make, name="portal-passkey-make"),
    path("mijn/instellingen/passkey/<int:pk>/weg/", passkey.forget, name="portal-passkey-forget"),
    path("mijn/binnen/bij/<slug:key>/", provider.there, name="portal-provider"),
    path("mijn/binnen/bij/<slug:key>/terug/", provider.back, name="portal-provider-back"),
    path("mijn/binnen/code/<slug:key>/", provider.with_code, name="portal-provider-code"),
    path("mijn/instellingen/bij/<slug:key>/", provider.link, name="portal-provider-link"),
    path("mijn/instellingen/bij/<slug:key>/los/", provider.unlink, name="portal-provider-unlink"),
    path("mijn/taal/", views.set_language, name="portal-language"),
    path("mijn/uit/", provider.sign_out, name="portal-sign-out"),
    path("mijn/weg/", views.leave, name="portal-exit"),
]
