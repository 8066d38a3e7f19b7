from django.urls import path

from sluitend.doors.workspace.proposals import views

urlpatterns = [
    path("voorstellen/", views.to_decide, name="proposals"),
    path("gezin/<int:family_id>/voorstellen/", views.of_family, name="family-proposals"),
]
