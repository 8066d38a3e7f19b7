from django.urls import path

from sluitend.doors.portal.plan import views

urlpatterns = [
    path("mijn/plan/", views.plan, name="portal-plan"),
    path("mijn/plan/hoe-gaat-het/", views.smile, name="portal-smile"),
    path("mijn/plan/doel/", views.goal_new, name="portal-goal-new"),
    path("mijn/plan/doel/<int:pk>/", views.goal, name="portal-goal"),
    path("mijn/plan/doel/<int:pk>/klaar/", views.goal_end, name="portal-goal-end"),
    path("mijn/plan/gedaan/<int:pk>/", views.action_done, name="portal-action-done"),
]
