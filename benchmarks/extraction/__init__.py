"""How well and how fast mentions are found, on generated texts whose tables are split in a public and a held-out half.

Rules are written and tuned on the public half alone; the figures that count are those of the held-out half.
"""

from __future__ import annotations


def main() -> None:
    """Print the tables of phones, of all other kinds, of the challenge, of the speed, and of long texts."""
    from benchmarks.extraction import challenge, curve, kinds, phones, speed  # noqa: PLC0415 - they import from here

    phones.main([])
    kinds.main([])
    challenge.main([])
    speed.main([])
    curve.main([])
