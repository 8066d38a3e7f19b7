from django.urls import path

from sluitend.doors.workspace.access import views

urlpatterns = [
    path("gezin/<int:family_id>/bekend/", views.known_here, name="known-here"),
    path("gezin/<int:family_id>/noodtoegang/", views.break_glass, name="break-glass"),
    path("toegang/", views.access_requests, name="access-requests"),
    path("toegang/<int:pk>/", views.answer_access, name="answer-access"),
]
