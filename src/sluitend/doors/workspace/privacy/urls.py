from django.urls import path

from sluitend.doors.workspace.privacy import views

urlpatterns = [
    path("privacy/", views.duties, name="privacy"),
    path("privacy/vraag/<int:pk>/", views.answer, name="privacy-answer"),
    path("privacy/vraag/<int:pk>/langer/", views.lengthen, name="privacy-lengthen"),
    path("privacy/noodtoegang/<int:pk>/", views.review, name="privacy-review"),
    path("privacy/wissen/<int:family_id>/", views.erase, name="privacy-erase"),
    path("privacy/bewaren/<int:family_id>/", views.hold, name="privacy-hold"),
    path("privacy/opheffen/<int:pk>/", views.release, name="privacy-release"),
    path("gezin/<int:family_id>/vraag/", views.take, name="privacy-take"),
]
