from django.urls import path

from sluitend.doors.workspace.caseload import answering, views

urlpatterns = [
    path("caseload/", views.team, name="caseload"),
    path("caseload/<int:pk>/", views.one, name="caseload-one"),
    path("caseload/<int:pk>/vervanging/", views.stand_in, name="caseload-stand-in"),
    path("caseload/<int:pk>/begin/", views.begin, name="caseload-begin"),
    path("caseload/<int:pk>/terug/", views.back, name="caseload-back"),
    path("caseload/<int:pk>/vertrek/", views.leave, name="caseload-leave"),
    path("overdracht/<int:pk>/", answering.accept, name="handover-answer"),
    path("overdracht/<int:pk>/weigeren/", answering.refuse, name="handover-refuse"),
]
