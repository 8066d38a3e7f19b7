"""The words of a message, in the language of who gets it. Also shown on screen, so that everybody sees what was sent."""

from __future__ import annotations

from django.utils.translation import override

from sluitend.core.messages import Kind, letter
from sluitend.ui.languages import language
from sluitend.ui.wording import say


def to_professional(kind: Kind, new: int, today: int, code: str) -> tuple[str, str]:
    """(subject, text)."""
    written = letter(kind, new, today)
    with override(code):
        return str(say(written.subject)), "\n".join(str(say(line)) for line in written.body)


def to_parent(code: str) -> tuple[str, str]:
    """Names neither the program nor what it is about: somebody may read along."""
    spoken = language(code)
    return spoken.say("message.subject"), spoken.say("message.body")
