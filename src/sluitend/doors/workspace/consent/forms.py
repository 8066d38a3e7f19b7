"""What is asked, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sluitend.care.consent.queries import Asking
from sluitend.core.sharing import DataKind
from sluitend.doors.workspace.family.fact_forms import PersonForm
from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


class AskForm(PersonForm):
    person = fields.DropDown(_("Van wie zijn de gegevens?"))
    receiver = fields.DropDown(_("Met wie wilt u dit delen?"))
    data_kinds = fields.Several(_("Welke gegevens?"))
    purpose = fields.Line(_("Waarvoor?"), max_length=300, hint=_("Kort en gewoon: u leest dit straks voor."))

    def choose(self) -> None:
        super().choose()
        self.offer("receiver", self.about.organisations)
        self.offer("data_kinds", [(kind.value, say(kind.label).capitalize()) for kind in DataKind])

    def facts(self) -> dict[str, Any]:
        filled = self.whole("person", "receiver")
        return {**filled, "data_kinds": tuple(filled["data_kinds"])}

    @property
    def carried(self) -> Iterator[tuple[str, str]]:
        """(name, value) of what was asked, to go along with the answer."""
        for name, value in self.answers.items():
            yield from ((name, one) for one in (value if isinstance(value, list) else [value]))


class AnswerForm(Form):
    explained = fields.Line(
        _("Hoe heeft u het uitgelegd?"), max_length=300, hint=_("Bijvoorbeeld: voorgelezen, met tolk.")
    )
    herself = fields.Tick(_("Deze persoon vindt het zelf ook goed."))
    by_parents = fields.Number(
        _("Hoeveel ouders met gezag gaven toestemming?"), min_value=0, max_value=2, required=False
    )
    until = fields.Date(
        _("Tot wanneer geldt het?"), required=False, hint=_("Laat leeg als er geen einde is afgesproken.")
    )

    fields_of: ClassVar[dict[str, str]] = {"agrees": "herself"}

    def __init__(self, *args: Any, asking: Asking, **more: Any) -> None:
        super().__init__(*args, **more)
        if not asking.parents:
            del self.fields["by_parents"]
        if not (asking.parents and asking.herself):
            del self.fields["herself"]
        self.asking = asking

    def facts(self) -> dict[str, Any]:
        """As `Asked` calls them; who was not asked apart speaks for herself when nobody else has to."""
        filled = self.answers
        herself = filled.pop("herself", self.asking.herself)
        return {**filled, "by_herself": herself, "by_parents": filled.get("by_parents") or 0}
