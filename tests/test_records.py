"""The records carry the names of the stable interface, and nothing else under another name."""

from dataclasses import fields
from typing import Any

import pyarrow as pa
import pytest

from firstlight import records

INTERFACE = {
    records.Posting: "id text title url site posted_at location author thread pictures extra",
    records.Mention: "posting field kind value start end surface score rule",
    records.Group: "group postings identifiers places first_seen last_seen",
    records.Lead: "rank lead group tier score possible_minor possible_control evidence reasons postings places"
    " first_seen last_seen",
    records.Reason: "id contribution text grade evidence",
    records.Evidence: "posting field start end surface",
    records.Interval: "value low high",
}


@pytest.mark.parametrize(("record", "names"), INTERFACE.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_field_names(record: Any, names: str) -> None:
    assert [field.name for field in fields(record)] == names.split()


@pytest.mark.parametrize(
    ("schema", "record"),
    [(records.POSTING, records.Posting), (records.MENTION, records.Mention), (records.EDGE, records.Edge)],
)
def test_arrow_schemas_carry_the_same_names(schema: pa.Schema, record: Any) -> None:
    assert [name for name in schema.names if name != "ordinal"] == [field.name for field in fields(record)]


def test_kinds_and_tiers_are_those_of_the_interface() -> None:
    kinds = "phone email handle url onion wallet pgp age rate place name time measure wording"
    assert tuple(kinds.split()) == records.KINDS
    assert set(records.IDENTIFIER_KINDS) < set(records.KINDS)
    assert records.TIERS == ("urgent", "high", "review", "low", "spam")
