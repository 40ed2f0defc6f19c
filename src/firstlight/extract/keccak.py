"""Keccak-256 as Ethereum, Monero and Tron use it: the sponge of SHA-3 with the padding of the original submission.

Source: Bertoni, Daemen, Peeters, Van Assche, "The Keccak reference", version 3.0, 2011. `hashlib.sha3_256` differs
from it by one padding byte and cannot be made to give it.
"""

from __future__ import annotations

_RATE = 136
_LANES = 1 << 64
_ROTATIONS = ((0, 36, 3, 41, 18), (1, 44, 10, 45, 2), (62, 6, 43, 15, 61), (28, 55, 25, 21, 56), (27, 20, 39, 8, 14))
_ROUNDS = (
    0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000, 0x000000000000808B,
    0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008A, 0x0000000000000088,
    0x0000000080008009, 0x000000008000000A, 0x000000008000808B, 0x800000000000008B, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
)  # fmt: skip


def keccak256(data: bytes) -> bytes:
    """Return the 32 bytes of the digest."""
    padding = bytearray(_RATE - len(data) % _RATE)
    padding[0] |= 0x01
    padding[-1] |= 0x80
    padded = data + bytes(padding)
    state = [[0] * 5 for _ in range(5)]
    for block in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            at = block + 8 * lane
            state[lane % 5][lane // 5] ^= int.from_bytes(padded[at : at + 8], "little")
        _permute(state)
    return b"".join(state[x][0].to_bytes(8, "little") for x in range(4))


def _rotated(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) % _LANES


def _permute(state: list[list[int]]) -> None:
    """Apply the 24 rounds of Keccak-f[1600] in place: theta, rho and pi, chi, iota."""
    for constant in _ROUNDS:
        parity = [column[0] ^ column[1] ^ column[2] ^ column[3] ^ column[4] for column in state]
        for x in range(5):
            mixed = parity[x - 1] ^ _rotated(parity[(x + 1) % 5], 1)
            state[x] = [lane ^ mixed for lane in state[x]]
        moved = [[0] * 5 for _ in range(5)]
        for x in range(5):
            for y in range(5):
                moved[y][(2 * x + 3 * y) % 5] = _rotated(state[x][y], _ROTATIONS[x][y])
        for x in range(5):
            for y in range(5):
                state[x][y] = moved[x][y] ^ (~moved[(x + 1) % 5][y] & moved[(x + 2) % 5][y]) % _LANES
        state[0][0] ^= constant
