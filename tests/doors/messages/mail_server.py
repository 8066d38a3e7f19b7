"""A real SMTP server for a test (aiosmtpd), which keeps what it took and can be told to refuse."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default

from aiosmtpd.controller import Controller


@dataclass
class Mailbox:
    """`says` answers a recipient, `taken` is called with the number of messages before the last one is confirmed."""

    port: int
    letters: list[tuple[str, Message]] = field(default_factory=list)
    says: Callable[[str], str] = lambda _: "250 OK"
    taken: Callable[[int], None] = lambda _: None

    async def handle_RCPT(self, server, session, envelope, address, options):
        said = self.says(address)
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=default)
        self.letters += [(address, letter) for address in envelope.rcpt_tos]
        self.taken(len(self.letters))
        return "250 taken"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box = Mailbox(free.getsockname()[1])
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
