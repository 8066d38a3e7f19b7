from django.urls import path

from sluitend.doors.workspace.plan import views

_PLAN = "gezin/<int:family_id>/plan/"

urlpatterns = [
    path(_PLAN, views.plan, name="plan"),
    path(_PLAN + "<slug:verb>/", views.do, name="plan-do"),
    path(_PLAN + "<slug:verb>/<int:pk>/", views.do, name="plan-do-one"),
]
