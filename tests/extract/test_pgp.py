"""PGP: packets made here, so that the fingerprint under the armour is known."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.extract.kinds import Context
from firstlight.extract.pgp import find
from firstlight.extract.text import view

BODY = b"\x04" + b"\x5f\x00\x00\x00" + b"\x01" + b"\x00\x10\xab\xcd" + b"\x00\x02\x03"
PRINT = hashlib.sha1(b"\x99" + len(BODY).to_bytes(2, "big") + BODY, usedforsecurity=False).hexdigest().upper()
ISSUER = bytes(range(20))
SIGNATURE = b"\x04\x00\x01\x08" + b"\x00\x17" + b"\x16\x21\x04" + ISSUER + b"\x00\x00"


def armour(raw: bytes, what: str = "PUBLIC KEY BLOCK") -> str:
    text = base64.b64encode(raw).decode()
    return f"-----BEGIN PGP {what}-----\nVersion: none\n\n{text}\n=abcd\n-----END PGP {what}-----"


def values(text: str) -> list[str]:
    return [found.value for found in find(view(text), Context())]


@pytest.mark.parametrize("head", [bytes([0xC6, len(BODY)]), bytes([0x98, len(BODY)]), b"\x99\x00" + bytes([len(BODY)])])
def test_key_block(head: bytes) -> None:
    assert values(f"my key\n{armour(head + BODY)}\nbye") == [PRINT]


def test_signature_names_its_key() -> None:
    raw = bytes([0xC2, len(SIGNATURE)]) + SIGNATURE
    assert values(armour(raw, "SIGNATURE")) == [ISSUER.hex().upper()]


@pytest.mark.parametrize(
    "raw", [b"", b"\x00", b"\xc6", b"\xc6\xff\xff\xff\xff\xff", b"\xc6\x20\x04", b"\xc2\x06\x04\x00\x01\x08\xff\xff"]
)
def test_broken_blocks_are_no_keys(raw: bytes) -> None:
    assert values(armour(raw)) == []
    assert values(armour(raw, "SIGNATURE")) == []


@given(raw=st.binary(max_size=120), what=st.sampled_from(["PUBLIC KEY BLOCK", "SIGNATURE"]))
def test_any_bytes_within_armour_do_no_harm(raw: bytes, what: str) -> None:
    assert all(len(value) >= 10 for value in values(armour(raw, what)))


def test_many_heads_without_an_end_take_no_time() -> None:
    assert values("-----BEGIN PGP SIGNATURE-----\n" * 20_000) == []
