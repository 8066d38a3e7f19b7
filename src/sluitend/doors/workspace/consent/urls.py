from django.urls import path

from sluitend.doors.workspace.consent import views

urlpatterns = [
    path("gezin/<int:family_id>/toestemming/", views.ask, name="ask-consent"),
]
