"""Handing a message to a mail server over SMTP, through Django's backend."""

from __future__ import annotations

from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from sluitend.core.messages import Outcome

BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def send_mail(to: str, subject: str, body: str, key: str) -> tuple[Outcome, str]:
    """What the server said, with a code for trouble. The same `key` is the same message: a mailbox shows it once.

    Who the sender is and whether we may come in are ours to set right: those wait. A recipient that is refused for good is refused.
    """
    if not settings.EMAIL_HOST:
        return Outcome.LATER, "no_mail_server"
    headers = {"Message-ID": f"<{key}@{_domain()}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    try:
        get_connection(BACKEND).send_messages([message])
    except SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        return (Outcome.NEVER if code >= 500 else Outcome.LATER), f"smtp_{code}"
    except (SMTPAuthenticationError, SMTPSenderRefused) as refused:
        return Outcome.LATER, f"smtp_{refused.smtp_code}"
    except SMTPResponseException as refused:
        return (Outcome.NEVER if refused.smtp_code >= 500 else Outcome.LATER), f"smtp_{refused.smtp_code}"
    except (SMTPException, OSError) as wrong:
        return Outcome.LATER, type(wrong).__name__
    return Outcome.SENT, ""


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
