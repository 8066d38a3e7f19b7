"""What is asked of the product and of the yardstick: the five pages of issue 2, and the signal."""

from __future__ import annotations

from urllib.parse import urlencode

from benchmarks.client import Ask
from benchmarks.machine import Served

TOKEN = "b" * 32
"""The form's token and its cookie: any 32 letters, as long as they agree."""


def pages(served: Served) -> dict[str, Ask]:
    loaded, port = served.loaded, served.port
    coordinator, lead = _headers(served, "coordinator"), _headers(served, "lead")
    name = loaded["name"]
    family = f"/gezin/{loaded['family_id']}/"
    search = urlencode({"csrfmiddlewaretoken": TOKEN, "words": name}) + "&once=@once@"
    return {
        "today": Ask("today", port, "/vandaag/gezinnen/", coordinator, holds=family),
        "overdue": Ask("overdue", port, "/vandaag/team/", lead, holds="/gezin/"),
        "inbox": Ask("inbox", port, "/postvak/", _headers(served, "nurse"), holds="Huisbezoek"),
        "family": Ask("family", port, family, coordinator, holds=name),
        "search": Ask("search", port, "/gezin-zoeken/", coordinator, body=search, holds=family),
    }


def signal(served: Served) -> Ask:
    """The real form of a signal about somebody new, as the midwife fills it in."""
    filled = {
        "csrfmiddlewaretoken": TOKEN,
        "draft_key": "",
        "about": "new",
        "given_name": "Lina",
        "birth_date_day": "6",
        "birth_date_month": "5",
        "birth_date_year": "2004",
        "municipality": served.loaded["municipality_id"],
        "unease": "Ze zegt veel af",
        "risk": "money_problems",
        "wish": "wants",
        "grade": "C",
        "agrees": "yes",
        "knows": "on",
        "data_kinds": "reason",
        "do": "send",
    }
    body = urlencode(filled) + "&once=@once@&family_name=Meting@serial@"
    headers = _headers(served, "midwife")
    return Ask("signal", served.port, "/signaal/", headers, body=body, answer=302, holds="/verstuurd/")


def with_yardsticks(served: Served) -> dict[str, Ask]:
    """The pages after the bare page: as one sync worker answers it, by hand and through the ORM, and with the threads of the product."""
    path = f"/page/{served.loaded['coordinator_id']}"
    asked = {
        "bare page": (served.bare_port, path),
        "bare page, ORM": (served.bare_port, f"/orm{path}"),
        "bare page, threads": (served.bare_threads_port, path),
    }
    bares = {name: Ask(name, *where, holds="Op bezoek") for name, where in asked.items()}
    return bares | pages(served)


def bare_inserts(served: Served) -> list[Ask]:
    name = "bare view, {} insert(s) + commit"
    hand = [Ask(name.format(rows), served.bare_port, f"/insert/{rows}", answer=204) for rows in (1, 3)]
    orm = [Ask(name.format(n) + ", ORM", served.bare_port, f"/orm/insert/{n}", answer=204) for n in (1, 3)]
    return [*hand, *orm, Ask(name.format(1) + ", threads", served.bare_threads_port, "/insert/1", answer=204)]


def _headers(served: Served, user: str) -> dict[str, str]:
    """As a browser sends them through the proxy that ends TLS."""
    origin = f"https://127.0.0.1:{served.port}"
    return {
        "Host": f"127.0.0.1:{served.port}",
        "X-Forwarded-Proto": "https",
        "Origin": origin,
        "Referer": f"{origin}/",
        "Cookie": f"sessionid={served.loaded['sessions'][user]}; csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept-Language": "nl",
    }
