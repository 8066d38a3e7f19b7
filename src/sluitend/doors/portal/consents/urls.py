from django.urls import path

from sluitend.doors.portal.consents import views

urlpatterns = [
    path("mijn/toestemming/", views.consents, name="portal-consents"),
    path("mijn/toestemming/<int:pk>/stop/", views.stop, name="portal-consent-stop"),
]
