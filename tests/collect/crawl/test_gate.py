"""The gate says no to whatever the scope does not name."""

from datetime import UTC, datetime

import pytest

from firstlight.collect.crawl import address
from firstlight.collect.crawl import scope as scopes
from firstlight.collect.crawl.gate import Gate, Pass, Refusal
from firstlight.errors import NotAllowed
from tests.collect.crawl.conftest import onion, written

ONION = onion("onion")
OTHER = onion("other")


def gate(**changes: str) -> Gate:
    hosts = f"[{ONION}, forum.example, '*.rail.example']"
    return Gate(
        scopes.parse(
            written(80, through="tor", hosts=hosts, start=f"['http://{ONION}/']", exclude="['/private/']", **changes),
            "s",
        )
    )


CASES = [
    (f"http://{ONION}/topic/1", 0, None),
    ("https://forum.example/", 8, None),
    ("http://www.rail.example/", 1, None),
    ("http://rail.example/", 1, Refusal.HOST),
    ("http://evilrail.example/", 1, Refusal.HOST),
    (f"http://www.{ONION}/", 1, Refusal.HOST),
    (f"http://{OTHER}/", 1, Refusal.HOST),
    ("http://forum.example.evil.example/", 1, Refusal.HOST),
    ("https://forum.example/", 9, Refusal.DEPTH),
    ("https://forum.example/private/x", 1, Refusal.EXCLUDED),
    ("https://forum.example/logout", 1, Refusal.ACTS),
    ("https://forum.example/?action=logout", 1, Refusal.ACTS),
    ("https://forum.example/sign_out?x", 1, Refusal.ACTS),
    ("https://forum.example/post/5/delete", 1, Refusal.ACTS),
    ("https://forum.example/a.JPG", 1, Refusal.NO_TEXT),
    ("https://forum.example/a.tar.gz?download", 1, Refusal.NO_TEXT),
    ("https://forum.example/v1.2/topic", 1, None),
    ("https://forum.example/index.php", 1, None),
    ("https://forum.example/notes.txt", 1, None),
]


@pytest.mark.parametrize(("url", "depth", "refusal"), CASES)
def test_the_gate(url: str, depth: int, refusal: Refusal | None) -> None:
    place = address.parse(url)
    assert gate().judge(place, depth) == (refusal or Pass(place))


def test_pictures_are_judged_by_the_scope_alone() -> None:
    place = address.parse(f"http://{ONION}/a.jpg")
    assert gate().judge_picture(place) is Refusal.NO_TEXT


DAYS = [
    (datetime(2025, 12, 31, 23, 59, tzinfo=UTC), "valid from 2026-01-01"),
    (datetime(2026, 1, 1, tzinfo=UTC), ""),
    (datetime(2099, 12, 31, 23, 59, tzinfo=UTC), ""),
    (datetime(2100, 1, 1, tzinfo=UTC), "was valid until"),
]


@pytest.mark.parametrize(("now", "cause"), DAYS)
def test_the_days_of_a_scope(now: datetime, cause: str) -> None:
    if not cause:
        gate().check_day(now)
        return
    with pytest.raises(NotAllowed, match=cause):
        gate().check_day(now)
