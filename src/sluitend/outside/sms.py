"""Handing a text message to a gateway: one HTTPS request to an address of one's own (a webhook), no provider's own protocol.

    POST SMS_GATEWAY   Authorization: Bearer SMS_GATEWAY_KEY   Idempotency-Key: key
    {"id": key, "to": "+31612345678", "text": "…"}

2xx: taken. 400, 404, 410, 422: this number or text is refused for good. Everything else: later.
"""

from __future__ import annotations

import requests
from django.conf import settings

from sluitend.core.messages import Outcome

PATIENCE = 10
"""Seconds."""
FOR_GOOD = {400, 404, 410, 422}


def send_sms(to: str, words: str, key: str) -> tuple[Outcome, str]:
    if not settings.SMS_GATEWAY:
        return Outcome.LATER, "no_sms_gateway"
    headers = {"Authorization": f"Bearer {settings.SMS_GATEWAY_KEY}", "Idempotency-Key": key}
    asked = {"id": key, "to": international(to), "text": words}
    try:
        answer = requests.post(
            settings.SMS_GATEWAY, json=asked, headers=headers, timeout=PATIENCE, allow_redirects=False
        )
    except requests.RequestException as wrong:
        return Outcome.LATER, type(wrong).__name__
    if answer.ok and answer.status_code < 300:
        return Outcome.SENT, ""
    return (Outcome.NEVER if answer.status_code in FOR_GOOD else Outcome.LATER), f"http_{answer.status_code}"


def international(number: str) -> str:
    """`0612345678` as `+31612345678`; a number that begins with + stays."""
    return f"+31{number[1:]}" if number.startswith("0") else number
