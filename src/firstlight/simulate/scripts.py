"""Scripts: what an operator has written once and posts again and again, a little changed each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firstlight.simulate import wording
from firstlight.simulate.dice import Dice


@dataclass(frozen=True, slots=True)
class Style:
    """How somebody types."""

    lower: bool
    upper_title: bool
    marks: tuple[str, ...]
    line_break: str
    typos: float

    @staticmethod
    def of(dice: Dice) -> Style:
        """Return somebody's style."""
        marks = tuple(dice.some(wording.MARKS, 2)) if dice.chance(0.4) else ()
        return Style(
            dice.chance(0.25), dice.chance(0.2), marks, dice.pick((" ", " ", "\n", "\n\n")), 0.2 * dice.chance(0.3)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: the bank's form, and as its writer settled it."""

    bank: str
    settled: str


@dataclass(frozen=True, slots=True)
class Traits:
    """Which warning or harmless wordings a script carries, and its language."""

    third_person: bool = False
    youth: bool = False
    trust: bool = False
    screening: bool = False
    restricted: bool = False
    boilerplate: bool = False
    advance_fee: bool = False
    origin: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Script:
    """A title and sentences with slots, without any contact, and the style they are typed in."""

    title: str
    lines: tuple[Line, ...]
    style: Style
    traits: Traits


def write(dice: Dice, traits: Traits) -> Script:
    """Return a new script with those traits."""
    language = traits.language
    opening = _line(dice, "third_person" if traits.third_person else "opening", language)
    banks = ["about", "offer", "place"]
    banks += [bank for bank in ("about", "offer", "hours", "rate") if dice.chance(0.6)]
    optional = (
        (traits.youth, "youth"),
        (traits.trust, "trust"),
        (traits.screening, "screening"),
        (traits.restricted, "restricted"),
        (traits.boilerplate, "boilerplate"),
        (traits.advance_fee, "scam"),
        (traits.origin, "origin"),
    )
    banks += [bank for wanted, bank in optional if wanted]
    body = [_line(dice, bank, language) for bank in dice.some(banks, len(banks))]
    closing = [_line(dice, "closing", language)] if dice.chance(0.6) else []
    return Script(wording.say(dice, "titles", language), (opening, *body, *closing), Style.of(dice), traits)


def blast(dice: Dice) -> Script:
    """Return the one text of a spam campaign; its contact stands in the text."""
    style = Style(False, dice.chance(0.5), tuple(dice.some(wording.MARKS, 2)), " ", 0.0)
    bodies = dice.some(wording.bank("spam_body"), dice.between(2, 4))
    body = [Line(sentence, wording.settle(dice, sentence)) for sentence in bodies]
    title = wording.settle(dice, "[Best|Hot|New] [company|massage|offers] {city}")
    return Script(title, (_line(dice, "spam_open"), *body, _line(dice, "spam_call")), style, Traits())


def perform(
    dice: Dice, script: Script, contact: list[str], slots: Mapping[str, str], verbatim: bool, rewriting: float
) -> tuple[str, str]:
    """Return (title, text) of one ad: the script, edited unless verbatim, with contact lines added and slots filled."""
    sentences = [line.settled for line in script.lines] if verbatim else _edited(dice, script, rewriting)
    at = len(sentences) if dice.chance(0.8) else min(1, len(sentences))
    sentences[at:at] = contact
    if script.style.marks and dice.chance(0.7):
        mark = dice.pick(script.style.marks)
        at = dice.below(len(sentences))
        sentences[at] = f"{mark}{sentences[at]} {mark}" if dice.chance(0.5) else f"{mark * 3} {sentences[at]}"
    text = script.style.line_break.join(sentences)
    title = script.title.format_map(slots)
    if script.style.lower:
        text = text.lower()
    return title.upper() if script.style.upper_title else title, text.format_map(slots)


def _line(dice: Dice, bank: str, language: str = "en") -> Line:
    sentence = dice.pick(wording.bank(bank, language))
    return Line(sentence, wording.settle(dice, sentence))


def _edited(dice: Dice, script: Script, rewriting: float) -> list[str]:
    """Return the script's sentences with some dropped, some worded anew, two swapped, a letter slipped."""
    sentences: list[str] = []
    for line in script.lines:
        fate = dice.below(100)
        if fate < 8 and len(script.lines) > 3:
            continue
        sentences.append(wording.settle(dice, line.bank) if fate >= 100 - int(100 * rewriting) else line.settled)
    if not sentences:
        sentences = [script.lines[0].settled]
    if len(sentences) > 2 and dice.chance(0.15):
        at = dice.between(1, len(sentences) - 2)
        sentences[at], sentences[at + 1] = sentences[at + 1], sentences[at]
    if dice.chance(script.style.typos):
        at = dice.below(len(sentences))
        sentences[at] = _slip(dice, sentences[at])
    return sentences


def _slip(dice: Dice, sentence: str) -> str:
    """Swap two letters of one word, or draw out one; slots are left alone."""
    words = sentence.split(" ")
    at = dice.below(len(words))
    word = words[at]
    if len(word) < 4 or not word.isalpha():
        return sentence
    cut = dice.between(1, len(word) - 2)
    drawn = word[: cut + 1] + word[cut] * 2 + word[cut + 1 :]
    words[at] = drawn if dice.chance(0.5) else word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    return " ".join(words)
