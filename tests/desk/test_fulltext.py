from __future__ import annotations

import pytest

from firstlight.desk.fulltext import fts5, tsquery
from firstlight.desk.query import Age, And, Node, Not, Or, Words

A, B = Words(("a",)), Words(("b",))


@pytest.mark.parametrize(
    ("tree", "sqlite", "postgresql"),
    [
        (A, '"a"', "('a')"),
        (Words(("a", "b")), '"a b"', "('a' <-> 'b')"),
        (Words(("a",), prefix=True), '"a" *', "('a':*)"),
        (Words(("a",), field="title"), 'title : "a"', "('a':A)"),
        (Words(("a", "b"), True, "location"), 'location : "a b" *', "('a':C <-> 'b':*C)"),
        (And((A, B)), '("a" AND "b")', "(('a') & ('b'))"),
        (Or((A, B)), '("a" OR "b")', "(('a') | ('b'))"),
        (And((A, Not(B))), '(("a") NOT "b")', "((('a')) & !('b'))"),
        (Not(A), None, None),
        (And((Not(A), Not(B))), None, None),
        (Or((A, Not(B))), None, None),
        (And((A, Age(17, 17))), None, None),
        (Or((A, Age(17, 17))), None, None),
    ],
)
def test_expressions(tree: Node, sqlite: str | None, postgresql: str | None) -> None:
    assert fts5(tree) == sqlite
    assert tsquery(tree) == postgresql
