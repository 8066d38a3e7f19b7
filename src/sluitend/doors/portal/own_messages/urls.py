from django.urls import path

from sluitend.doors.portal.own_messages import views

urlpatterns = [path("mijn/berichten/", views.own_messages, name="portal-messages")]
