from django.urls import path

from sluitend.doors.workspace.network import views

urlpatterns = [
    path("netwerk/", views.network, name="network"),
    path("netwerk/mijn-kaart/", views.own_card, name="own-card"),
    path("netwerk/vervanging/", views.stand_in, name="stand-in"),
    path("netwerk/vervanging/einde/", views.stand_in_end, name="stand-in-end"),
    path("netwerk/aanbod/", views.own_offers, name="own-offers"),
    path("netwerk/aanbod/nieuw/", views.offer_new, name="offer-new"),
    path("netwerk/aanbod/<int:pk>/", views.offer, name="offer"),
    path("netwerk/aanbod/<int:pk>/ruimte/", views.offer_room, name="offer-room"),
    path("netwerk/<int:pk>/", views.contact_card, name="contact-card"),
    path("netwerk/<int:pk>/uren/", views.staffing, name="staffing"),
]
