from django.urls import path

from sluitend.doors.workspace.gatherings import views

urlpatterns = [
    path("gezin/<int:family_id>/uitnodiging/", views.invite, name="gathering-invite"),
    path("gezin/<int:family_id>/uitnodiging/<int:pk>/", views.gathering, name="gathering"),
    path("gezin/<int:family_id>/uitnodiging/<int:pk>/afzeggen/", views.call_off, name="gathering-off"),
]
