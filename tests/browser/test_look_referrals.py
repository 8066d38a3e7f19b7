import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.test import Client

from sluitend.care.consent.models import Ground
from sluitend.care.network.models import Offer
from sluitend.care.referrals import actions
from sluitend.care.referrals.models import Referral
from tests.care.conftest import coordinator, midwife, world, youth_nurse, team_lead  # noqa: F401
from tests.care.referrals.conftest import Road


@pytest.fixture
def road(transactional_db, world, midwife, youth_nurse):
    now = timezone.localtime()
    family = world.family("Familie Vanderspiegelenbergh-Oudekerksterdijkstra", known_by=midwife)
    road = Road(world, family, midwife, youth_nurse, Offer.objects.get(), Ground(), now)
    road.ground = road.consent(world.youth_care, "contact")
    return road


def cookie(professional):
    user = get_user_model().objects.create_user(f"u{professional.pk}")
    professional.user = user
    professional.save()
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_look(road, live_server, open_context):
    world = road.world
    m = world.mother(road.family); m.phone = "0612345678"; m.never_write = True; m.safe_contact = "Alleen overdag, via haar moeder"; m.street="Dorpsstraat 1"; m.postcode="1234 AB"; m.town="Waterstad"; m.language="Tigrinya"; m.interpreter="needed"; m.save()
    first = road.send(urgent=True)
    Referral.objects.filter(pk=first.pk).update(answer_by=road.today - timedelta(days=9))
    actions.ask(first.pk, by=road.by(road.receiver), now=road.now, question="Is zij overdag thuis te bereiken?")
    fam1 = road.family
    for name, status in [("Familie Bos", "accepted"), ("Familie De Wit", "rejected"), ("Familie Jansen", "on_hold"), ("Familie Smit", "completed"), ("Familie Vos", "requested")]:
        road.family = world.family(name, known_by=road.sender)
        road.ground = road.consent(world.youth_care, "contact")
        r = road.in_status(status)
        if status == "accepted":
            acc = r
            actions.warm_handover(r.pk, by=road.by(road.receiver), now=road.now, on=road.today, where="Bij haar thuis", who="Sam, Mila, Jip")
            actions.family_says(r.pk, by=road.by(road.receiver), now=road.now, helped=True, words="Fijn dat er iemand kwam")
        if status == "rejected":
            rej = r
    Offer.objects.update(capacity=3, waiting_days=14, for_whom="Zwangeren die graag iemand naast zich willen")
    road.family = fam1
    r_c, s_c = cookie(road.receiver), cookie(road.sender)
    keys = actions.new_link(first.pk, by=road.by(road.sender), now=road.now, for_name="Ans van de buurthulp")
    for size, opts in {"1280": {"viewport": {"width": 1280, "height": 900}}, "360": {"viewport": {"width": 360, "height": 740}, "is_mobile": True}}.items():
        for who, value in (("receiver", r_c), ("sender", s_c)):
            ctx = open_context(**opts, java_script_enabled=False)
            ctx.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
            page = ctx.new_page()
            todo = {"inbox": "/postvak/", "late": f"/verwijzing/{first.pk}/", "acc": f"/verwijzing/{acc.pk}/"}
            if who == "receiver":
                todo |= {"accept": f"/verwijzing/{first.pk}/aannemen/", "complete": f"/verwijzing/{acc.pk}/pauze/"}
            else:
                todo |= {"send": f"/gezin/{fam1.pk}/verwijzen/", "rej": f"/verwijzing/{rej.pk}/", "link": f"/verwijzing/{first.pk}/link/"}
            for name, url in todo.items():
                page.goto(url)
                page.screenshot(path=f"/tmp/shots/{who}-{name}-{size}.png", full_page=True)
                over = page.viewport_size["width"]
        ctx = open_context(**opts)
        page = ctx.new_page()
        page.goto(f"/eenmalig/{keys.token}/")
        page.screenshot(path=f"/tmp/shots/guest-pin-{size}.png", full_page=True)
        page.fill("[name=pin]", keys.pin)
        page.click("main button")
        page.screenshot(path=f"/tmp/shots/guest-page-{size}.png", full_page=True)
