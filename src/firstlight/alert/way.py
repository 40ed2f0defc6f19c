"""How a delivery leaves, what is known afterwards, and where it may go."""

from __future__ import annotations

from dataclasses import dataclass

from firstlight.settings import Settings


class NotSent(Exception):
    """It surely did not leave, or was refused: it may be tried again."""


class Unclear(Exception):
    """It may have left, and nobody knows: it may not be sent again by itself."""


@dataclass(frozen=True, slots=True)
class Post:
    """What telling needs of the settings.

    smtp: host:port of the mail server; smtp_from: the sender. smtp_login: name:password, "" for none.
    webhook_key: the secret by which calls are signed. webhook_private: host:port of the unit's own machines that a
    webhook may be on; any other private address is refused.
    """

    smtp: str = ""
    smtp_from: str = ""
    smtp_login: str = ""
    webhook_key: str = ""
    webhook_private: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Post:
        """Return what the settings say."""
        return cls(settings.smtp, settings.smtp_from, settings.smtp_login, settings.webhook_key,
                   settings.webhook_private)  # fmt: skip
