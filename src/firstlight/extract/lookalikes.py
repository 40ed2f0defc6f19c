"""Letters that look like a Latin letter: what a reader sees where another character stands.

Only shapes that a person takes for the Latin letter are here. Letters that look like a *digit* ("З" for 3) are the
business of `phone`, which knows where a digit is expected.

Source: chosen by hand after Unicode Technical Standard 39 (confusables), kept to letters in common use.
"""

from __future__ import annotations

TWINS: dict[str, str] = {
    "a": "аАαΑꓮᎪɑ",
    "b": "вьВЬβΒꓐᏏ",
    "c": "сСϲϹꓚᏟ",
    "d": "ԁꓓᎠ",
    "e": "еЕѐёҽεΕꓰᎬ",
    "f": "ғϝꓝ",
    "g": "ɡԌցɢꓖᏀ",
    "h": "һнҳНҺΗհꓧᎻ",
    "i": "іїІЇӏӀιΙıɩꓲᎥǀ",
    "j": "јЈϳȷꓙᎫ",
    "k": "кқКκΚꓗᏦ",
    "l": "ꓡᏞ",
    "m": "мМΜϺꓟᎷ",
    "n": "пηΝոꓠ",
    "o": "оөОοσΟօՕꓳ",
    "p": "рРρΡꓑᏢ",
    "q": "ԛԚզ",
    "r": "гꓣᎡᏒ",
    "s": "ѕЅՏꓢᏚ",
    "t": "тТτΤꓔᎢ",
    "u": "υսՍμꓴ",
    "v": "ѵѴνꓦᏙ",
    "w": "ԝѡԜωꓪᎳ",
    "x": "хХχΧꓫ",
    "y": "уүұУҮΥγꓬ",
    "z": "ΖꓜᏃ",
}
"""Each Latin letter with its twins in the Cyrillic, Greek, Armenian, Cherokee, Lisu and IPA alphabets."""

LETTERS: dict[str, str] = {twin: letter for letter, twins in TWINS.items() for twin in twins}
"""Each twin with the Latin letter that it is read as."""
