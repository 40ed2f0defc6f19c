"""Wallets and the checksums under them: published vectors, and single changed characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.extract.coins import decode
from firstlight.extract.keccak import keccak256
from firstlight.extract.wallet import EXAMPLES

KECCAK = (
    (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
    (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
)
"""From the Keccak team's known-answer tests."""

EIP55 = (
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
)  # fmt: skip
BIP350 = (
    ("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", True),
    ("BC1SW50QGDZ25J", True),
    ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", False),
    ("bc1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47", False),
    ("bc1gmk9yu", False),
)


@pytest.mark.parametrize(("data", "digest"), KECCAK)
def test_keccak(data: bytes, digest: str) -> None:
    assert keccak256(data).hex() == digest


@pytest.mark.parametrize("length", [135, 136, 137, 300])
def test_keccak_pads_every_length(length: int) -> None:
    assert len({keccak256(b"a" * length), keccak256(b"a" * (length - 1)), keccak256(b"a" * (length + 1))}) == 3


@pytest.mark.parametrize("address", EIP55)
def test_eip55(address: str) -> None:
    read = decode(address)
    assert read is not None
    assert (read.coin, read.address, read.score) == ("eth", address, 1.0)


@pytest.mark.parametrize(("address", "holds"), BIP350)
def test_bip350(address: str, holds: bool) -> None:
    read = decode(address)
    assert (read is not None) == holds


ADDRESSES = [values[0].partition(":")[2] for _, values in EXAMPLES]


@settings(max_examples=200, deadline=None)
@given(
    address=st.sampled_from(ADDRESSES), at=st.integers(3, 33), other=st.sampled_from("abcdefhjkmnpqrstuvwxyz23456789")
)
def test_one_changed_character_breaks_it(address: str, at: int, other: str) -> None:
    changed = address[:at] + other + address[at + 1 :]
    if changed.lower() != address.lower():
        assert decode(changed) is None


@given(text=st.text(alphabet="0123456789abcdefXYZxbcl1TM", max_size=110))
def test_any_text_is_no_address(text: str) -> None:
    assert decode(text) is None
