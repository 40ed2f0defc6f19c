from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.collect import rules
from firstlight.errors import InputError
from tests.collect.archive import page, record, response
from tests.collect.reading import Read

RULE = {"name": "a", "about": "a test", "fits": ["https?://a.example/.*"], "fields": {"text": ".words"}}


def test_the_shipped_rules_are_sound() -> None:
    loaded = rules.load()
    assert "classified-board" in [rule.name for rule in loaded]


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://board.example/tulsa/1", True),
        ("http://www.board.example:8080/", True),
        ("https://notboard.example/", False),
        ("https://evil.example/?u=https://board.example/", False),
    ],
)
def test_fits(url: str, fits: bool) -> None:
    [rule] = [rule for rule in rules.load() if rule.name == "classified-board"]
    assert rule.matches(url) == fits


WRONG = [
    ("", "the rule: must be names with values"),
    ("- a", "the rule: must be names with values"),
    ("a: [", "not YAML"),
    ("\x01", "not YAML"),
    (json.dumps(RULE | {"field": {}}), "does not know 'field'; it knows name, about, fits, each, fields"),
    (json.dumps(RULE | {"name": ""}), "name: must say something"),
    (json.dumps(RULE | {"fits": "x"}), "fits: must be a list"),
    (json.dumps(RULE | {"fits": []}), "fits: must be a list"),
    (json.dumps(RULE | {"fits": ["("]}), "fits: '(' is not a regular expression"),
    (json.dumps(RULE | {"fits": [5]}), "fits: must say something"),
    (json.dumps(RULE | {"each": "p["}), "each: 'p[' is not a CSS selector"),
    (json.dumps(RULE | {"each": "p::before"}), "each: 'p::before' is not a CSS selector"),
    (json.dumps(RULE | {"fields": {}}), "fields: must be names with values"),
    (json.dumps(RULE | {"fields": {"title": "h2"}}), "fields: must name text"),
    (json.dumps(RULE | {"fields": {"text": "p", "id": "b"}}), "cannot name id"),
    (json.dumps(RULE | {"fields": {"text": {"attr": "x"}}}), "does not know 'attr'; it knows css, attribute, all"),
    (json.dumps(RULE | {"fields": {"text": {"attribute": "x"}}}), "fields.text.css: must say something"),
    (json.dumps(RULE | {"fields": {"text": {"css": "p", "all": "yes"}}}), "fields.text.all: must be true or false"),
    (json.dumps(RULE | {"fields": {"text": None}}), "fields.text: must be names with values"),
    (json.dumps(RULE | {"about": 7}), "about: must say something"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cause"), WRONG)
def test_a_wrong_rule_says_where_and_what_would_be_right(text: str, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        rules.parse(text, "mine.yaml")
    assert str(caught.value).startswith("mine.yaml: ")
    assert cause in str(caught.value)


def test_a_units_own_rule_goes_before_the_shipped_ones(read: Read, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        json.dumps(RULE | {"fits": ["https://board.example/.*"], "fields": {"text": "article", "title": "nav"}})
    )
    [row] = read("day.warc", record(response(page("Dinner"))), sites=[str(own)]).rows
    assert (row["text"], row["title"]) == ("Dinner", "Home")


def test_a_rule_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read this site rule"):
        rules.load([str(tmp_path / "gone.yaml")])


@given(st.text(max_size=200))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^x: "):  # a rule is too long to be hit upon
        rules.parse(text, "x")
