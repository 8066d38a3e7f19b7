from django.urls import path

from sluitend.doors.workspace.parents import views

urlpatterns = [
    path("gezin/<int:family_id>/ouders/", views.parents, name="family-parents"),
    path("gezin/<int:family_id>/ouders/<int:person_id>/uitnodigen/", views.invite, name="invite-parent"),
    path("gezin/<int:family_id>/ouders/<int:pk>/sluiten/", views.end, name="end-invitation"),
    path("gezin/<int:family_id>/vragen/<int:pk>/", views.answer, name="answer-parent"),
]
