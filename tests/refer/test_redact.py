"""What is covered is covered everywhere, and what ties ads together can still be read."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.records import Mention, Posting
from firstlight.refer import formats
from firstlight.refer.material import Material, Piece
from firstlight.refer.redact import COVERED, redact
from tests.refer.conftest import NOW

SECRETS = ("9185550142", "918-555-0142", "anna", "bella", "mail.example", "board.example/1", "ad-0", "bc1qfictional")


def test_a_token_is_the_same_wherever_it_stands(covered: Material) -> None:
    first, second, third, fourth = (piece.posting for piece in covered.pieces)
    assert first.text == "[name 1], 17, dinner in Tulsa, call [phone 1] or [email 1]"
    assert second.text.startswith("[name 2] ")
    assert second.text.endswith(" [phone 1]")
    assert third.text == "dinner, [name 1] again in Wichita [phone 1]"
    assert (first.id, first.url, first.author) == ("ad 1", None, "[author 1]")
    assert fourth.text == '=[wallet 1]("http://198.51.100.7/","x")'
    assert covered.leads[0].reasons[1].text == "[phone 1] goes with [name 1] and [name 2]"
    assert [tie.value for tie in covered.ties] == ["[phone 1]", "[name 1], dinner"]
    assert covered.uses[0].value == "[phone 1]"
    assert covered.case is None
    assert (covered.decisions[0].value, covered.decisions[0].why) == ("minor", "")


def test_digests_lead_back_to_the_full_version(full: Material, covered: Material) -> None:
    assert [piece.digest for piece in covered.pieces] == [piece.digest for piece in full.pieces]


@pytest.mark.parametrize("suffix", [each.suffix for each in formats.FORMATS if each.suffix != ".pdf"])
def test_no_format_lets_out_what_is_covered(full: Material, covered: Material, suffix: str) -> None:
    render = formats.of(f"x{suffix}").render
    said = render(covered).decode().casefold()
    assert [secret for secret in SECRETS if secret in said] == []
    if suffix != ".kml":
        assert "9185550142" in render(full).decode()


NAMES = st.sampled_from(["Anna", "Bo", "C.", "Élise", "x(", "\\d+", "İpek", "straße"])
KINDS = st.sampled_from(COVERED)


@given(st.lists(st.tuples(KINDS, NAMES, st.text("ab 1", max_size=5)), min_size=1, max_size=8), st.booleans())
def test_whatever_is_named_is_covered(parts: list[tuple[str, str, str]], lower: bool) -> None:
    text, mentions = "", []
    for kind, name, between in parts:
        text += between + " "
        found = (len(text), len(text) + len(name))
        text += name + " "
        mentions.append(Mention("ad-1", "text", kind, name.casefold(), *found, name, 0.9, "test"))
    told = parts[0][1].lower() if lower else parts[0][1]
    piece = Piece("ad-1", "", Posting("ad-1", text, title=f"again {told} here"), tuple(mentions), "0" * 64)
    material = Material("C-1", "x", NOW, "a", "", False, (), (piece,), (), (), (), None)
    posting = redact(material).pieces[0].posting
    left = re.sub(r"\[[a-z]+ \d+\]", "", json.dumps([posting.text, posting.title], ensure_ascii=False))
    for name in {mention.surface for mention in mentions}:
        assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", left)
