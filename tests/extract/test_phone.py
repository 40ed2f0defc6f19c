"""Phone numbers as they are written and hidden; every number is fictional."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.extract import phone
from firstlight.extract.column import Column
from firstlight.extract.kinds import Context, Found
from firstlight.extract.phone.rules import OPEN_RULES
from firstlight.extract.text import view
from firstlight.records import POSSIBLE

TULSA = "+19185550142"


def read(text: str, regions: Sequence[str] = ("US", "CA"), site: str = "", location: str = "") -> list[Found]:
    return list(phone.find(view(text), Context(regions=regions, site=site, location=location)))


def surely(text: str, *, regions: Sequence[str] = ("US", "CA"), site: str = "", location: str = "") -> list[str]:
    return [found.value for found in read(text, regions, site, location) if found.score >= POSSIBLE]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("call 918-555-0142", "phone.plain"),
        ("(918) 555 0142", "phone.plain"),
        ("call +1 918.555.0142 now", "phone.plain"),
        ("1-918-555-0142", "phone.plain"),
        ("9185550142", "phone.plain"),
        ("918-555-0142 ext 23", "phone.plain"),
        ("wa.me/19185550142", "phone.link"),
        ("<a href=tel:918-555-0142>", "phone.link"),
        ("https://api.whatsapp.com/send?phone=19185550142&text=hi", "phone.link"),
        ("nine one eight five five five zero one four two", "phone.words"),
        ("nineoneeight fivefivefive zeroonefourtwo", "phone.words"),
        ("nine eighteen, triple five, zero one forty-two", "phone.words"),
        ("nine one eight five hundred fifty-five oh one four two", "phone.words"),
        ("nien wun ate fiv fyve five zero won for too", "phone.words"),
        ("nueve uno ocho cinco cinco cinco cero uno cuatro dos", "phone.words"),
        ("neuf un huit cinq cinq cinq zéro un quatre deux", "phone.words"),
        ("nove um oito cinco cinco cinco zero um quatro dois", "phone.words"),
        ("9one8 five55 zero142", "phone.mixed"),
        ("9I8-SSS-OI4Z", "phone.lookalike"),
        ("918 5S5 O142", "phone.lookalike"),
        ("n1ne 0ne e1ght f1ve fiv3 five z3ro one f0ur 7wo", "phone.mixed"),
        ("９１８ ５５５ ０１４２", "phone.glyphs"),
        ("9️⃣1️⃣8️⃣5️⃣5️⃣5️⃣0️⃣1️⃣4️⃣2️⃣", "phone.glyphs"),
        ("٩١٨-٥٥٥-٠١٤٢", "phone.glyphs"),
        ("9\u200b18\u200b555\u200b0142", "phone.glyphs"),
        ("918🌸555🌸0142", "phone.symbols"),
        ("918~*~555~*~0142", "phone.symbols"),
        ("918x555x0142", "phone.noise"),
        ("9 1 8 5 5 5 0 1 4 2", "phone.spaced"),
        ("call 91 85 55 01 42", "phone.spaced"),
        ("area code 918, then 555, last four oh-one-four-two", "phone.split"),
        ("first three 918 middle three 555 last four 0142", "phone.split"),
        ("918 is my area code and 555 comes next, finish with 0142", "phone.split"),
    ],
)
def test_a_number_is_found_and_its_hiding_named(text: str, rule: str) -> None:
    assert [(found.value, found.rule) for found in read(text) if found.score >= POSSIBLE] == [(TULSA, rule)]


def test_every_rule_is_documented_and_only_two_are_open() -> None:
    assert set(phone.RULES) > OPEN_RULES == {"phone.plain", "phone.link"}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("918-555-0142 or 405-555-0188", [TULSA, "+14055550188"]),
        ("918 555 0142 / 405 555 0188", [TULSA, "+14055550188"]),
        ("nine one eight 555 0142 & 4️⃣0️⃣5️⃣5️⃣5️⃣5️⃣0️⃣1️⃣8️⃣8️⃣", [TULSA, "+14055550188"]),
        ("http://example.com/ads/call-918-555-0142.html", [TULSA]),
        ("photo_918-555-0142.jpg", [TULSA]),
        ("call me for 2 hours at 918-555-0142 to meet", [TULSA]),
        ("24 yrs, 5'6, 120 lbs, $200, 9185550142, 10am to 9pm", [TULSA]),
    ],
)
def test_numbers_among_other_things(text: str, values: list[str]) -> None:
    assert surely(text) == values


@pytest.mark.parametrize(
    ("text", "value", "regions", "site", "location"),
    [
        ("020 7946 0123", "+442079460123", ("GB",), "", ""),
        ("07700 900123", "+447700900123", ("US",), "example.co.uk", ""),
        ("07700 900123", "+447700900123", ("US",), "", "London"),
        ("seen in London, whatsapp 07700 900123", "+447700900123", ("US",), "", ""),
        ("+44 (0)20 7946 0123", "+442079460123", ("US",), "", ""),
        ("0044 7700 900123", "+447700900123", ("US",), "", ""),
        ("020 913 0123", "+353209130123", ("IE",), "", ""),
        ("0491 570 006", "+61491570006", ("AU",), "", ""),
        ("021 555 0123", "+64215550123", ("NZ",), "", ""),
        ("98765 00123", "+919876500123", ("IN",), "", ""),
        ("050 555 0123", "+971505550123", ("AE",), "", ""),
        ("082 555 0123", "+27825550123", ("ZA",), "", ""),
        ("55 5555 0123", "+525555550123", ("MX",), "", ""),
        ("+52 1 55 5555 0123", "+525555550123", ("US",), "", ""),
        ("600 555 123", "+34600555123", ("ES",), "", ""),
        ("06 39 98 01 23", "+33639980123", ("FR",), "", ""),
        ("0171 3920012", "+491713920012", ("DE",), "", ""),
        ("(11) 95550-0123", "+5511955500123", ("BR",), "", ""),
        ("zero seven seven zero zero, nine zero zero one two three", "+447700900123", ("GB",), "", ""),
        ("wa.me/447700900123", "+447700900123", ("US",), "", ""),
        ("604-555-0142", "+16045550142", ("CA",), "", ""),
    ],
)
def test_numbers_of_other_countries(text: str, value: str, regions: tuple[str, ...], site: str, location: str) -> None:
    assert surely(text, regions=regions, site=site, location=location) == [value]


@pytest.mark.parametrize("location", ["Paris, TX", "Dublin, OH", "Tulsa, OK", "Birmingham, AL"])
def test_an_american_city_with_a_foreign_name_speaks_no_foreign_plan(location: str) -> None:
    assert surely("01 99 00 12 34", location=location) == []


@pytest.mark.parametrize(
    "text",
    [
        "rooms 113, 407 and 859, 2374 E 73rd St",
        "serial number SN9185550142",
        "S/N: 9185550142",
        "tracking 1Z123AA9185550142",
        "https://example.com/item/9185550142.html",
        "206.255.100.7",
        "36.15398, -95.99277",
        "2/26/2026 to 8/6/2026",
        "33-24-36, 5'6, 118 lbs",
        "5602 7734 8100 1937",
        "rates 90 290 1450",
        "lottery 34 9 38 54 1 29",
        "one two three, easy as that; four or five friends, six at most",
        "IMG_20261226_192453.jpg",
        "Order #918-555-0142",
        "111-555-0142 and 918-155-0142",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert surely(text) == []


def test_a_doubtful_number_is_kept_as_possible() -> None:
    (found,) = read("91 85 55 01 42")
    assert (found.value, found.score < POSSIBLE) == (TULSA, True)


@pytest.mark.parametrize(
    ("title", "text", "field", "surface"),
    [
        ("Call me 918", "555-0142 any time", "text", "555-0142"),
        ("New in town 918-555", "0142 text me", "title", "918-555"),
        ("text 918-555-0142", "918-555-0142", None, None),
        ("Room 12", "call 918-555-0142", None, None),
    ],
)
def test_a_number_in_pieces_over_title_and_text(title: str, text: str, field: str | None, surface: str | None) -> None:
    known = {find.value for find in (*read(title), *read(text)) if find.score >= POSSIBLE}
    pieces = phone.across(Column([title]), Column([text]), [Context()], [known])
    found = [(where, find) for where, _, find in pieces if find.score >= POSSIBLE]
    told = {"title": title, "text": text}
    assert [(where, told[where][find.start : find.end]) for where, find in found] == (
        [(field, surface)] if field else []
    )
    assert all(find.value == TULSA and find.rule == "phone.split" for _, find in found)


@given(st.text(st.sampled_from("0123456789 -.()+oOlISBzxone two five seven,/:$#@\n🌸9️⃣\u200b"), max_size=120))
def test_finds_are_in_order_apart_and_in_the_text(text: str) -> None:
    found = read(text, ("US", "GB", "BR"))
    assert all(0 <= find.start < find.end <= len(view(text).text) for find in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(find.value[1:].isdecimal() and 0 < find.score < 1 and find.rule in phone.RULES for find in found)


@pytest.mark.parametrize(
    "unit", ["9", "9 ", "9 1 8 ", "nine ", "o", "9o", "918-", "(", "+", "9\u200b", "to for ", "wa.me/", "nineone"]
)
def test_long_texts_of_one_unit_are_read_without_a_number_running_wild(unit: str) -> None:
    assert len(read(unit * (40_000 // len(unit)))) <= 4_000


@pytest.mark.parametrize("unit", ["<b>9</b>", "9 ", "9-1-", "b 9 b ", "s5 o1 "])
def test_a_long_row_that_comes_back_holds_no_number_and_one_beside_it_is_found(unit: str) -> None:
    text = f"{unit * 60}\n\n\n\ncall 918-555-0142"
    sure = [found.value for found in phone.find(view(text), Context()) if found.score >= POSSIBLE]
    assert sure == ["+19185550142"]
