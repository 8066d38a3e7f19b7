from django.urls import path

from sluitend.doors.workspace.pathway_chart import views

urlpatterns = [
    path("afspraken/versie/<int:version_id>/stroomschema/", views.page, name="pathway-chart"),
    path("afspraken/versie/<int:version_id>/stroomschema.bpmn", views.bpmn, name="pathway-bpmn"),
]
