"""Messages: how one wants them, making them, and handing them over."""

from sluitend.care.outbox.actions.delivering import Parcel, note, take
from sluitend.care.outbox.actions.planning import plan
from sluitend.care.outbox.actions.wishes import set_messages, set_parent_messages

__all__ = ["Parcel", "note", "plan", "set_messages", "set_parent_messages", "take"]
