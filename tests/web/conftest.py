"""A small desk with hostile ads on it, made by hand so that every field can be as bad as it gets."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.link import group_name
from firstlight.records import MENTION, POSTING, Evidence, Interval, Lead, Reason, Tier
from firstlight.web.app import create_app
from tests.desk.world import links

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}\u202egnp.exe\u202c"
FORMULA = '=HYPERLINK("http://198.51.100.7/","x")'
ARABIC = "وصل حديثا إلى المدينة، اتصل 918-555-0142 اليوم"
LONG = "long words " * 2_000 + "NEEDLE " + "long words " * 2_000

COLUMNS = ("id", "title", "text", "url", "site", "day", "location", "author", "pictures")
ADS: list[tuple[Any, ...]] = [
    ("ad-1", "New in town", "Company for dinner, 17, call 918-555-0142", "https://board.example/1", "board.example",
     3, "Tulsa, OK", "anna", ["1.jpg", "2.jpg"]),
    ("ad-2", "New in town", "Company for dinner, 17, call 918-555-0142", "https://board.example/2", "board.example",
     4, "Wichita, KS", "anna", []),
    (HOSTILE, HOSTILE, HOSTILE + " 918-555-0142", "javascript:alert(3)", HOSTILE, 5, HOSTILE, HOSTILE, [HOSTILE]),
    ("ad-4", None, ARABIC, None, "other.example", None, "Tulsa, OK", None, []),
    (FORMULA, FORMULA, FORMULA + " massage by appointment", FORMULA, FORMULA, 6, FORMULA, FORMULA, [FORMULA]),
    ("ad-6", "Long", LONG, None, "other.example", 7, "Norman, OK", None, []),
]  # fmt: skip
GROUPS = [[0, 1, 2, 3], [4], [5]]
TIERS: list[Tier] = ["urgent", "review", "low"]


def time(day: int | None) -> datetime | None:
    return datetime(2026, 1, day, 12, 30, tzinfo=UTC) if day else None


def rows(ordinals: range) -> pa.Table:
    found = []
    for ordinal in ordinals:
        row = dict(zip(COLUMNS, ADS[ordinal], strict=True))
        found.append({"ordinal": ordinal, "thread": "t1", "extra": None, "posted_at": time(row.pop("day")), **row})
    return pa.Table.from_pylist(found, schema=POSTING)


def mention(ordinal: int, kind: str, value: str, surface: str, field: str = "text") -> dict[str, Any]:
    text = ADS[ordinal][COLUMNS.index(field)]
    start = str(text).index(surface)
    return {
        "ordinal": ordinal, "posting": ADS[ordinal][0], "field": field, "kind": kind, "value": value, "start": start,
        "end": start + len(surface), "surface": surface, "score": 1.0, "rule": "test",
    }  # fmt: skip


MENTIONS = [
    *[mention(ordinal, "phone", "+19185550142", "918-555-0142") for ordinal in range(4)],
    *[mention(ordinal, "age", "17", "17") for ordinal in range(2)],
    mention(0, "place", "Tulsa, OK, US", "Tulsa, OK", "location"),
    mention(1, "place", "Wichita, KS, US", "Wichita, KS", "location"),
    mention(2, "place", HOSTILE, HOSTILE, "location"),
    mention(2, "handle", HOSTILE, HOSTILE),
    mention(4, "handle", FORMULA, FORMULA),
]


def evidence(*numbers: int) -> tuple[Evidence, ...]:
    names = ("posting", "field", "start", "end", "surface")
    return tuple(Evidence(*(MENTIONS[number][name] for name in names)) for number in numbers)


def lead(number: int) -> Lead:
    members = [ADS[ordinal] for ordinal in GROUPS[number]]
    ids = tuple(str(ad[0]) for ad in members)
    times = sorted(found for ad in members if (found := time(ad[5])))
    reasons = [
        (
            Reason("AD-AGE-MINOR", 10.0, "An ad states an age under 18.", "A", evidence(4, 5)),
            Reason("AD-CONTACT-OBF", 1.125, f"The number is hidden: {HOSTILE}", "A", evidence(0, 9)),
            Reason("GRP-PHONE-MULTI", 1.125, "One number, several names.", "B"),
        ),
        (Reason("AD-RESTRICT", 0.5, FORMULA, "C", evidence(10)),),
        (),
    ]  # fmt: skip
    group = group_name(ids[0])
    return Lead(
        rank=0,
        lead=group.replace("G-", "L-"),
        group=group,
        tier=TIERS[number],
        score=sum(reason.contribution for reason in reasons[number]),
        possible_minor=Interval(0.7, 0.5, 0.9),
        possible_control=Interval(0.3, 0.1, 0.6),
        evidence=2,
        reasons=reasons[number],
        postings=ids,
        places=("Tulsa, OK, US", HOSTILE) if number == 0 else (FORMULA,),
        first_seen=times[0] if times else None,
        last_seen=times[-1] if times else None,
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a filled desk that nobody has open."""
    path: Path = tmp_path_factory.mktemp("desk") / "desk.sqlite"
    with Desk.open(f"sqlite:///{path}") as opened:
        ordinals = np.arange(len(ADS), dtype=np.int64)
        mentions = sorted(MENTIONS, key=lambda row: (row["ordinal"], row["field"], row["start"]))
        opened.load(
            0, rows(range(len(ADS))), pa.Table.from_pylist(mentions, schema=MENTION), ordinals.astype(np.uint64)
        )
        edges = [
            {"a": 0, "b": 1, "kind": "text", "value": "copy", "weight": 1.0},
            {"a": 0, "b": 2, "kind": "phone", "value": "+19185550142", "weight": 0.9},
            {"a": 2, "b": 3, "kind": "handle", "value": HOSTILE, "weight": 0.5},
        ]
        opened.connect(0, links({ordinal: group[0] for group in GROUPS for ordinal in group}, edges))
        opened.put_leads([(group[0], lead(number)) for number, group in enumerate(GROUPS)])
    return path


@pytest.fixture(scope="session")
def desk(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that tests share and only read, beside the log of who looked. It has a case, C-1."""
    with Desk.open(f"sqlite:///{shutil.copy(made, tmp_path_factory.mktemp('shared'))}") as opened:
        case = opened.cases.new(HOSTILE, who=HOSTILE).case
        opened.cases.add(case, "group", group_name("ad-1"), who=HOSTILE, text=HOSTILE)
        opened.cases.add(case, "posting", FORMULA, who="a")
        opened.cases.done(case, opened.cases.task(case, HOSTILE, who="a").entry, who="a")
        opened.cases.note(case, HOSTILE + ARABIC, who="a")
        opened.watches.add(f'"{ARABIC[:10]}" OR site:x', who=HOSTILE, title=HOSTILE, email="unit@police.example")
        yield opened


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of this test's own, so that what is decided on it is seen by no other."""
    with Desk.open(f"sqlite:///{shutil.copy(made, tmp_path)}") as opened:
        yield opened


@pytest.fixture(scope="session")
def app(desk: Desk) -> FastAPI:
    return create_app(lambda: desk, simulated=True)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1:8642", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def group(desk: Desk) -> str:
    return desk.leads(top=1)[0].group
