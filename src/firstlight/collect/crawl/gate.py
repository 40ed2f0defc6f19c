"""The gate: the one place that says whether an address may be asked for. Nothing is fetched without its pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from firstlight.collect.crawl.address import Address
from firstlight.collect.crawl.scope import LEAVE, Scope
from firstlight.errors import NotAllowed

_NO_PAGE = frozenset({
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "bmp", "tif", "tiff", "svg", "ico", "avif", "heic", "heif",
    "jxl", "psd", "mp4", "m4v", "mov", "avi", "mkv", "webm", "flv", "wmv", "mpg", "mpeg", "3gp", "ts", "m3u8", "mp3",
    "m4a", "ogg", "oga", "ogv", "opus", "wav", "flac", "aac", "zip", "rar", "7z", "gz", "tgz", "bz2", "xz", "zst",
    "tar", "iso", "dmg", "cab", "js", "mjs", "css", "wasm", "swf", "exe", "msi", "apk", "jar", "dll", "bin", "deb",
    "rpm", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "woff", "woff2", "ttf", "otf", "eot", "torrent",
})  # fmt: skip
"""Endings of what is never text; such an address is not even asked for."""


class Refusal(StrEnum):
    """Why an address may not be asked for."""

    HOST = "its host is not in the scope"
    ONION = "an onion is reached through tor alone"
    EXCLUDED = "the scope excludes it"
    ACTS = "asking for it would do something there, such as sign out"
    NO_TEXT = "its ending says that it is no text"
    DEPTH = "it lies deeper than the scope allows"


@dataclass(frozen=True, slots=True)
class Pass:
    """What the gate gives for an address that may be asked for. Only the gate makes one."""

    address: Address


class Gate:
    """A scope, enforced."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def judge(self, address: Address, depth: int = 0) -> Pass | Refusal:
        """Say whether an address may be asked for as a page, and if not, why."""
        if refusal := self._refusal(address):
            return refusal
        if LEAVE.search(address.target):
            return Refusal.ACTS
        if address.path.rpartition(".")[2].lower() in _NO_PAGE and "." in address.path.rpartition("/")[2]:
            return Refusal.NO_TEXT
        return Refusal.DEPTH if depth > self.scope.limits.depth else Pass(address)

    def judge_picture(self, address: Address) -> Pass | Refusal:
        """Say whether an address may be asked for as a picture, to be hashed in memory; off, none may."""
        return Refusal.NO_TEXT if self.scope.pictures is None else self._refusal(address) or Pass(address)

    def _refusal(self, address: Address) -> Refusal | None:
        if not self.scope.allows_host(address.host):
            return Refusal.HOST
        if address.onion and self.scope.through != "tor":
            return Refusal.ONION
        if any(form.search(str(address)) for form in self.scope.exclude):
            return Refusal.EXCLUDED
        return None

    def check_day(self, now: datetime) -> None:
        """Raise NotAllowed when the scope is not valid now."""
        scope = self.scope
        if now < scope.begins:
            raise NotAllowed(
                f"{scope.file}: this scope is valid from {scope.begins:%Y-%m-%d %H:%M} UTC; nothing was fetched"
            )
        if now >= scope.ends:
            raise NotAllowed(
                f"{scope.file}: this scope was valid until {scope.ends:%Y-%m-%d %H:%M} UTC; "
                "what was fetched before is kept, and nothing more is. Have it renewed in writing"
            )
