from __future__ import annotations

import unicodedata

import pytest

from firstlight.simulate import spelling
from firstlight.simulate.dice import Dice

WORDS = {word: str(at) for at, word in enumerate(spelling._WORDS)}
LETTERS = {"O": "0", "l": "1", "S": "5", "B": "8"}


def read(text: str) -> str:
    """Read a spelling back, naively: it is enough that the digits can be told."""
    for word, digit in WORDS.items():
        text = text.replace(word, digit)
    text = text.replace("then", "")
    text = "".join(LETTERS.get(c, c) for c in text)
    digits = [unicodedata.digit(c, -1) for c in text]
    return "".join(str(d) for d in digits if d >= 0)


@pytest.mark.parametrize("habit", [None, *spelling.OBFUSCATIONS])
def test_a_number_can_be_read_back_however_it_is_written(habit: str | None) -> None:
    for seed in range(30):
        written = spelling.written(Dice(seed), "+19185550142", habit)
        assert read(written)[-10:] == "9185550142", written
