"""The parts of the phone finder: tables, tokens, gaps, numerals, plans."""

# ruff: noqa: E501 - tables read better with a row a line

import phonenumbers
import pytest

from firstlight.extract.phone import nanp
from firstlight.extract.phone.atoms import Trait, atoms
from firstlight.extract.phone.chains import Gap, chains
from firstlight.extract.phone.language import Role, vocabulary
from firstlight.extract.phone.numerals import compose
from firstlight.extract.phone.regions import BY_REGION, abroad, named, plans
from firstlight.extract.text import view


def digits(token: str) -> list[str]:
    return [atom.readings[0] for atom in atoms(view(f"00000000 {token}").words)][1:]


@pytest.mark.parametrize(
    "token", ["money", "phone", "someone", "weight", "often", "stone", "bone", "height", "alone", "done", "Kay"]
)
def test_a_word_that_holds_a_number_word_is_none(token: str) -> None:
    assert digits(token) == []


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("918", ["918"]), ("nine", ["9"]), ("n1ne", ["9"]), ("4our", ["4"]), ("thr33", ["3"]), ("nine1eight", ["9", "1", "8"]),
        ("nineoneeight", ["9", "1", "8"]), ("O142", ["0", "142"]), ("SSS", ["555"]), ("niiine", ["9"]), ("phour", ["4"]), ("zeven", ["7"]),
        ("x918x555x0142x", ["918", "555", "0142"]),
    ],
)  # fmt: skip
def test_tokens_taken_apart(token: str, expected: list[str]) -> None:
    assert digits(token) == expected


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("fifty five", {"55", "505"}), ("triple five", {"555"}), ("double 5", {"55"}), ("eight hundred", {"800"}),
        ("five hundred fifty five", {"555", "50055"}), ("soixante quinze", {"75", "6015"}), ("quatre vingt dix huit", {"98"}),
        ("cincuenta y cinco", {"55"}), ("vinte e um", {"21"}), ("two thousand", {"2000"}),
    ],
)  # fmt: skip
def test_words_put_together(text: str, readings: set[str]) -> None:
    seen = view(f"{text} zero zero zero")
    (chain,) = chains(seen.text, atoms(seen.words))
    assert readings <= set(compose(seen, chain).atoms[0].readings)


@pytest.mark.parametrize(
    ("between", "gap"),
    [
        ("", Gap.GLUED), (" ", Gap.USUAL), ("-", Gap.USUAL), (") ", Gap.USUAL), (" ~*~ ", Gap.ODD), (" dash ", Gap.ODD),
        (" and then ", Gap.LEADING), (" and ", Gap.JOINED), (" my usual code, then comes ", Gap.PROSE),
    ],
)  # fmt: skip
def test_gaps(between: str, gap: Gap) -> None:
    seen = view(f"918{between}555")
    found = list(chains(seen.text, atoms(seen.words)))
    assert found[0].gaps[1:] == ([gap] if between else [])


@pytest.mark.parametrize("between", [" $", ", +", " 🌸 some other words that lead nowhere at all 🌸 ", "\n\n\n"])
def test_gaps_that_no_number_crosses(between: str) -> None:
    seen = view(f"918{between}555")
    assert len(list(chains(seen.text, atoms(seen.words)))) == 2


@pytest.mark.parametrize(
    ("number", "valid"),
    [("9185550142", True), ("1115550142", False), ("9181550142", False), ("9189110142", False), ("918555014", False)],
)
def test_the_north_american_plan(number: str, valid: bool) -> None:
    assert nanp.is_number(number) is valid


def test_area_codes_are_three_digits_and_in_one_table() -> None:
    assert all(len(code) == 3 and code[0] in "23456789" for code in nanp.ALL_AREA_CODES)
    assert sum(map(len, nanp.AREA_CODES.values())) == len(nanp.ALL_AREA_CODES) > 450


@pytest.mark.parametrize("code", sorted(BY_REGION))
def test_the_plans_hold_the_examples_of_libphonenumber(code: str) -> None:
    plan = BY_REGION[code]
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        example = phonenumbers.example_number_for_type(code, kind)
        assert example is not None
        national = phonenumbers.national_significant_number(example)
        assert plan.national(plan.trunk + national) == national
        assert plan.international(plan.country_code + national) == national
        assert plan.country_code == str(example.country_code)


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("442079460123", "+442079460123"),
        ("819012345678", "+819012345678"),
        ("19185550142", "+19185550142"),
        ("99912345678", None),
        ("44123", None),
    ],
)
def test_numbers_with_a_country_code(digits: str, value: str | None) -> None:
    assert abroad(digits) == value


def test_the_plans_that_a_posting_speaks_stand_in_order() -> None:
    spoken = plans(("US", "FR"), "www.example.co.uk", "Madrid")
    assert [plan.code for plan in spoken] == ["GB", "ES", "FR"]
    assert named("from dubai to london") == ["AE", "GB"]


def test_every_language_says_every_digit() -> None:
    said = vocabulary().numerals
    for words in (
        "zero one two three four five six seven eight nine",
        "cero uno dos tres cuatro cinco seis siete ocho nueve",
        "zero un deux trois quatre cinq six sept huit neuf",
        "zero um dois tres quatro cinco seis sete oito nove",
    ):
        assert [said[word].value for word in words.split()] == list("0123456789")
    assert said["double"].role is Role.TIMES


def test_guesses_are_marked() -> None:
    traits = {text: list(atoms(view(f"00000000 {text}").words))[1].traits for text in ("sevne", "ate", "SSS", "9x")}
    assert traits == {
        "sevne": Trait.WORD | Trait.FUZZY,
        "ate": Trait.WORD | Trait.HOMOPHONE,
        "SSS": Trait.LOOKALIKE,
        "9x": Trait.DIGIT | Trait.NOISE,
    }
