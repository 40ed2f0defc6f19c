from __future__ import annotations

import re

import pytest

from firstlight.simulate.dice import Dice
from firstlight.simulate.forum.posts import bank, general
from firstlight.simulate.forum.style import Style


@pytest.mark.parametrize("seed", range(40))
def test_no_slot_is_left_open_in_what_anybody_writes(seed: int) -> None:
    dice = Dice(seed)
    style = Style.of(dice)
    every = [*general(), *(one for topic in ("gardening", "trains", "travel") for one in bank(topic)["sentences"])]
    text = style.write(dice, [style.fill(dice, sentence) for sentence in every])
    assert not re.search(r"[{}]|I'dn't|Idnt", text)


def test_a_mask_changes_what_the_eye_sees_and_keeps_the_choice_of_words() -> None:
    style = Style.of(Dice(1))
    masked = style.masked(Dice(2))
    assert masked != style
    assert (masked.words, masked.opener, masked.joint) == (style.words, style.opener, style.joint)


def test_two_writers_differ_in_their_words() -> None:
    one, other = Style.of(Dice(1)), Style.of(Dice(2))
    assert sum(one.words[slot] != other.words[slot] for slot in one.words) > 5
