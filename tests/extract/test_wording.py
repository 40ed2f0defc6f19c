"""Wording: the lexicons say what they must, and say it only where it is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.errors import BadLexicon
from firstlight.extract import lexicons
from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import view
from firstlight.extract.wording import find

GOOD = """
lexicon: unit
version: 1
language: en
categories:
  trust:
    indicator: AD-TRUST
    grade: C
    source: our own cases
    terms:
      sworn: [cross my heart|soul]
"""


def read(text: str, *files: str) -> list[Found]:
    return list(find(view(text), Context(lexicons=files)))


def test_our_lexicons_are_in_order() -> None:
    terms = [term for lexicon in lexicons.own() for term in lexicon.terms]
    assert len({term.id for term in terms}) == len(terms)
    assert {term.indicator for term in terms} == {*lexicons.INDICATORS, *lexicons.DESCRIPTIONS}
    assert {lexicon.name for lexicon in lexicons.own()} == {"en", "es"}


@pytest.mark.parametrize("origin", ["Brazilian", "Thai", "Russian", "Mexican"])
def test_an_origin_is_not_kept(origin: str) -> None:
    (found,) = read(f"{origin} and friendly")
    assert (found.value, found.rule) == ("AD-ETHNICITY-STATED", "en/origin/stated")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("new face", ["en/youth/new-face"]), ("NEW-FACE", ["en/youth/new-face"]), ("no new face", []),
        ("not a new face", []), ("not very young", []), ("no, new face here", ["en/youth/new-face"]),
        ("she isn't young", []), ("not just young", ["en/youth/young"]), ('the words "new face" are a lie', []),
        ("renew faces", []), ("college park", []), ("years young", []),
        ("no deposit required", []), ("deposit required", ["en/scam/deposit"]),
    ],
)  # fmt: skip
def test_meant_or_not(text: str, rules: list[str]) -> None:
    assert [found.rule for found in read(text)] == rules


def test_an_agencys_lexicon_lies_beside_ours(tmp_path: Path) -> None:
    file = tmp_path / "unit.yaml"
    file.write_text(GOOD, "utf-8")
    assert [found.rule for found in read("new face, cross my soul", str(file))] == [
        "en/youth/new-face",
        "unit/trust/sworn",
    ]


@pytest.mark.parametrize(
    ("change", "entry", "cause"),
    [
        (("version: 1", "version: one"), "version", "whole number"),
        (("AD-TRUST", "AD-MADE-UP"), "unit/trust", "must be one of"),
        (("grade: C", "grade: D"), "unit/trust", "must be one of"),
        (("language: en", "language: english"), "language", "two letters"),
        (("source: our own cases", "source: ''"), "unit/trust", "needs a source"),
        (("[cross my heart|soul]", "[]"), "unit/trust/sworn", "at least one phrase"),
        (("[cross my heart|soul]", "['!!']"), "unit/trust/sworn", "without a word"),
        (("[cross my heart|soul]", "[3]"), "unit/trust/sworn", "list of texts"),
        (("[cross my heart|soul]", "{words: [a]}"), "unit/trust/sworn", "does not know"),
        (("sworn:", "Sworn Words:"), "unit/trust/Sworn Words", "lower-case"),
        (("lexicon: unit", "lexicon: 7"), "lexicon", "lower-case"),
        (("categories:", "kinds:"), "categories", "mapping"),
        (("lexicon: unit", "lexicon: [unit"), "file", "YAML"),
    ],
)
def test_whatever_is_wrong_is_named(change: tuple[str, str], entry: str, cause: str) -> None:
    with pytest.raises(BadLexicon, match=cause) as caught:
        lexicons.parse("unit.yaml", GOOD.replace(*change))
    assert (caught.value.file, caught.value.entry) == ("unit.yaml", entry)


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (("version: 1", "version: 0"), "version: 0"),
        (("lexicon: unit", "lexicon: 7"), "lexicon: 7"),
        (("[cross my heart|soul]", "[3]"), "sworn:"),
        (("sworn:", "Sworn Words:"), "Sworn Words:"),
        (("lexicon: unit", "lexicon: [unit"), "version"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(change: tuple[str, str], at: str) -> None:
    text = GOOD.replace(*change)
    (line,) = (number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith(at))
    with pytest.raises(BadLexicon, match=rf"^unit\.yaml:{line}: ") as caught:
        lexicons.parse("unit.yaml", text)
    assert caught.value.line == line


def test_a_phrase_may_not_stand_for_too_many() -> None:
    many = " ".join(["a|b|c|d"] * 6)
    with pytest.raises(BadLexicon, match="4096"):
        lexicons.parse("unit.yaml", GOOD.replace("cross my heart|soul", many))


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match="No such file"):
        lexicons.load(str(tmp_path / "none.yaml"))
    (tmp_path / "latin.yaml").write_bytes(b"lexicon: caf\xe9")
    with pytest.raises(BadLexicon, match="UTF-8"):
        lexicons.load(str(tmp_path / "latin.yaml"))


@given(text=st.text(max_size=80))
def test_any_text_is_a_lexicon_or_refused(text: str) -> None:
    with pytest.raises(BadLexicon):
        lexicons.parse("unit.yaml", text)
