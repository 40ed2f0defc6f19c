"""Numbering plans outside North America, and which of them a posting speaks.

Each plan is a country code, the trunk prefix that is dialled inside the country, the national numbers that exist (a
pattern over the digits after the trunk prefix), the usual groupings, and the names that point to the country.
Numbers kept for fiction (Ofcom's drama ranges, ARCEP's, ACMA's) are national numbers like others.

Source: the ITU's national numbering plans, E.164 and the regulators' plans, as of 2026; checked against libphonenumber
in tests/extract/test_phone_regions.py. Countries without a plan here are read by libphonenumber when they are
written with a country code.
"""

# ruff: noqa: E501 - tables read better with a row a line
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import phonenumbers

from firstlight.extract.phone import nanp
from firstlight.extract.text import view


@dataclass(frozen=True, slots=True)
class Plan:
    """One country's numbering plan. trunk: dialled before a national number; optional when `open_`."""

    code: str
    country_code: str
    trunk: str
    numbers: re.Pattern[str]
    shapes: frozenset[tuple[int, ...]]
    names: tuple[str, ...]
    open_: bool = False

    def national(self, digits: str) -> str | None:
        """Return the national number that the digits, dialled inside the country, stand for."""
        if self.trunk and digits.startswith(self.trunk):
            rest = digits[len(self.trunk) :]
            return rest if self.numbers.fullmatch(rest) else None
        return digits if (self.open_ or not self.trunk) and self.numbers.fullmatch(digits) else None

    def international(self, digits: str) -> str | None:
        """Return the national number that the digits, country code first, stand for."""
        if not digits.startswith(self.country_code):
            return None
        rest = digits[len(self.country_code) :]
        if self.trunk and rest.startswith(self.trunk):
            rest = rest[len(self.trunk) :]
        if self.code == "MX" and len(rest) == 11 and rest[0] == "1":
            rest = rest[1:]
        return rest if self.numbers.fullmatch(rest) else None


def known(code: str) -> bool:
    """Tell whether a code is that of a region with telephone numbers: ISO 3166, in capitals."""
    return code in phonenumbers.SUPPORTED_REGIONS


def _plan(code: str, cc: str, trunk: str, numbers: str, shapes: str, names: str, open_: bool = False) -> Plan:
    groups = frozenset(tuple(int(size) for size in shape) for shape in shapes.split())
    return Plan(code, cc, trunk, re.compile(numbers), groups, tuple(names.split(",")), open_)


PLANS: tuple[Plan, ...] = (
    _plan("GB", "44", "0", r"1\d{8,9}|2\d{9}|3\d{9}|7[1-57-9]\d{8}|8\d{9}|9\d{9}",
    "56 533 344 443 5222 434 335 47 11 10 353 554"
          , "uk,united kingdom,england,scotland,wales,britain,london,manchester,birmingham,leeds,glasgow,liverpool,bristol"),
    _plan("IE", "353", "0", r"1\d{7}|8[2-9]\d{7}|[24-79]\d{6,8}", "334 37 234 233 343 10 324 322 244",
    "ireland,dublin,cork,galway,limerick"),
    _plan("AU", "61", "0", r"4\d{8}|[2378]\d{8}", "433 244 4222 442 10 28 46 334",
          "australia,sydney,melbourne,brisbane,perth,adelaide,canberra,gold coast"),
    _plan("NZ", "64", "0", r"2\d{7,9}|[34679]\d{7}", "334 333 344 234 233 343 10 9 335",
    "new zealand,auckland,wellington,christchurch"),
    _plan("IN", "91", "0", r"[6-9]\d{9}|[1-5]\d{9}", "55 10 334 343 541 424 433 1 235 244 111 65 515 11 344 154",
          "india,mumbai,delhi,bangalore,bengaluru,chennai,kolkata,hyderabad,pune,goa", True),
    _plan("AE", "971", "0", r"5[024568]\d{7}|[2-479]\d{7}", "334 37 343 234 244 10 9 3322",
    "uae,united arab emirates,dubai,abu dhabi,sharjah,ajman"),
    _plan("ZA", "27", "0", r"[1-8]\d{8}", "334 343 10 37 3322 244",
    "south africa,johannesburg,cape town,durban,pretoria"),
    _plan("MX", "52", "", r"[2-9]\d{9}", "334 244 2222 22222 10 28 37 343",
    "mexico,cdmx,ciudad de mexico,guadalajara,monterrey,tijuana,cancun"),
    _plan("ES", "34", "", r"[6-9]\d{8}", "333 3222 9 36 2322 63 252",
    "spain,espana,madrid,barcelona,valencia,sevilla,malaga,bilbao"),
    _plan("FR", "33", "0", r"[1-9]\d{8}", "22222 10 4222 433 28 424 244 2224",
    "france,paris,marseille,lyon,toulouse,nice,bordeaux,lille"),
    _plan("DE", "49", "0", r"1[5-7]\d{8,9}|[2-9]\d{5,10}",
    "47 48 38 37 434 443 46 56 57 344 353 3332 335 533 11 12 4332 4222 534 435 3422 4233 4223 544 454 445 433",
          "germany,deutschland,berlin,hamburg,munich,munchen,koln,cologne,frankfurt,stuttgart,dusseldorf"),
    _plan("BR", "55", "0", r"[1-9][1-9](?:9\d{8}|[2-5]\d{7})", "254 244 11 29 28 10 2144 2333 74 64 12 13",
          "brazil,brasil,sao paulo,rio de janeiro,brasilia,salvador,fortaleza,belo horizonte,curitiba", True),
)  # fmt: skip
"""The plans that are read without a country code too."""

BY_REGION: dict[str, Plan] = {plan.code: plan for plan in PLANS}

_DOMAINS = {"uk": "GB"}
_STATE = re.compile(r", *([a-z]{2})\b(?: |,|$)")


def plans(regions: Sequence[str], site: str = "", location: str = "") -> tuple[Plan, ...]:
    """Return the plans outside North America to try, those that site and place point to first."""
    return _plans(tuple(regions), site, location)


@lru_cache(maxsize=20_000)
def _plans(regions: tuple[str, ...], site: str, location: str) -> tuple[Plan, ...]:
    codes = [*_of_site(site), *_of_place(view(location).text), *regions]
    return tuple(BY_REGION[code] for code in dict.fromkeys(codes) if code in BY_REGION)


def _of_place(location: str) -> list[str]:
    """Return the regions that a location names; Paris, TX and Dublin, OH name none."""
    state = _STATE.search(location)
    if state is None:
        return named(location)
    code = _DOMAINS.get(state[1], state[1].upper())
    return [code] if code in BY_REGION and code not in {"IN", "DE"} else []


def _of_site(site: str) -> list[str]:
    """Return the region of a site's name: its top-level domain, or a country label such as `in.example.com`."""
    labels = site.lower().rpartition("//")[2].partition("/")[0].split(".")
    candidates = [labels[-1], labels[0]] if len(labels) > 1 else []
    return [code for label in candidates for code in (_DOMAINS.get(label, label.upper()), *named(label))]


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {name: plan.code for plan in PLANS for name in plan.names}
    return re.compile(r"\b(?:" + "|".join(sorted(names, key=len, reverse=True)) + r")\b"), names


@cache
def first_words_of_names() -> frozenset[str]:
    """Return the words of which one must stand in a text that names a region."""
    return frozenset(name.split()[0] for plan in PLANS for name in plan.names)


def named(text: str) -> list[str]:
    """Return the regions that a text (of a normalised view) names, by country or by large city, in order."""
    pattern, names = _names()
    return list(dict.fromkeys(names[name] for name in pattern.findall(text)))


def abroad(digits: str) -> str | None:
    """Return the E.164 number that digits with a country code stand for, None if there is no such number."""
    if digits.startswith("1"):
        return f"+{digits}" if nanp.is_number(digits[1:]) else None
    for plan in PLANS:
        if digits.startswith(plan.country_code):
            national = plan.international(digits)
            return f"+{plan.country_code}{national}" if national else None
    return _libphonenumber(digits) if 8 <= len(digits) <= 15 else None


@lru_cache(maxsize=10_000)
def _libphonenumber(digits: str) -> str | None:
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
