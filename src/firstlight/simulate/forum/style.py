"""How somebody writes: small habits that stay when the subject changes.

Every habit is a choice among words that mean the same, so that nothing but the habit tells two writers apart. A writer
keeps to one about `steady` of the time, which is what makes telling them apart uncertain, as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from firstlight.simulate.dice import Dice

_SLOTS: Mapping[str, tuple[str, ...]] = {
    "but": ("but", "though", "yet", "only"),
    "because": ("because", "since", "as", "for"),
    "very": ("very", "really", "quite", "rather", "pretty", "so", "awfully", "fairly"),
    "maybe": ("maybe", "perhaps", "possibly", "probably", "might be"),
    "buy": ("buy", "get", "pick up", "order"),
    "big": ("big", "large", "huge", "great"),
    "small": ("small", "little", "tiny"),
    "think": ("think", "reckon", "guess", "suppose", "find", "would say", "believe"),
    "about": ("about", "around", "roughly", "some", "more or less"),
    "start": ("start", "begin"),
    "good": ("good", "nice", "fine", "decent", "great", "lovely"),
    "bad": ("bad", "poor", "awful", "rubbish", "terrible"),
    "lots": ("a lot of", "lots of", "plenty of", "loads of", "many", "so many"),
    "people": ("people", "folks", "others", "members", "everybody"),
    "usually": ("usually", "normally", "generally", "mostly", "as a rule", "most of the time"),
    "if": ("if", "in case", "when", "as long as"),
    "need": ("need to", "have to", "should", "must", "ought to", "want to"),
    "use": ("use", "go with", "stick with", "rely on"),
    "now": ("now", "at the moment", "these days", "currently", "right now"),
    "until": ("until", "till", "before"),
}
_OPENERS = (
    "Anyway,", "Honestly,", "To be fair,", "Mind you,", "As far as I know", "In my experience", "Well,", "Look,",
    "By the way,", "For what it is worth,", "Personally,", "Actually,", "Of course", "Then again,", "Sadly", "So,",
)  # fmt: skip
_GREETINGS = ("Hi all,", "Hello everyone,", "Hey,", "Good evening,", "Hello again,", "Dear all,", "Morning all,", "Hi,")
_PARTINGS = ("Cheers", "Regards", "Thanks", "Best wishes", "Take care", "Good luck", "Thanks in advance", "Bye for now")
_FACES = (":)", ";)", ":D", ":-)", ";-)", "^^", ":P", "xD")
_SHORT: Mapping[str, str] = {
    "do not": "don't", "did not": "didn't", "it is": "it's", "It is": "It's", "I have been": "I've been",
    "I am": "I'm", "would not": "wouldn't", "could not": "couldn't", "I will": "I'll", "will not": "won't",
    "that is": "that's", "That is": "That's", "you have": "you've", "we have": "we've", "I would": "I'd",
}  # fmt: skip
_SLIPS: Mapping[str, str] = {
    "definitely": "definately", "received": "recieved", "separate": "seperate", "a lot of": "alot of",
    "until": "untill", "which": "wich", "tomorrow": "tommorow", "really": "realy", "believe": "beleive",
    "probably": "probaly", "because": "becuase", "weather": "wether", "neighbour": "nieghbour", "the": "teh",
    "usually": "usualy", "different": "diffrent", "enough": "enuf", "whether": "wether", "people": "ppl",
    "you": "u", "though": "tho", "okay": "ok", "your": "ur", "without": "w/o", "with": "w/",
}  # fmt: skip
_AMERICAN: Mapping[str, str] = {
    "colour": "color", "metres": "meters", "grey": "gray", "favourite": "favorite", "travelling": "traveling",
    "travellers": "travelers", "realise": "realize", "neighbour": "neighbor", "autumn": "fall", "harbour": "harbor",
}  # fmt: skip
_END = re.compile(r"[.?]$")


@dataclass(frozen=True, slots=True)
class Style:
    """Somebody's habits; rates are in 0..1. `words` gives each slot the writer's own choice."""

    words: Mapping[str, str]
    steady: float
    case: str
    contracted: str
    slips: tuple[str, ...]
    american: bool
    ending: str
    opener: tuple[str, ...]
    opening: float
    greeting: str
    parting: str
    polite: float
    face: str
    smiling: float
    commas: bool
    joint: str
    joining: float
    lines: bool
    length: int

    @staticmethod
    def of(dice: Dice) -> Style:
        """Return somebody's style."""
        return Style(
            words={slot: dice.pick(words) for slot, words in _SLOTS.items()},
            steady=0.7 + 0.25 * dice.below(100) / 100,
            case=dice.pick(("usual", "usual", "usual", "lower", "small i")),
            contracted=dice.pick(("full", "short", "short", "bare")),
            slips=tuple(dice.some(tuple(_SLIPS), dice.pick((0, 0, 1, 2, 3, 5)))),
            american=dice.chance(0.4),
            ending=dice.pick((".", ".", ".", "...", "!", "", " .")),
            opener=tuple(dice.some(_OPENERS, 3)),
            opening=0.3 * dice.below(100) / 100,
            greeting=dice.pick(_GREETINGS),
            parting=dice.pick(_PARTINGS),
            polite=dice.pick((0.0, 0.0, 0.1, 0.4, 0.8)),
            face=dice.pick(_FACES),
            smiling=dice.pick((0.0, 0.0, 0.1, 0.3)),
            commas=dice.chance(0.8),
            joint=dice.pick((", and ", " - ", "; ", ", ", " and ")),
            joining=dice.pick((0.0, 0.1, 0.3, 0.5)),
            lines=dice.chance(0.25),
            length=dice.between(2, 8),
        )

    def masked(self, dice: Dice) -> Style:
        """Return the style of somebody who hides: what the eye sees first is changed, the choice of words is not."""
        other = Style.of(dice)
        return replace(
            self, case=other.case, ending=other.ending, greeting=other.greeting, parting=other.parting,
            face=other.face, smiling=other.smiling, slips=other.slips, lines=other.lines,
        )  # fmt: skip

    def fill(self, dice: Dice, sentence: str) -> str:
        """Fill a sentence's slots with the writer's words (most of the time)."""
        chosen = {
            slot: self.words[slot] if dice.chance(self.steady) else dice.pick(words)
            for slot, words in _SLOTS.items()
            if "{" + slot + "}" in sentence
        }
        return sentence.format_map(chosen) if chosen else sentence

    def write(self, dice: Dice, sentences: list[str]) -> str:
        """Return sentences (slots filled) as this writer types them, a greeting or a parting in a line of its own."""
        said: list[str] = []
        for sentence in sentences:
            typed = self._typed(dice, sentence)
            if said and dice.chance(self.joining) and not self.lines and not said[-1].endswith("?"):
                before = said.pop().rstrip(".!? ")
                keep = typed[:2] == "I " or typed[:2] == "I'"
                typed = before + self.joint + (typed if keep else typed[:1].lower() + typed[1:])
            said.append(typed)
        if self.face and dice.chance(self.smiling):
            said[-1] = f"{said[-1]} {self.face}"
        text = ("\n" if self.lines else " ").join(said)
        if dice.chance(self.polite):
            text = f"{self._cased(self.greeting)}\n{text}"
        if dice.chance(self.polite):
            text = f"{text}\n{self._cased(self.parting)}"
        return text

    def _typed(self, dice: Dice, sentence: str) -> str:
        if dice.chance(self.opening) and not sentence.endswith("?"):
            keep = sentence[:2] in ("I ", "I'")
            sentence = f"{dice.pick(self.opener)} {sentence if keep else sentence[:1].lower() + sentence[1:]}"
        if self.contracted != "full":
            for long, short in _SHORT.items():
                if long in sentence:
                    typed = short if self.contracted == "short" else short.replace("'", "")
                    sentence = re.sub(rf"\b{long}\b", typed, sentence)
        for table in (_AMERICAN if self.american else {}, {slip: _SLIPS[slip] for slip in self.slips}):
            for right, wrong in table.items():
                if right in sentence and dice.chance(self.steady):
                    sentence = re.sub(rf"\b{right}\b", wrong, sentence)
        if not self.commas:
            sentence = sentence.replace(",", "")
        if sentence.endswith("."):
            sentence = _END.sub(self.ending, sentence)
        return self._cased(sentence)

    def _cased(self, sentence: str) -> str:
        match self.case:
            case "lower":
                return sentence.lower()
            case "small i":
                return re.sub(r"\bI\b", "i", sentence)
        return sentence[:1].upper() + sentence[1:]
