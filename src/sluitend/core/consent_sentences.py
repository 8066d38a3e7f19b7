"""Asking consent in three plain sentences that can be read aloud: what goes to whom, what for, and what no means.

The text for parents themselves is content (content/languages); these are for the professional who asks. Words at B1 level: what a kind of
data is called here says what it holds, because "medische gegevens" tells a mother nothing (domain.md 11: explain why and which data, S3).
"""

from __future__ import annotations

from collections.abc import Collection

from sluitend.core.sharing import DataKind
from sluitend.core.text import Text, text

YOURS: dict[DataKind, Text] = {
    DataKind.CONTACT: text("uw naam, adres en telefoonnummer"),
    DataKind.REASON: text("waarom u hulp krijgt"),
    DataKind.FACTORS: text("wat er bij u speelt en wat u steunt"),
    DataKind.PLAN: text("uw plan"),
    DataKind.MEDICAL: text("wat wij weten over uw gezondheid en zwangerschap"),
    DataKind.OBSERVATIONS: text("wat wij over uw gezin hebben opgeschreven"),
}


def sentences(receiver: str, kinds: Collection[DataKind], purpose: str) -> tuple[Text, Text, Text]:
    """Three sentences for one receiver. The third says the effect of no, before she answers."""
    mine = [YOURS[kind] for kind in DataKind if kind in kinds]
    return (
        text("Wij willen dit vertellen aan %(receiver)s: %(kinds)s.", receiver=receiver, kinds=mine),
        text("Dat is hiervoor nodig: %(purpose)s.", purpose=purpose.strip().rstrip(".")),
        text(
            "Zegt u nee, of stopt u er later mee, dan vertellen wij %(receiver)s niets meer en gaat uw andere hulp gewoon door.",
            receiver=receiver,
        ),
    )
