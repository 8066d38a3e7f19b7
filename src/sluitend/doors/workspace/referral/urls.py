from django.urls import path

from sluitend.doors.workspace.referral import views

urlpatterns = [
    path("gezin/<int:family_id>/verwijzen/", views.send, name="referral-send"),
    path("verwijzing/<int:referral_id>/", views.show, name="referral"),
    path("verwijzing/<int:referral_id>/link/", views.make_link, name="referral-link"),
    path("verwijzing/<int:referral_id>/vraag/<int:question_id>/", views.answer, name="referral-answer"),
    path("verwijzing/<int:referral_id>/<slug:verb>/", views.act, name="referral-act"),
]
