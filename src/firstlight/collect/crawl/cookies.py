"""Sessions: a cookies.txt that a browser exported, and the cookies of a crawl kept between runs.

Source of the form: Netscape's cookie file, as curl writes it (seven fields between tabs; `#HttpOnly_` before a host).
Cookies are secrets: their file is readable by its owner alone, and they are never written to an archive.
"""

from __future__ import annotations

import json
import os
import time
from http.cookies import CookieError, Morsel, SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
from yarl import URL

from firstlight.collect.crawl import address
from firstlight.collect.crawl.address import NoAddress
from firstlight.errors import BadRow, UnreadableFile, Where
from firstlight.workspace.atomic import writing

_FIELDS = ("domain", "path", "secure", "expires", "name", "value")


class Cookie(NamedTuple):
    """One cookie: the host that set it (and, with `below`, those under it), path, end in epoch seconds (0: none)."""

    domain: str
    below: bool
    path: str
    secure: bool
    expires: int
    name: str
    value: str


def read(path: Path) -> list[Cookie]:
    """Read a cookies.txt. Raises UnreadableFile, or BadRow with file, line and cause; no value is ever in a message."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), f"cannot read these cookies: {error}") from error
    found = [_cookie(Where(str(path), number), line) for number, line in enumerate(lines, 1) if _counts(line)]
    if not found:
        raise UnreadableFile(str(path), "there is no cookie in it: export it in the Netscape (cookies.txt) form")
    return found


def _counts(line: str) -> bool:
    return bool(line.strip()) and (not line.startswith("#") or line.startswith("#HttpOnly_"))


def _cookie(where: Where, line: str) -> Cookie:
    parts = line.removeprefix("#HttpOnly_").split("\t")
    if len(parts) != 7:
        raise BadRow(where, f"a cookie has 7 fields between tabs, this line has {len(parts)}")
    domain, below, path, secure, expires, name, value = parts
    try:
        host = address.host(domain.lstrip("."))
    except NoAddress as error:
        raise BadRow(where, str(error)) from error
    if not name or not all(character.isprintable() and character not in ' ;,"' for character in name + value):
        raise BadRow(where, "its name or value holds what no cookie may hold")
    seconds = expires.partition(".")[0].lstrip("-") or "0"
    if not seconds.isdigit():
        raise BadRow(where, "its end is no number of seconds")
    return Cookie(host, below.upper() == "TRUE", path or "/", secure.upper() == "TRUE", int(seconds), name, value)


def new_jar(site: str) -> aiohttp.CookieJar:
    """Return an empty jar for one site. An onion counts as secure, as it does in Tor Browser."""
    origins = [URL(f"http://{site}")] if site.partition(":")[0].endswith(".onion") else None
    return aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=origins)


def fill(jar: aiohttp.CookieJar, site: str, given: list[Cookie]) -> int:
    """Put those cookies into a site's jar that belong to its host and have not ended; return how many."""
    host = site.rpartition(":")[0] if ":" in site and site[-1] != "]" else site
    count = 0
    for cookie in given:
        mine = host == cookie.domain or (cookie.below and host.endswith(f".{cookie.domain}"))
        if mine and not 0 < cookie.expires < time.time():
            _put(jar, host, cookie)
            count += 1
    return count


def _put(jar: aiohttp.CookieJar, host: str, cookie: Cookie) -> None:
    morsel: Morsel[str] = Morsel()
    try:
        morsel.set(cookie.name, cookie.value, cookie.value)
    except CookieError:
        return
    morsel["path"] = cookie.path
    morsel["secure"] = cookie.secure
    scheme = "https" if cookie.secure else "http"
    jar.update_cookies({cookie.name: morsel}, URL(f"{scheme}://{f'[{host}]' if ':' in host else host}/"))


class Kept:
    """The cookies of a crawl on disk, one list a site, for the next run to go on with."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._written = ""

    def load(self) -> dict[str, list[Cookie]]:
        """Return the cookies by site; none where there is no file, or one that cannot be read (one signs in anew)."""
        try:
            data: dict[str, list[list[Any]]] = json.loads(self.path.read_text("utf-8"))
            return {site: [Cookie(*row) for row in rows] for site, rows in data.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def save(self, jars: dict[str, aiohttp.CookieJar]) -> None:
        """Write the cookies, if they changed."""
        rows = {site: [_row(morsel, site) for morsel in jar] for site, jar in jars.items()}
        text = json.dumps(rows)
        if text == self._written:
            return
        with writing(self.path) as temporary:
            os.close(os.open(temporary, os.O_CREAT | os.O_WRONLY, 0o600))
            temporary.write_text(text, encoding="utf-8")
        self._written = text


def _row(morsel: Morsel[str] | SimpleCookie, site: str) -> list[Any]:
    host = site.rpartition(":")[0] if ":" in site else site
    assert isinstance(morsel, Morsel)  # noqa: S101  (a jar yields nothing else)
    return [host, False, morsel["path"] or "/", bool(morsel["secure"]), 0, morsel.key, morsel.value]
