"""The families of hidden numbers: each takes a fictional number apart and writes it as an ad would."""

# ruff: noqa: E501 - tables read better with a row a line
from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.extraction import tables
from benchmarks.extraction.decoys import filler
from benchmarks.extraction.measure import Half, half_of

AREAS = "918 405 212 646 310 415 713 214 305 404 702 602 773 206 503 504 615 416 604 514".split(" ")  # noqa: SIM905
NATIONAL = {"GB", "IE", "AU", "NZ", "AE", "ZA", "FR", "DE"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with the numbers (E.164) that stand in it; site is where it was posted, title what stands above."""

    family: str
    text: str
    values: frozenset[str]
    site: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """The dice, the half of the tables in play, and how many of the sentences around hold figures."""

    rng: random.Random
    half: Half
    figures: float = 0.2

    def one(self, table: tuple[str, ...]) -> str:
        """Draw from the half of a table."""
        return self.rng.choice(half_of(table, self.half) or list(table))

    def number(self) -> str:
        """Draw ten digits of a fictional North American number."""
        return f"{self.rng.choice(AREAS)}55501{self.rng.randint(0, 99):02d}"


Writer = Callable[[Draw, str], str]


def parts(number: str) -> tuple[str, str, str]:
    """Return area code, exchange and line."""
    return number[:3], number[3:6], number[6:]


def dashed(number: str) -> str:
    """Return the number as most people write it."""
    return "-".join(parts(number))


def _plain(draw: Draw, number: str) -> str:
    a, b, c = parts(number)
    usual = (
        "{a}-{b}-{c}",
        "({a}) {b}-{c}",
        "{a}.{b}.{c}",
        "{a} {b} {c}",
        "{a}{b}{c}",
        "1-{a}-{b}-{c}",
        "+1 {a} {b} {c}",
        "({a}){b}-{c}",
        "+1{a}{b}{c}",
        "1{a}{b}{c}",
        "{a}/{b}-{c}",
        "{a}-{b}{c}",
        "{a} {b}{c}",
        "+1 ({a}) {b}-{c}",
    )
    return draw.rng.choice(usual).format(a=a, b=b, c=c)


def _separators(draw: Draw, number: str) -> str:
    separator = draw.one(tables.SEPARATORS)
    return separator.join(parts(number) if draw.rng.random() < 0.6 else number)


def _brackets(draw: Draw, number: str) -> str:
    a, b, c = parts(number)
    return draw.one(tables.BRACKETS).format(a=a, b=b, c=c)


def _glued(draw: Draw, number: str) -> str:
    a, b, c = parts(number)
    return draw.one(tables.GLUES).format(a=a, b=b, c=c)


def _say(draw: Draw, number: str, words: tuple[str, ...]) -> str:
    join = draw.one(tables.JOINS)
    outer = draw.one(tables.JOINS) if draw.rng.random() < 0.5 else join
    return outer.join(join.join(words[int(digit)] for digit in part) for part in parts(number))


def _words(draw: Draw, number: str) -> str:
    said = _say(draw, number, tables.WORDS)
    said = said.replace("zero", "oh") if draw.rng.random() < 0.3 else said
    return draw.rng.choice((str.lower, str.upper, str.title))(said)


def _mixed(draw: Draw, number: str) -> str:
    written = [digit if draw.rng.random() < 0.5 else tables.WORDS[int(digit)] for digit in number]
    join = draw.rng.choice(("", "", " ", "-"))
    return draw.rng.choice((" ", "-", ".", join)).join(join.join(written[a:b]) for a, b in ((0, 3), (3, 6), (6, 10)))


def _run_together(draw: Draw, number: str) -> str:
    join = draw.rng.choice(("", "", " ", "-", "."))
    return join.join("".join(tables.WORDS[int(digit)] for digit in part) for part in parts(number))


def _pair(pair: str) -> str:
    teens = (
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    )
    tens = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    if pair[0] == "0":
        return f"zero {tables.WORDS[int(pair[1])]}"
    if pair[0] == "1":
        return teens[int(pair[1])]
    return tens[int(pair[0])] + ("" if pair[1] == "0" else "-" + tables.WORDS[int(pair[1])])


def _tens(draw: Draw, number: str) -> str:
    a, _, c = parts(number)
    first = (
        f"{tables.WORDS[int(a[0])]} {_pair(a[1:])}"
        if draw.rng.random() < 0.7
        else " ".join(tables.WORDS[int(d)] for d in a)
    )
    middle = draw.rng.choice(
        ("triple five", "five double five", "double five five", "five fifty-five", "five five five", "triple 5")
    )
    last = f"{_pair(c[:2])} {_pair(c[2:])}" if draw.rng.random() < 0.7 else " ".join(tables.WORDS[int(d)] for d in c)
    return draw.rng.choice((" ", ", ", " - ")).join((first, middle, last))


def _misspelt(draw: Draw, number: str) -> str:
    said = [
        draw.one(tables.MISSPELT[digit]) if draw.rng.random() < 0.45 else tables.WORDS[int(digit)] for digit in number
    ]
    return draw.rng.choice((" ", "-", ", ", ".")).join(said)


def _letters(draw: Draw, number: str) -> str:
    written = "".join(
        draw.rng.choice(tables.LETTERS[d]) if d in tables.LETTERS and draw.rng.random() < 0.7 else d for d in number
    )
    return draw.rng.choice(("-", " ", ".", "", "/")).join(parts(written))


def _leet(draw: Draw, number: str) -> str:
    words = [
        draw.one(tables.LEET[tables.WORDS[int(digit)]]) if draw.rng.random() < 0.6 else tables.WORDS[int(digit)]
        for digit in number
    ]
    return draw.rng.choice((" ", "-", ".", "  ")).join(words)


def _script(table: tuple[str, ...]) -> Writer:
    def write(draw: Draw, number: str) -> str:
        digits = draw.one(table)
        return draw.rng.choice(("", " ", "-", ".")).join(
            "".join(digits[int(d)] for d in part) for part in parts(number)
        )

    return write


def _keycaps(draw: Draw, number: str) -> str:
    mark = draw.rng.choice(("\ufe0f\u20e3", "\u20e3"))
    join = draw.rng.choice(("", "", " "))
    return draw.rng.choice((" ", "", "-")).join(join.join(d + mark for d in part) for part in parts(number))


def _homoglyphs(draw: Draw, number: str) -> str:
    def twin(letter: str) -> str:
        return (
            draw.rng.choice(tables.HOMOGLYPHS[letter])
            if letter in tables.HOMOGLYPHS and draw.rng.random() < 0.6
            else letter
        )

    if draw.rng.random() < 0.6:
        return "".join(twin(letter) for letter in _say(draw, number, tables.WORDS))
    written = "".join(
        draw.one(tuple(tables.DIGIT_TWINS[d])) if d in tables.DIGIT_TWINS and draw.rng.random() < 0.6 else d
        for d in number
    )
    return draw.rng.choice(("-", " ", ".")).join(parts(written))


def _invisible(draw: Draw, number: str) -> str:
    mark = draw.one(tables.INVISIBLE)
    return "".join(c + (mark if draw.rng.random() < 0.7 else "") for c in _plain(draw, number))


def _emoji(draw: Draw, number: str) -> str:
    emoji = draw.one(tables.EMOJI) * draw.rng.randint(1, 2)
    emoji = draw.rng.choice((emoji, f" {emoji} "))
    return emoji.join(parts(number) if draw.rng.random() < 0.6 else number)


def _split(draw: Draw, number: str) -> str:
    said = [
        part if draw.rng.random() < 0.6 else draw.rng.choice((" ", "-")).join(tables.WORDS[int(d)] for d in part)
        for part in parts(number)
    ]
    return draw.one(tables.SPLITS).format(a=said[0], b=said[1], c=said[2])


def _signs(draw: Draw, number: str) -> str:
    sign = draw.one(tables.SIGNS)
    return draw.rng.choice(("", " ")).join("".join(sign + digit for digit in part) for part in parts(number))


def _markup(draw: Draw, number: str) -> str:
    a, b, c = parts(number)
    return draw.one(tables.MARKUP).format(a=a, b=b, c=c)


def _starred(draw: Draw, number: str) -> str:
    """Write number words with one letter starred, or letter by letter."""
    words = [tables.WORDS[int(digit)] for digit in number]
    if draw.rng.random() < 0.5:
        return draw.one(tables.APART).join("".join(words))
    starred = []
    for word in words:
        at = draw.rng.randrange(1, len(word))
        starred.append(word[:at] + "*" + word[at + 1 :] if draw.rng.random() < 0.7 and len(word) > 3 else word)
    return draw.rng.choice((" ", "-", ", ")).join(starred)


def _turned(draw: Draw, number: str) -> str:
    a, b, c = parts(number)
    if draw.rng.random() < 0.5:
        return draw.one(tables.TURNED).format(r=draw.rng.choice(("", "-", " ")).join((c[::-1], b[::-1], a[::-1])))
    said = [part if draw.rng.random() < 0.5 else " ".join(tables.WORDS[int(d)] for d in part) for part in (a, b, c)]
    return draw.one(tables.SHUFFLED).format(a=said[0], b=said[1], c=said[2])


_UNITS = {
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve"),
    "fr": ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
    "pt": ("zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze", "catorze", "quinze", "dezesseis", "dezessete", "dezoito", "dezenove"),
}  # fmt: skip
_TENS = {
    "es": ("", "", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"),
    "fr": ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"),
    "pt": ("", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"),
}  # fmt: skip


def _two_digits(language: str, pair: str) -> str:
    units, tens = _UNITS[language], _TENS[language][int(pair[0])]
    number = int(pair)
    if number < 20:
        return units[number] if pair[0] != "0" else f"{units[0]} {units[number]}"
    over = number - 10 * int(pair[0]) + (10 if language == "fr" and pair[0] in "79" else 0)
    if not over:
        return tens + ("s" if tens == "quatre-vingt" else "")
    if language == "fr":
        return f"{tens} et {units[over]}" if over in {1, 11} and pair[0] not in "89" else f"{tens}-{units[over]}"
    if language == "es" and pair[0] == "2":
        return "veinti" + units[over]
    return f"{tens} {'y' if language == 'es' else 'e'} {units[over]}"


def _tongue_tens(draw: Draw, number: str) -> str:
    """Say the number in pairs, as in Spain, France and Brazil."""
    language = draw.rng.choice(("es", "fr", "pt"))
    a, b, c = parts(number)
    pairs = [_UNITS[language][int(a[0])], _two_digits(language, a[1:]), _UNITS[language][int(b[0])]]
    pairs += [_two_digits(language, b[1:]), _two_digits(language, c[:2]), _two_digits(language, c[2:])]
    return draw.rng.choice((", ", " ", " - ")).join(pairs)


def _everything(draw: Draw, number: str) -> str:
    """Words, lookalikes, other digits and emoji in one number."""
    digits, emoji = draw.one(tables.SCRIPTS), draw.one(tables.EMOJI)
    ways: tuple[Callable[[str], str], ...] = (
        lambda d: d, lambda d: tables.WORDS[int(d)], lambda d: tables.LETTERS.get(d, (d,))[0], lambda d: digits[int(d)], lambda d: d + "\ufe0f\u20e3",
    )  # fmt: skip
    written = [draw.rng.choice(ways)(digit) for digit in number]
    return draw.rng.choice((" ", emoji, "-")).join(
        "".join(written[a:b]) if draw.rng.random() < 0.4 else " ".join(written[a:b])
        for a, b in ((0, 3), (3, 6), (6, 10))
    )


def _spaced(draw: Draw, number: str) -> str:
    cuts = draw.rng.choice(
        (
            (1,) * 10,
            (2, 2, 2, 2, 2),
            (1, 2, 1, 2, 4),
            (4, 3, 3),
            (3, 3, 2, 2),
            (5, 5),
            (1, 1, 1, 3, 4),
            (3, 1, 1, 1, 4),
            (3, 1, 2, 2, 2),
        )
    )
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(number[at : at + cut])
        at += cut
    return draw.rng.choice((" ", "  ", "-", ".")).join(pieces)


def _table(table: tuple[str, ...]) -> Writer:
    return lambda draw, number: draw.one(table).format(n=number, d=dashed(number))


def _tongue(words: tuple[str, ...]) -> Writer:
    return lambda draw, number: _say(draw, number, words)


WRITERS: dict[str, tuple[Writer, tuple[str, ...]]] = {
    "plain": (_plain, tables.LEADS), "odd separators": (_separators, tables.LEADS), "brackets": (_brackets, tables.LEADS), "glued noise": (_glued, tables.LEADS),
    "digit by digit, odd groups": (_spaced, tables.LEADS), "words": (_words, tables.LEADS), "words and digits": (_mixed, tables.LEADS), "words run together": (_run_together, tables.LEADS),
    "tens, double, triple": (_tens, tables.LEADS), "misspelt, homophones": (_misspelt, tables.LEADS), "Spanish words": (_tongue(tables.SPANISH), tables.SPANISH_LEADS),
    "French words": (_tongue(tables.FRENCH), tables.FRENCH_LEADS), "Portuguese words": (_tongue(tables.PORTUGUESE), tables.PORTUGUESE_LEADS), "letters for digits": (_letters, tables.LEADS),
    "leet": (_leet, tables.LEADS), "enclosed, full width, maths": (_script(tables.SCRIPTS), tables.LEADS), "keycaps": (_keycaps, tables.LEADS), "other scripts": (_script(tables.FOREIGN_DIGITS), tables.LEADS),
    "homoglyphs": (_homoglyphs, tables.LEADS), "zero width, marks": (_invisible, tables.LEADS), "emoji between": (_emoji, tables.LEADS), "split by prose": (_split, ("{}", "call {}", "text me: {}", "{} ok")),
    "tens in other tongues": (_tongue_tens, ("{}", "tel {}", "whatsapp {}", "contact {}")),
    "behind markup": (_markup, tables.LEADS), "a sign at each digit": (_signs, tables.LEADS), "starred or spaced letters": (_starred, tables.LEADS),
    "turned or shuffled": (_turned, ("{}", "my number, {}", "{} ok", "call me. {}")),
    "mixtures": (_everything, tables.LEADS), "extension": (_table(tables.EXTENSIONS), tables.LEADS), "link": (_table(tables.LINKS), ("{}", "here: {}", "{} anytime", "click {}")),
    "in URL or file name": (_table(tables.ADDRESSES), ("{}", "see {}", "{} for more", "pics {}")),
}  # fmt: skip
"""Each family with its writer and the words that lead a number in."""


def samples(family: str, half: Half, count: int, seed: int, figures: float = 0.2) -> list[Sample]:
    """Return texts of a family, deterministic for a seed."""
    rng = random.Random(f"{family}/{half}/{seed}")
    draw = Draw(rng, half, figures)
    make = _SPECIAL.get(family)
    return [make(draw, family) if make else _sample(draw, family) for _ in range(count)]


def _sample(draw: Draw, family: str) -> Sample:
    write, leads = WRITERS[family]
    number = draw.number()
    return Sample(family, _around(draw, draw.one(leads).format(write(draw, number))), frozenset({f"+1{number}"}))


def _around(draw: Draw, said: str) -> str:
    before = filler(draw.rng, draw.half, draw.rng.choice((0, 40, 120)), draw.figures)
    after = filler(draw.rng, draw.half, draw.rng.choice((0, 40, 120)), draw.figures)
    return " ".join(part for part in (before, said, after) if part)


def _two(draw: Draw, family: str) -> Sample:
    one, other = draw.number(), draw.number()
    write = draw.rng.choice((_plain, _words, _letters, _keycaps, _plain))
    said = draw.one(tables.PAIRS).format(write(draw, one), draw.rng.choice((_plain, write))(draw, other))
    return Sample(family, _around(draw, said), frozenset({f"+1{one}", f"+1{other}"}))


def _pieces(draw: Draw, family: str) -> Sample:
    a, b, c = parts(draw.number())
    title, text = draw.rng.choice(
        (
            ("Call me {a}", "{b}-{c} any time. {f}"),
            ("New in town {a}-{b}", "{c} text me. {f}"),
            ("{a} area code", "then {b} {c}. {f}"),
            ("dinner company {a} {b}", "{c} is the rest. {f}"),
            ("text {a}", "{b} {c} now. {f}"),
        )
    )
    fill = filler(draw.rng, draw.half, 60)
    return Sample(family, text.format(b=b, c=c, f=fill), frozenset({f"+1{a}{b}{c}"}), title=title.format(a=a, b=b))


def _foreign(hidden: bool) -> Callable[[Draw, str], Sample]:
    def make(draw: Draw, family: str) -> Sample:
        code, site, national, full = draw.rng.choice(half_of(tables.FOREIGN, draw.half))
        line = draw.rng.randint(0, 99)
        arguments = (line % 10, line) if code == "FR" else (line,)
        value = "+" + "".join(filter(str.isdigit, full.format(*arguments).removeprefix("00")))
        written = draw.rng.choice((national, full)).format(*arguments)
        if hidden:
            written = _hide(draw, national.format(*arguments))
        lead = draw.one(tables.LEADS)
        return Sample(family, _around(draw, lead.format(written)), frozenset({value}), site=site)

    return make


def _hide(draw: Draw, written: str) -> str:
    way = draw.rng.randrange(5)
    if way == 0:
        return " ".join(tables.WORDS[int(c)] if c.isdigit() else " " for c in written if c not in "()-")
    if way == 1:
        digits = draw.one(tables.SCRIPTS)
        return "".join(digits[int(c)] if c.isdigit() else c for c in written)
    if way == 2:
        return "".join(c + "\ufe0f\u20e3" if c.isdigit() else c for c in written)
    if way == 3:
        return written.replace(" ", draw.one(tables.EMOJI))
    return "".join(tables.LETTERS[c][0] if c in tables.LETTERS and draw.rng.random() < 0.4 else c for c in written)


_SPECIAL: dict[str, Callable[[Draw, str], Sample]] = {
    "two numbers": _two, "over title and text": _pieces, "other countries": _foreign(False), "other countries, hidden": _foreign(True),
}  # fmt: skip
FAMILIES: tuple[str, ...] = (*WRITERS, *_SPECIAL)
"""The names of all families, in the order of the table."""
