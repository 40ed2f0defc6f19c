"""The settings, read once at a door (a command, a server start) and passed down.

Nothing else reads the environment. Each setting has an environment variable, `FIRSTLIGHT_` and its name
in capitals; an option of a command wins over it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, cast

from firstlight.errors import InputError

Engine = Literal["native", "ray"]

_PREFIX = "FIRSTLIGHT_"
_ACCOUNT = ("LOGNAME", "USER", "USERNAME")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    workspace: the unit's folder. desk: a database URL; empty means SQLite inside the workspace.
    engine: where kernels run: `native` (this machine) or `ray`.
    ray_address: a running Ray cluster; empty starts one here.
    workers: processes for the native engine, 0 means one per core. part_rows: postings in one part of the lake.
    regions: ISO 3166 codes whose phone formats are tried, most likely first.
    sites: files of rules for the pages of the boards that the unit reads from web archives.
    lexicons: the agency's own lexicon files. records: a file of open missing-child cases, empty for none.
    who: the name under which decisions and looks are noted; the account of this machine unless said otherwise.
    purpose: why this person looks, noted with each look: a case, an order.
    tor, tor_control: Tor's SOCKS and control ports on this machine. tsa: the address of a time-stamping authority,
    empty for none; tsa_root: the file of its root certificate (PEM).
    smtp, smtp_from, smtp_login: the mail server (host:port), the sender, and name:password where it wants them.
    webhook_key: the secret by which calls of webhooks are signed; webhook_private: host:port of the unit's own machines
    that a webhook may be on.
    directory: the agency's own file of bodies to tell, before those that ship.
    """

    workspace: Path = Path("firstlight-data")
    desk: str = ""
    engine: Engine = "native"
    ray_address: str = ""
    workers: int = 0
    part_rows: int = 5_000
    regions: tuple[str, ...] = ("US", "CA")
    sites: tuple[str, ...] = ()
    lexicons: tuple[str, ...] = ()
    records: str = ""
    who: str = ""
    purpose: str = ""
    tor: str = "127.0.0.1:9050"
    tor_control: str = "127.0.0.1:9051"
    tsa: str = ""
    tsa_root: str = ""
    directory: str = ""
    smtp: str = ""
    smtp_from: str = ""
    smtp_login: str = ""
    webhook_key: str = ""
    webhook_private: tuple[str, ...] = ()

    @property
    def worker_count(self) -> int:
        """How many processes the native engine may use."""
        return self.workers or os.cpu_count() or 1

    def with_options(self, **options: Any) -> Settings:
        """Return these settings with every option that is not None put over them."""
        return replace(self, **{name: value for name, value in options.items() if value is not None})


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Read the settings from environment variables; raise InputError naming the variable that cannot be read."""
    found: dict[str, Any] = {}
    for setting in fields(Settings):
        name = _PREFIX + setting.name.upper()
        if name in environ:
            found[setting.name] = _parse(name, setting.name, environ[name])
    account = next((environ[name] for name in _ACCOUNT if environ.get(name)), "")
    return Settings(**{"who": account} | found)


def _parse(variable: str, name: str, text: str) -> Any:
    default = getattr(Settings(), name)
    if name == "engine":
        if text not in ("native", "ray"):
            raise InputError(f"{variable} is {text!r}: it must be native or ray")
        return cast("Engine", text)
    if isinstance(default, Path):
        return Path(text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(default, int):
        if not text.isdigit() or (name == "part_rows" and int(text) == 0):
            raise InputError(f"{variable} is {text!r}: it must be a whole number")
        return int(text)
    return text
