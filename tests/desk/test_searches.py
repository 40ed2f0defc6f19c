from __future__ import annotations

import pytest

from firstlight.desk import Desk
from firstlight.desk import searches as remembering
from firstlight.errors import InputError


def tree(desk: Desk, who: str = "Rivera") -> list[tuple[int, str]]:
    return [(depth, one.query) for depth, one in desk.search_history(who)]


def test_each_search_hangs_under_the_one_it_was_made_from(desk: Desk) -> None:
    desk.remember("Rivera", "tulsa", found=9, capped=True)
    desk.remember("Rivera", "tulsa dinner", came="tulsa", found=3)
    desk.remember("Rivera", "tulsa dinner tier:urgent", came="tulsa dinner")
    desk.remember("Rivera", "dallas", came="nothing known")
    desk.remember("Chen", "918", came="tulsa")
    assert tree(desk) == [(0, "dallas"), (0, "tulsa"), (1, "tulsa dinner"), (2, "tulsa dinner tier:urgent")]
    assert tree(desk, "Chen") == [(0, "918")]
    first = desk.search_history("Rivera")[1][1]
    assert (first.found, first.capped, first.name, first.parent) == (9, True, "", None)


def test_the_same_search_again_stands_once_and_first(desk: Desk) -> None:
    for query in ("a", "b", " a "):
        desk.remember("Rivera", query, found=len(query))
    assert tree(desk) == [(0, "a"), (0, "b")]
    assert desk.search_history("Rivera")[0][1].found == 3


def test_a_search_is_kept_under_a_name_and_no_longer(desk: Desk) -> None:
    desk.remember("Rivera", "near:tulsa")
    assert desk.keep_search("Rivera", "near:tulsa", "  My \n city ").name == "My city"
    assert [(one.name, one.query) for one in desk.saved_searches("Rivera")] == [("My city", "near:tulsa")]
    assert desk.saved_searches("Chen") == []
    desk.keep_search("Rivera", "near:tulsa", "")
    assert desk.saved_searches("Rivera") == []
    with pytest.raises(InputError, match="search first"):
        desk.keep_search("Rivera", "never", "name")
    with pytest.raises(InputError, match="at most 100"):
        desk.keep_search("Rivera", "near:tulsa", "x" * 101)


def test_old_searches_are_forgotten_and_kept_ones_are_not(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "KEPT", 3)
    desk.remember("Rivera", "root")
    desk.remember("Rivera", "kept", came="root")
    desk.keep_search("Rivera", "kept", "name")
    for query in ("1", "2", "3"):
        desk.remember("Rivera", query)
    assert tree(desk) == [(0, "3"), (0, "2"), (0, "1"), (0, "kept")]


def test_hostile_searches_are_kept_as_text(desk: Desk) -> None:
    hostile = "'; DROP TABLE searches; --\0\ud800"
    desk.remember("Rivera", hostile)
    assert tree(desk) == [(0, "'; DROP TABLE searches; --\ufffd?")]
