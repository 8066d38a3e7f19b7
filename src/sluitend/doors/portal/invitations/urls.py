from django.urls import path

from sluitend.doors.portal.invitations import views

urlpatterns = [path("mijn/uitnodiging/<int:pk>/", views.invitation, name="portal-invitation")]
