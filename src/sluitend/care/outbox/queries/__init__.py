"""What doors ask about messages."""

from sluitend.care.outbox.queries.reading import (
    Delivery,
    OwnMessages,
    Sent,
    Wanted,
    delivery,
    own_messages,
    parent_messages,
)

__all__ = ["Delivery", "OwnMessages", "Sent", "Wanted", "delivery", "own_messages", "parent_messages"]
