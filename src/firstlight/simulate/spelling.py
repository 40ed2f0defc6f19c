"""How a phone number is written: plainly, or so as to defeat collection."""

from __future__ import annotations

from collections.abc import Callable

from firstlight.simulate.dice import Dice

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LOOKALIKES = {"0": "O", "1": "l", "5": "S", "8": "B"}
_KEYCAP = "\ufe0f\u20e3"
_EMOJI = ("💕", "🌹", "✨", "🌸", "📞", "⭐")


def plain(dice: Dice, digits: str) -> str:
    """Write ten digits in one of the usual ways."""
    area, office, line = digits[:3], digits[3:6], digits[6:]
    forms = (
        f"{area}-{office}-{line}", f"({area}) {office}-{line}", f"{area}.{office}.{line}",
        digits, f"{area} {office} {line}", f"+1 {area} {office} {line}",
    )  # fmt: skip
    return dice.pick(forms)


def words(dice: Dice, digits: str) -> str:
    """Write every digit as a word."""
    joint = dice.pick((" ", " ", "-", "."))
    return joint.join(_WORDS[int(digit)] for digit in digits)


def mixed(dice: Dice, digits: str) -> str:
    """Write some digits as words, the rest as digits."""
    return " ".join(_WORDS[int(digit)] if dice.chance(0.4) else digit for digit in digits)


def lookalikes(dice: Dice, digits: str) -> str:
    """Write letters that look like digits for some of them."""
    changed = "".join(_LOOKALIKES.get(digit, digit) if dice.chance(0.7) else digit for digit in digits)
    return f"{changed[:3]}-{changed[3:6]}-{changed[6:]}"


def spaced(dice: Dice, digits: str) -> str:
    """Put the same separator between all digits."""
    return dice.pick((" ", ".", "-", "*", "_", " - ")).join(digits)


def keycaps(_dice: Dice, digits: str) -> str:
    """Write keycap emoji."""
    return "".join(digit + _KEYCAP for digit in digits)


def fullwidth(_dice: Dice, digits: str) -> str:
    """Write fullwidth digits."""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in digits)


def emoji(dice: Dice, digits: str) -> str:
    """Put emoji between the groups."""
    mark = dice.pick(_EMOJI)
    return f"{digits[:3]}{mark}{digits[3:6]}{mark}{digits[6:]}"


def split(_dice: Dice, digits: str) -> str:
    """Break the number with prose."""
    return f"{digits[:3]} then {digits[3:6]} then {digits[6:]}"


OBFUSCATIONS: dict[str, Callable[[Dice, str], str]] = {
    "words": words,
    "mixed": mixed,
    "lookalikes": lookalikes,
    "spaced": spaced,
    "keycaps": keycaps,
    "fullwidth": fullwidth,
    "emoji": emoji,
    "split": split,
}
"""The ways to defeat collection, by name."""


def written(dice: Dice, phone: str, habit: str | None) -> str:
    """Write an E.164 number of +1 in the habit named, plainly for None."""
    digits = phone[2:]
    return plain(dice, digits) if habit is None else OBFUSCATIONS[habit](dice, digits)
