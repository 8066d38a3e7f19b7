"""What the gallery shows: every component in every state, with invented values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sluitend.core.text import text
from sluitend.ui import fields
from sluitend.ui.bars import Bar, Bars
from sluitend.ui.charts import Gap, Happening, Timeline, timeline
from sluitend.ui.forms import Form
from sluitend.ui.paired_bars import paired_bars

TODAY = date(2026, 11, 23)
BORN = date(2026, 8, 24)


@dataclass(frozen=True)
class Item:
    url: str
    label: str
    current: bool = False
    count: int = 0


class EveryField(Form):
    """One of each field."""

    name = fields.Line(gettext_lazy("Naam"), hint=gettext_lazy("Zoals zij genoemd wil worden."))
    phone = fields.Phone(gettext_lazy("Telefoonnummer"), required=False)
    email = fields.Email(gettext_lazy("E-mailadres"), required=False)
    due = fields.Date(gettext_lazy("Uitgerekende datum"), hint=gettext_lazy("Bijvoorbeeld 27 3 2027."))
    story = fields.LongText(gettext_lazy("Wat ziet u?"), max_length=200)
    wish = fields.Choice(
        gettext_lazy("Wat wil zij zelf?"),
        [
            ("help", gettext_lazy("Zij wil hulp")),
            ("think", gettext_lazy("Zij wil erover nadenken")),
            ("no", gettext_lazy("Zij wil nu geen hulp")),
        ],
        hints={"think": gettext_lazy("U spreekt een dag af waarop u het weer vraagt.")},
    )
    goes_along = fields.Several(
        gettext_lazy("Welke gegevens mogen mee?"),
        [("contact", gettext_lazy("Naam en telefoonnummer")), ("reason", gettext_lazy("De reden"))],
    )
    town = fields.Search(gettext_lazy("Gemeente"), [("0202", "Arnhem"), ("0221", "Doesburg"), ("0275", "Rheden")])
    grade = fields.DropDown(
        gettext_lazy("Hoe is zij bereikbaar?"),
        [("", gettext_lazy("Kies")), ("day", gettext_lazy("Overdag")), ("evening", gettext_lazy("In de avond"))],
    )
    children = fields.Number(gettext_lazy("Hoeveel kinderen heeft zij al?"), min_value=0, max_value=20, required=False)
    file = fields.Upload(gettext_lazy("Bestand"), extensions=["xlsx", "csv"], max_bytes=10_000_000, required=False)
    knows = fields.Tick(gettext_lazy("Zij weet dat ik dit meld"), required=True)


WRONG: dict[str, Any] = {
    "once": "6f2c1f0e-6f43-4d0c-9d0e-7f7a35a1c001",
    "name": "",
    "phone": "06-1234",
    "email": "naam",
    "due_day": "30",
    "due_month": "2",
    "due_year": "2027",
    "story": "woord " * 40,
    "town": "Arn",
    "children": "veel",
}


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def life() -> Timeline:
    happened = [
        Happening(date(2026, 2, 2), text("Signaal van de verloskundige")),
        Happening(date(2026, 2, 12), text("Regiehouder aangewezen")),
        Happening(date(2026, 4, 20), text("Huisbezoek")),
        Happening(date(2026, 5, 4), text("Schuldhulp gestart")),
        Happening(BORN, text("Geboren na 40 weken")),
        Happening(date(2026, 9, 2), text("Kraamzorg: gezin helpt zichzelf")),
        Happening(date(2026, 11, 12), text("Huisbezoek"), planned=True, late=True),
        Happening(date(2026, 12, 3), text("Overleg met het gezin"), planned=True),
        Happening(date(2027, 2, 1), text("Evaluatie van het plan"), planned=True),
        Happening(date(2028, 8, 1), text("Overdracht aan de jeugdgezondheidszorg"), planned=True),
    ]
    return timeline(BORN, TODAY, happened, [Gap(date(2026, 5, 20), date(2026, 8, 10))], born=True)


def compared() -> Bars:
    """A figure with what is aimed at, and one that is hidden."""
    return Bars(
        text("Contacten van wat gepland was"),
        (
            Bar(
                "Arnhem",
                text("%(part)s van %(whole)s (%(percent)s procent)", part=16, whole=20, percent=80),
                80,
                65,
                65,
            ),
            Bar("Doesburg", text("verborgen"), None),
        ),
    )


def samples() -> dict[str, Any]:
    """The context of the gallery page."""
    return {
        "today": TODAY,
        "items": [
            Item("/ui", _("Vandaag"), current=True, count=3),
            Item("/ui#signaal", _("Signaal")),
            Item("/ui#post", _("Post"), count=12),
            Item("/ui#netwerk", _("Netwerk")),
        ],
        "facts": [
            (_("Regiehouder"), "Noor van den Berg"),
            (_("Volgende stap"), text("Overleg met het gezin op %(day)s", day=in_days(10))),
            (_("Leeftijd"), text("%(weeks)s weken", weeks=13)),
            (_("Taal"), text("Tigrinya, met tolk")),
        ],
        "marks": [(_("Nooit bellen"), "error"), (_("Twee huishoudens"), "neutral")],
        "chips": [
            (_("Nieuw"), "info"),
            (_("Aangenomen"), "ok"),
            (_("Wacht op antwoord"), "warning"),
            (_("Te laat"), "error"),
            (_("Rustig"), "quiet"),
            (_("Zwanger"), "neutral"),
        ],
        "dates": [in_days(days) for days in (-12, -1, 0, 1, 5, 40)],
        "columns": [_("Partij"), _("Gevraagd"), _("Beantwoord")],
        "rows": [("Wijkteam Presikhaaf", "16", text("%(part)s van %(all)s", part=14, all=16)), ("VoorZorg", "9", "9")],
        "pairs": paired_bars([(_("Aangenomen"), 184, 214), (_("Wacht op antwoord"), 60, 0), (_("Rustig"), 12, None)]),
        "life": life(),
        "compared": compared(),
        "empty": EveryField(),
        "wrong": EveryField(WRONG, auto_id="wrong_%s"),
    }
