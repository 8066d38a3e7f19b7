from django.urls import path

from sluitend.doors.workspace.trail import views

urlpatterns = [
    path("spoor/", views.page, name="trail"),
    path("spoor/bijzonder/", views.unusual, name="trail-unusual"),
    path("spoor/bijzonder/geen-familie/", views.unrelated, name="trail-unrelated"),
    path("spoor/bijzonder/toch/<int:pk>/", views.related_after_all, name="trail-related"),
    path("gezin/<int:family_id>/wie-keek/", views.who_looked, name="who-looked"),
]
