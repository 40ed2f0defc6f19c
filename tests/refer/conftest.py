"""A small desk with hostile ads, and what an export gathers from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from firstlight.desk import Desk
from firstlight.link import group_name
from firstlight.records import Evidence, Reason
from firstlight.refer.material import Material, gather
from firstlight.refer.redact import redact
from tests.desk.world import ad, connect, lead, load, tie

HOSTILE = '#panic("x") $x^2$ *bold* [/link](<script>alert(1)</script>) \u202egnp\u202c \x0b ]]> &amp; \\'
FORMULA = '=HYPERLINK("http://198.51.100.7/","x")'
GROUP = group_name("ad-0")
PHONE = ("phone", "+19185550142", "918-555-0142")
NOW = datetime(2026, 1, 9, 8, 30, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One group of three ads by Anna, one lone ad, a case of both."""
    with Desk.open(f"sqlite:///{tmp_path}/desk.sqlite") as desk:
        load(
            desk,
            ad(0, "Anna, 17, dinner in Tulsa, call 918-555-0142 or anna@mail.example", PHONE, ("name", "anna", "Anna"),
               ("email", "anna@mail.example", "anna@mail.example"), ("age", "17", "17"),
               ("place", "Tulsa, OK, US", "Tulsa"), url="https://board.example/1", author="anna_t",
               site="board.example"),
            ad(1, f"Bella {HOSTILE} 918-555-0142", PHONE, ("name", "bella", "Bella"), posted="2026-01-07",
               title=HOSTILE, url="javascript:alert(3)"),
            ad(2, "dinner, ANNA again in Wichita 918-555-0142", PHONE, ("place", "Wichita, KS, US", "Wichita"),
               posted="2026-01-06", location="Wichita"),
            ad(3, FORMULA, ("wallet", "bitcoin:bc1qfictional", "HYPERLINK"), posted=None, title=FORMULA),
        )  # fmt: skip
        connect(desk, {0: 0, 1: 0, 2: 0, 3: 3}, tie(0, 1), tie(0, 2, "text", "Anna, dinner", 0.5))
        quoted = (Evidence("ad-0", "text", 0, 4, "Anna"),)
        reasons = (
            Reason("AD-AGE-MINOR", 10.0, "An ad states an age under 18.", "A", (Evidence("ad-0", "text", 6, 8, "17"),)),
            Reason("GRP-PHONE-MULTI", 1.0, "+19185550142 goes with Anna and Bella", "B", quoted),
        )
        root, made = lead(0, "urgent", 11.0)
        desk.put_leads([(root, replace(made, reasons=reasons, postings=("ad-0", "ad-1", "ad-2"),
                                       places=("Tulsa, OK, US",)))])  # fmt: skip
        case = desk.cases.new("Anna of Tulsa", who="Det. Rivera").case
        desk.cases.add(case, "group", GROUP, who="Det. Rivera", text="Anna's number")
        desk.cases.add(case, "posting", "ad-3", who="Det. Rivera")
        desk.cases.note(case, HOSTILE, who="Det. Rivera")
        desk.label(GROUP, "minor", who="Det. Rivera", why="Anna is 17")
        yield desk


@pytest.fixture
def full(desk: Desk) -> Material:
    return gather(desk, "C-1", who="Det. Rivera", purpose="order 17", now=NOW)


@pytest.fixture
def covered(full: Material) -> Material:
    return redact(full)
