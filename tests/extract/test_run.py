"""The kernel: batches in, mentions out, spans true to the original."""

from collections.abc import Mapping

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight import extract
from firstlight.extract.kinds import kinds
from firstlight.extract.run import MOST_PLACES, run
from firstlight.records import KINDS, MENTION, POSTING, Posting

TEXT = "🌸 call 9️⃣1️⃣8️⃣-555-0142 now"


def table(*rows: Mapping[str, object]) -> pa.Table:
    return pa.Table.from_pylist([{"ordinal": at, "id": f"p{at}", **row} for at, row in enumerate(rows)], schema=POSTING)


def test_a_mention_says_where_it_stands_in_the_original() -> None:
    (row,) = run(table({"text": TEXT}), only=("phone",)).to_pylist()
    assert TEXT[row["start"] : row["end"]] == row["surface"] == "9️⃣1️⃣8️⃣-555-0142"
    assert (row["posting"], row["field"], row["kind"], row["value"]) == ("p0", "text", "phone", "+19185550142")


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_value_that_is_repeated_is_kept_in_its_first_places(field: str) -> None:
    told = "call 918 555 0142 " * (MOST_PLACES + 9) + "or 405 555 0188"
    found = run(table({"text": "-"} | {field: told}), only=("phone",)).to_pylist()
    assert [row["value"] for row in found] == ["+19185550142"] * MOST_PLACES + ["+14055550188"]
    assert [row["start"] for row in found[:3]] == [5, 23, 41]


def test_an_empty_batch_gives_an_empty_table() -> None:
    assert run(POSTING.empty_table()).schema == MENTION


def test_mentions_are_ordered_and_carry_the_ordinal() -> None:
    found = run(
        table(
            {"text": "918-555-0142 or 405-555-0188"}, {"text": "nothing here"}, {"text": TEXT, "title": "918-555-0142"}
        ),
        only=("phone",),
    )
    assert found.schema == MENTION
    assert [(r["ordinal"], r["field"]) for r in found.to_pylist()] == [
        (0, "text"),
        (0, "text"),
        (2, "text"),
        (2, "title"),
    ]


def test_the_host_of_the_address_stands_in_for_the_site() -> None:
    found = run(table({"text": "07700 900123", "url": "https://www.example.co.uk/ad/1"}), only=("phone",))
    assert found.column("value").to_pylist() == ["+447700900123"]


def test_one_posting_gives_what_the_batch_gives() -> None:
    posting = Posting("p0", TEXT, title="918-555-0142", location="Tulsa, OK")
    batch = run(table({"text": TEXT, "title": "918-555-0142", "location": "Tulsa, OK"})).drop_columns(
        ["ordinal", "posting"]
    )
    alone = [(m.field, m.kind, m.value, m.start, m.end, m.surface, m.rule) for m in extract.mentions(posting)]
    assert alone == [
        tuple(r[name] for name in ("field", "kind", "value", "start", "end", "surface", "rule"))
        for r in batch.to_pylist()
    ]


@pytest.mark.parametrize(
    "query",
    [
        "(918) 555 0142",
        "+19185550142",
        "9185550142",
        "nine one eight five five five oh one four two",
        "9I8 SSS OI4Z",
        "tel:918-555-0142",
        "９１８５５５０１４２",
    ],
)
def test_a_search_box_understands_any_spelling(query: str) -> None:
    assert extract.identifiers(query)[0] == ("phone", "+19185550142")


def test_a_search_box_with_words_holds_no_identifier() -> None:
    assert extract.identifiers("dinner company in Tulsa") == []


def test_kinds_stand_in_the_order_of_the_records() -> None:
    names = [kind.KIND for kind in kinds()]
    assert names == [name for name in KINDS if name in names]
    assert "phone" in names


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec=None, exclude_categories=["Cs"]), min_size=1, max_size=60), min_size=1, max_size=4
    )
)
def test_whatever_the_text_every_surface_is_the_original(texts: list[str]) -> None:
    rows = [{"text": f"{text} 918-555-0142", "title": text} for text in texts]
    for mention in run(table(*rows)).to_pylist():
        assert str(rows[mention["ordinal"]][mention["field"]])[mention["start"] : mention["end"]] == mention["surface"]
