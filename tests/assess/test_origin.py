"""Swap the words of an origin, or leave them out: no score, no tier, no reason and no quoted word changes."""

from __future__ import annotations

import pytest

from firstlight.assess import assess
from firstlight.assess.testing import group
from firstlight.records import Lead

ORIGINS = {
    "en": (
        "African", "American", "Asian", "Brazilian", "British", "Caribbean", "Caucasian", "Chinese", "Colombian",
        "Cuban", "Dominican", "Ethiopian", "European", "Filipina", "French", "German", "Haitian", "Hispanic", "Indian",
        "Irish", "Italian", "Jamaican", "Japanese", "Korean", "Latina", "Lebanese", "Mexican", "Nigerian", "Persian",
        "Polish",
        "Puerto Rican", "Romanian", "Russian", "Spanish", "Thai", "Turkish", "Ukrainian", "Venezuelan", "Vietnamese",
    ),
    "es": (
        "argentina", "brasileña", "colombiana", "cubana", "dominicana", "española", "europea", "latina", "mexicana",
        "peruana", "rusa", "venezolana",
    ),
}  # fmt: skip
ADS = {
    "en": (
        "{0}lady Amber, 19, young and new in town, 100% real, call nine one eight 555 01four2",
        "Amber, 23, {0}hostess, we have two friends today, my place only, call 918 555 0142",
        "{0}companion Jade, 24, dinner company, call 918 555 0142",
    ),
    "es": (
        "Amber, 19, {0}joven y alegre, persona real, llama 918 555 0142",
        "Jade, 24, {0}de confianza, solo en mi lugar, llama 918 555 0142",
    ),
}


def _lead(language: str, origin: str) -> Lead:
    word = f"{origin} " if origin else ""
    return assess(group(*(text.format(word) for text in ADS[language])))


def _said(lead: Lead) -> list[tuple[str, float, str, list[str]]]:
    return [
        (reason.id, reason.contribution, reason.text, [evidence.surface for evidence in reason.evidence])
        for reason in lead.reasons
        if reason.id != "AD-ETHNICITY-STATED"
    ]


@pytest.mark.parametrize(("language", "origin"), [(key, word) for key, words in ORIGINS.items() for word in words])
def test_an_origin_changes_nothing(language: str, origin: str) -> None:
    plain, stated = _lead(language, ""), _lead(language, origin)
    assert plain.score > 4
    assert (stated.score, stated.tier, stated.possible_minor, stated.possible_control, stated.evidence) == (
        plain.score, plain.tier, plain.possible_minor, plain.possible_control, plain.evidence,
    )  # fmt: skip
    assert _said(stated) == _said(plain)
    quoted = " ".join(
        [reason.text for reason in stated.reasons] + [e.surface for r in stated.reasons for e in r.evidence]
    )
    assert origin.casefold() not in quoted.casefold()


def test_that_one_is_stated_is_shown_with_no_points() -> None:
    (shown,) = [reason for reason in _lead("en", "Polish").reasons if reason.id == "AD-ETHNICITY-STATED"]
    assert (shown.contribution, shown.evidence) == (0.0, ())
