from django.urls import path

from sluitend.doors.workspace.people import children, finding, household, persons, views

_FAMILY = "gezin/<int:family_id>/"

urlpatterns = [
    path("gezin-zoeken/", finding.find_family, name="find-family"),
    path("gezin/nieuw/", finding.family_new, name="family-new"),
    path(_FAMILY + "mensen/", views.family_people, name="family-people"),
    path(_FAMILY + "mensen/eerder/", views.family_history, name="family-history"),
    path(_FAMILY + "naam/", household.family_name, name="family-name"),
    path(_FAMILY + "mensen/nieuw/", persons.member_new, name="member-new"),
    path(_FAMILY + "mensen/bekend/", persons.member_known, name="member-known"),
    path(_FAMILY + "mensen/<int:person_id>/", persons.person, name="person"),
    path(_FAMILY + "mensen/<int:person_id>/overleden/", persons.person_died, name="person-died"),
    path(_FAMILY + "mensen/<int:person_id>/vertrek/", persons.member_leaves, name="member-leaves"),
    path(_FAMILY + "zwangerschap/nieuw/", children.pregnancy_new, name="pregnancy-new"),
    path(_FAMILY + "zwangerschap/<int:pk>/datum/", children.due_date, name="due-date"),
    path(_FAMILY + "zwangerschap/<int:pk>/geboorte/", children.birth, name="birth"),
    path(_FAMILY + "zwangerschap/<int:pk>/verlies/", children.loss, name="loss"),
    path(_FAMILY + "verhuizing/", household.move, name="move"),
    path(_FAMILY + "splitsen/", household.split, name="split"),
    path(_FAMILY + "gezag/", household.authority, name="authority"),
    path(_FAMILY + "gezag/<int:pk>/einde/", household.authority_end, name="authority-end"),
    path(_FAMILY + "eigen-netwerk/nieuw/", household.helper_new, name="helper-new"),
    path(_FAMILY + "eigen-netwerk/<int:pk>/einde/", household.helper_end, name="helper-end"),
    path(_FAMILY + "betrokken/nieuw/", household.involve, name="involve"),
    path(_FAMILY + "betrokken/<int:pk>/einde/", household.involvement_end, name="involvement-end"),
    path(_FAMILY + "samenvoegen/", persons.merge, name="merge"),
    path(_FAMILY + "samenvoegen/<int:pk>/ongedaan/", persons.unmerge, name="unmerge"),
]
