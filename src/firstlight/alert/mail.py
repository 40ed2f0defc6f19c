"""By e-mail, through the unit's own mail server (SMTP, RFC 5321)."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from firstlight.alert import letter
from firstlight.alert.way import NotSent, Post, Unclear
from firstlight.desk import Alert, Delivery, Watch

SECONDS = 20.0
"""How long the server may take for one answer."""

_REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPHeloError)


def send(post: Post, delivery: Delivery, watch: Watch | None, found: list[Alert]) -> None:
    """Send one letter; raise NotSent or Unclear."""
    if not (post.smtp and post.smtp_from):
        raise NotSent("no mail server is named: set FIRSTLIGHT_SMTP and FIRSTLIGHT_SMTP_FROM")
    message = EmailMessage()
    message["From"], message["To"] = post.smtp_from, delivery.address
    message["Subject"] = letter.subject(watch, delivery)
    # The same delivery has the same name everywhere, so that a server that saw it twice could tell.
    message["Message-ID"] = f"<firstlight-{delivery.delivery}-{delivery.through}@{post.smtp_from.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.words(watch, delivery, found))
    server = _connect(post)
    try:
        server.send_message(message)
    except _REFUSED as error:
        raise NotSent(f"the mail server refused it: {error}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unclear(f"the mail server broke off: {error}") from error
    finally:
        server.close()


def _connect(post: Post) -> smtplib.SMTP:
    host, _, port = post.smtp.rpartition(":")
    try:
        if port == "465":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, 465, timeout=SECONDS, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(host, int(port), timeout=SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
        if post.smtp_login:
            name, _, secret = post.smtp_login.partition(":")
            server.login(name, secret)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotSent(f"the mail server {post.smtp} cannot be reached: {error}") from error
    return server
