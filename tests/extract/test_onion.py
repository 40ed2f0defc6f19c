"""Onion addresses: the checksum decides."""

from __future__ import annotations

import base64
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from firstlight.extract.kinds import Context
from firstlight.extract.onion import find, holds
from firstlight.extract.text import view


def made(key: bytes) -> str:
    check = hashlib.sha3_256(b".onion checksum" + key + b"\x03").digest()[:2]
    return base64.b32encode(key + check + b"\x03").decode().lower()


@given(key=st.binary(min_size=32, max_size=32))
def test_every_address_is_found_and_its_broken_twin_is_not(key: bytes) -> None:
    address = made(key)
    text = f"see http://{address}.onion/x or {address[:10]}{'a' if address[10] != 'a' else 'b'}{address[11:]}.onion"
    assert [found.value for found in find(view(text), Context())] == [f"{address}.onion"]


@given(text=st.text(alphabet="abcdefgh234567", min_size=56, max_size=56))
def test_chance_gives_none(text: str) -> None:
    assert not holds(text)
