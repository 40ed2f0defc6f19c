"""The address formats of five coins: which checksum each carries, and how an address is written canonically.

Sources: Bitcoin wiki, "Base58Check encoding" and "List of address prefixes"; BIP-173 and BIP-350 (bech32, bech32m);
EIP-55 (capitals as checksum); Monero's base58 in blocks of 8 bytes (src/common/base58.cpp, described in "CryptoNote
Standard 007"); TRON documentation, "Account address format".
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from firstlight.extract.keccak import keccak256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BASE58_VALUE = {character: value for value, character in enumerate(_BASE58)}
_BECH32_VALUE = {character: value for value, character in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_VERSIONS = {0x00: "btc", 0x05: "btc", 0x30: "ltc", 0x32: "ltc", 0x41: "trx"}
_SEGWIT = {"bc": "btc", "ltc": "ltc"}
_MONERO_NETWORKS = {18, 19, 42}
_MONERO_BLOCKS = {0: 0, 2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}
_HEX = re.compile(r"0[xX][0-9a-fA-F]{40}")
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32, _BECH32M = 1, 0x2BC830A3


class Address(NamedTuple):
    """An address that holds: coin, canonical writing, how sure that makes us, and which checksum said so."""

    coin: str
    address: str
    score: float
    rule: str


def decode(text: str) -> Address | None:
    """Return the address that a run of letters and digits is, or None."""
    if text[:1] in "13LMT" and len(text) <= 36:
        return _base58check(text)
    if text[:1] in "48" and len(text) in {95, 106}:
        return _monero(text)
    if text[:2] in {"0x", "0X"}:
        return _ethereum(text)
    return _bech32(text)


def _base58check(text: str) -> Address | None:
    number = 0
    for character in text:
        value = _BASE58_VALUE.get(character)
        if value is None:
            return None
        number = number * 58 + value
    if number.bit_length() > 200:
        return None
    raw = number.to_bytes(25, "big")
    body, check = raw[:-4], raw[-4:]
    if len(text) - len(text.lstrip("1")) != len(raw) - len(raw.lstrip(b"\0")):
        return None
    holds = hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4] == check
    coin = _VERSIONS.get(raw[0])
    return Address(coin, text, 1.0, "base58check") if holds and coin else None


def _bech32(text: str) -> Address | None:
    if text not in {text.lower(), text.upper()}:
        return None
    lower = text.lower()
    prefix, _, data = lower.rpartition("1")
    coin = _SEGWIT.get(prefix)
    if coin is None or len(data) < 8 or not _BECH32_VALUE.keys() >= set(data):
        return None
    values = [_BECH32_VALUE[character] for character in data]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    wanted = _BECH32 if values[0] == 0 else _BECH32M
    if values[0] > 16 or _polymod(expanded + values) != wanted:
        return None
    bits = 5 * (len(values) - 7)
    sizes = {20, 32} if values[0] == 0 else set(range(2, 41))
    if bits // 8 not in sizes or bits % 8 > 4:
        return None
    return Address(coin, lower, 1.0, "bech32" if values[0] == 0 else "bech32m")


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator if top >> bit & 1 else 0
    return check


def _ethereum(text: str) -> Address | None:
    if not _HEX.fullmatch(text):
        return None
    plain = text[2:].lower()
    digest = keccak256(plain.encode()).hex()
    cased = "".join(c.upper() if int(d, 16) >= 8 else c for c, d in zip(plain, digest, strict=False))
    if text[2:] == cased:
        return Address("eth", f"0x{cased}", 1.0, "eip55")
    if text[2:] in {plain, plain.upper()} and len(set(plain)) > 6:
        return Address("eth", f"0x{cased}", 0.7, "hexadecimal")
    return None


def _monero(text: str) -> Address | None:
    raw = b""
    for at in range(0, len(text), 11):
        block = text[at : at + 11]
        size = _MONERO_BLOCKS.get(len(block))
        if size is None or not _BASE58_VALUE.keys() >= set(block):
            return None
        number = 0
        for character in block:
            number = number * 58 + _BASE58_VALUE[character]
        if number >> 8 * size:
            return None
        raw += number.to_bytes(size, "big")
    holds = raw[0] in _MONERO_NETWORKS and keccak256(raw[:-4])[:4] == raw[-4:]
    return Address("xmr", text, 1.0, "monero") if holds else None
