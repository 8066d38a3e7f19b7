"""The road of a referral as its two parties see it in a real browser: without JavaScript, on a phone, in English."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from sluitend.care.consent.models import Ground
from sluitend.care.network.models import Offer, Professional
from sluitend.care.referrals import actions
from tests.browser.conftest import ENGLISH, PHONE
from tests.care.conftest import World, coordinator, midwife, world, youth_nurse
from tests.care.referrals.conftest import Road
from tests.doors.referrals.conftest import signed_in

__all__ = ("coordinator", "midwife", "world", "youth_nurse")


@pytest.fixture
def road(transactional_db: None, world: World, midwife: Professional, youth_nurse: Professional) -> Road:
    family = world.family("Familie Vanderspiegelenbergh-Oudekerksterdijkstra", known_by=midwife)
    road = Road(world, family, midwife, youth_nurse, Offer.objects.get(), Ground(), timezone.localtime())
    road.ground = road.consent(world.youth_care, "contact")
    return road


Opened = Callable[..., BrowserContext]


def window(open_context: Opened, live_server: Any, who: Professional, **wanted: Any) -> Page:
    context = open_context(**wanted)
    value = signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    return context.new_page()


def fill_date(page: Page, name: str, road: Road) -> None:
    later = road.today.replace(year=road.today.year + 1, day=1, month=1)
    for part, value in (("day", later.day), ("month", later.month), ("year", later.year)):
        page.fill(f"[name={name}_{part}]", str(value))


def test_a_refused_referral_finds_its_way_without_javascript_on_a_phone(
    road: Road, open_context: Opened, live_server: Any, assert_accessible: Callable[[Page], None]
) -> None:
    """Given a midwife who refers; when the first says no; then she is led to the next, who accepts by name and date."""
    sender = window(open_context, live_server, road.sender, **PHONE, java_script_enabled=False)
    sender.goto(f"/gezin/{road.family.pk}/verwijzen/")
    sender.locator("[name=offer]").first.check()
    sender.locator("[name=ground]").first.check()
    sender.click("text=Verstuur de verwijzing")
    assert "De verwijzing is verstuurd" in sender.inner_text("body")

    receiver = window(open_context, live_server, road.receiver, **PHONE, java_script_enabled=False)
    receiver.goto("/postvak/")
    receiver.click("main >> text=Kan niet")
    receiver.click("main button")
    assert receiver.locator("[name=reason]").get_attribute("aria-invalid") == "true"
    receiver.fill("[name=reason]", "Wij zitten vol")
    receiver.fill("[name=who_could]", "Het buurtteam")
    receiver.click("main button")

    sender.goto("/postvak/")
    sender.click("main >> text=Vraag het een ander")
    assert "Het buurtteam" in sender.inner_text("main")
    sender.locator("[name=offer]").first.check()
    sender.locator("[name=ground]").first.check()
    sender.click("text=Verstuur de verwijzing")

    receiver.goto("/postvak/")
    receiver.click("main >> text=Neem aan")
    receiver.select_option("[name=owner]", label="Jip Wijk")
    fill_date(receiver, "first_contact_on", road)
    receiver.click("main button")
    assert "U heeft de verwijzing aangenomen" in receiver.inner_text("body")


@pytest.mark.parametrize("wanted", [{}, PHONE, ENGLISH], ids=["wide", "phone", "english"])
def test_every_page_is_accessible(
    road: Road,
    open_context: Opened,
    live_server: Any,
    assert_accessible: Callable[[Page], None],
    wanted: dict[str, Any],
) -> None:
    first = road.in_status("accepted")
    road.family = road.world.family("Familie Bos", known_by=road.sender)
    road.ground = road.consent(road.world.youth_care, "contact")
    second = road.send(urgent=True)
    actions.ask(second.pk, by=road.by(road.receiver), now=road.now, question="Is zij overdag thuis?")
    keys = actions.new_link(second.pk, by=road.by(road.sender), now=road.now, for_name="Ans")
    receiver = window(open_context, live_server, road.receiver, **wanted)
    for address in ("/postvak/", f"/verwijzing/{first.pk}/", f"/verwijzing/{second.pk}/aannemen/"):
        receiver.goto(address)
        assert_accessible(receiver)
    sender = window(open_context, live_server, road.sender, **wanted)
    for address in ("/postvak/", f"/verwijzing/{second.pk}/", f"/gezin/{road.family.pk}/verwijzen/"):
        sender.goto(address)
        assert_accessible(sender)
    guest = open_context(**wanted).new_page()
    guest.goto(f"/eenmalig/{keys.token}/")
    assert_accessible(guest)
    guest.fill("[name=pin]", keys.pin)
    guest.click("main button")
    assert_accessible(guest)
