"""The digest as a mail, sent through the SMTP server that feeds.toml names."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import format_datetime

from monitor.digest.html import render as render_html
from monitor.digest.outline import PLAIN
from monitor.digest.outline import render as render_outline
from monitor.digest.report import Digest
from monitor.model import MailSettings

PATIENCE = 30.0
"""Seconds that the server has for each answer."""

PASSWORD = "MONITOR_SMTP_PASSWORD"
"""The environment's variable; without it the keyring is asked, where the package keyring is installed."""


class MailError(Exception):
    """The report was not sent; the message says why and what to do."""


def message(digest: Digest, settings: MailSettings) -> EmailMessage:
    """The mail: plain text, with the page as its alternative. The same digest gives the same mail."""
    mail = EmailMessage()
    mail["Subject"] = f"Policy digest: {digest.window.words}"
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.to)
    mail["Date"] = format_datetime(digest.as_of)
    mail["Message-ID"] = (
        f"<digest.{int(digest.window.start.timestamp())}.{int(digest.as_of.timestamp())}@policy-monitor>"
    )
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: out-of-office programs stay quiet
    mail.set_content(render_outline(digest, PLAIN))
    mail.add_alternative(render_html(digest), subtype="html")
    return mail


def send(mail: EmailMessage, settings: MailSettings, environment: Mapping[str, str] = os.environ) -> None:
    """Hand the mail to the server. Raises MailError; then nothing was sent."""
    where = f"{settings.host}:{settings.port}"
    try:
        with _connection(settings) as server:
            if settings.user:
                server.login(settings.user, _password(settings, environment))
            refused = server.send_message(mail)
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(f"{where} did not accept the user {settings.user} and the password.") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise MailError(f"{where} takes mail for none of {', '.join(error.recipients)}.") from error
    except smtplib.SMTPException as error:
        raise MailError(f"{where} did not take the mail: {error}") from error
    except (OSError, ssl.SSLError) as error:
        raise MailError(f"{where} cannot be reached: {error}") from error
    if refused:
        raise MailError(f"Sent, but {where} does not take mail for {', '.join(refused)}.")


def _connection(settings: MailSettings) -> smtplib.SMTP:
    if settings.security == "tls":
        return smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=PATIENCE, context=ssl.create_default_context()
        )
    server = smtplib.SMTP(settings.host, settings.port, timeout=PATIENCE)
    if settings.security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _password(settings: MailSettings, environment: Mapping[str, str]) -> str:
    if found := environment.get(PASSWORD):
        return found
    try:
        import keyring
    except ImportError:
        kept = None
    else:
        kept = keyring.get_password(settings.host, settings.user)
    if kept is None:
        raise MailError(
            f"There is no password for {settings.user} at {settings.host}: set {PASSWORD}, or install the "
            f"package keyring and run `keyring set {settings.host} {settings.user}`."
        )
    return str(kept)
