from django.urls import path

from sluitend.doors.workspace.programmes import agenda, beginning, changing, groups, indicators, numbers, views

_FAMILY = "gezin/<int:family_id>/programma/"
_ONE = _FAMILY + "<int:pk>/"
_ALL = "bezoeken/groep/<slug:programme_id>/"
_GROUP = _ALL + "<int:group_id>/"
urlpatterns = [
    path("bezoeken/", views.day, name="visits"),
    path("bezoeken/caseload/", views.caseload, name="programme-caseload"),
    path("bezoeken/agenda/", agenda.agenda, name="programme-calendar"),
    path("bezoeken/agenda/deel/", agenda.share, name="share-calendar"),
    path("bezoeken/agenda/stop/", agenda.stop, name="stop-calendar"),
    path("bezoeken/groepen/", groups.overview, name="programme-groups"),
    path("bezoeken/groepen/nieuw/<slug:programme_id>/", groups.make, name="make-group"),
    path(_ALL, groups.show, name="programme-group"),
    path(_ALL + "plannen/", groups.plan, name="plan-group"),
    path(_ALL + "noteren/", groups.record, name="record-group"),
    path(_GROUP, groups.show, name="programme-group"),
    path(_GROUP + "plannen/", groups.plan, name="plan-group"),
    path(_GROUP + "noteren/", groups.record, name="record-group"),
    path(_GROUP + "veranderen/", groups.edit, name="edit-group"),
    path(_GROUP + "overdragen/", groups.hand_over, name="hand-over-group"),
    path(_GROUP + "stoppen/", groups.end, name="end-group"),
    path("agenda/<str:token>.ics", agenda.feed, name="calendar-feed"),
    path("programma-cijfers/", numbers.programme_numbers, name="programme-numbers"),
    path("programma-cijfers/uitkomsten/", indicators.indicators, name="programme-indicators"),
    path(_FAMILY, views.family, name="family-programmes"),
    path(_FAMILY + "beginnen/<slug:programme_id>/", beginning.enrol, name="enrol"),
    path(_FAMILY + "contact/<int:contact_id>/", changing.record, name="record-contact"),
    path(_FAMILY + "contact/<int:contact_id>/aanvullen/", changing.complete, name="complete-contact"),
    path(_FAMILY + "contact/<int:contact_id>/dag/", changing.agree_day, name="agree-day"),
    path(_ONE + "van-de-wachtlijst/", beginning.start, name="start-programme"),
    path(_ONE + "tussendoor/", changing.between, name="contact-between"),
    path(_ONE + "stap/", changing.move_to_step, name="programme-step"),
    path(_ONE + "bereikt/<slug:code>/", changing.mark, name="programme-mark"),
    path(_ONE + "meting/<int:number>/", changing.measure, name="measure"),
    path(_ONE + "terugkoppeling/", changing.feedback, name="programme-feedback"),
    path(_ONE + "ander/", beginning.change_worker, name="change-worker"),
    path(_ONE + "groep/", changing.group, name="place-in-group"),
    path(_ONE + "einde/", changing.end, name="end-programme"),
]
