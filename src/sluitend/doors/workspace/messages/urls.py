from django.urls import path

from sluitend.doors.workspace.messages import views

urlpatterns = [
    path("mijn-berichten/", views.own, name="own-messages"),
    path("berichten/", views.delivery, name="delivery"),
]
