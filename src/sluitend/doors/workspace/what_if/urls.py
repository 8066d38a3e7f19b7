from django.urls import path

from sluitend.doors.workspace.what_if import views

urlpatterns = [
    path("afspraken/concept/<int:draft_id>/wat-als/", views.page, name="what-if"),
    path("afspraken/concept/<int:draft_id>/wat-als/<int:what_if_id>/verder/", views.go_on, name="what-if-go-on"),
]
