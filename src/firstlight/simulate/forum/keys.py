"""Keys and addresses that look right and belong to nobody: made from chance, with sound checksums."""

from __future__ import annotations

import base64
import hashlib

from firstlight.simulate.dice import Dice

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def _bytes(dice: Dice, count: int) -> bytes:
    return bytes(dice.below(256) for _ in range(count))


def fingerprint(dice: Dice) -> str:
    """A PGP fingerprint as tools print it: ten groups of four digits."""
    digits = _bytes(dice, 20).hex().upper()
    return " ".join(digits[at : at + 4] for at in range(0, 40, 4))


def wallet(dice: Dice) -> str:
    """A Bitcoin address (base58check, version 0). Nobody knows a key to it."""
    payload = b"\0" + _bytes(dice, 20)
    raw = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + text


def onion(dice: Dice) -> str:
    """A version 3 onion address. Nothing answers there. Source: rend-spec-v3, section 6."""
    key = _bytes(dice, 32)
    check = hashlib.sha3_256(b".onion checksum" + key + b"\x03").digest()[:2]
    return base64.b32encode(key + check + b"\x03").decode().lower() + ".onion"
