from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from firstlight.desk import Desk, Filter
from firstlight.desk.engine import Database
from firstlight.desk.queue import MOST_KNOWN
from firstlight.link import group_name
from firstlight.records import Label, Lead
from tests.desk.conftest import New
from tests.desk.world import ad, connect, day, lead, load

G = [group_name(f"ad-{ordinal}") for ordinal in range(4)]


@pytest.fixture
def queue(desk: Desk) -> Desk:
    """Four leads: two urgent in Tulsa, one on two sites; a review and a spam without a date or a place."""
    sites = ["a.test", "b.test", "a.test", None, "b.test"]
    load(desk, *(ad(n, "at", site=site) for n, site in enumerate(sites)))
    connect(desk, {0: 0, 1: 1, 2: 2, 3: 3, 4: 0})
    desk.put_leads([
        lead(0, "urgent", 2.0), lead(1, "urgent", 1.0, last_seen=day("2026-01-09")), lead(2),
        nowhere(3),
    ])  # fmt: skip
    return desk


def nowhere(root: int) -> tuple[int, Lead]:
    at, found = lead(root, "spam", first_seen=None, last_seen=None)
    return at, replace(found, places=(), reasons=())


def decide(desk: Desk, number: int, value: Label) -> int:
    return desk.label(G[number], value, who="Det. Rivera").entry


def test_all_leads_are_counted(queue: Desk) -> None:
    counted = queue.facets()
    assert counted["place"] == {"Tulsa": 3}
    assert counted["site"] == {"a.test": 2, "b.test": 2}
    assert counted["indicator"] == {"AD-X": 3, "AD-Y": 3}
    assert counted["new"] == {"2026-01-05": 3}
    assert counted["day"] == {"2026-01-06": 2, "2026-01-09": 1}
    assert counted["label"] == {}


@pytest.mark.parametrize(
    ("wanted", "sites"),
    [
        (Filter(tier="urgent"), {"a.test": 1, "b.test": 2}),
        (Filter(site="b.test"), {"a.test": 1, "b.test": 2}),
        (Filter(tier="spam"), {}),
        (Filter(indicator="AD-X"), {"a.test": 2, "b.test": 2}),
        (Filter(indicator="AD-NONE"), {}),
        (Filter(after=day("2026-01-09")), {"b.test": 1}),
    ],
)
def test_only_wanted_leads_are_counted(queue: Desk, wanted: Filter, sites: dict[str, int]) -> None:
    assert queue.facets(wanted)["site"] == sites


def test_labels_are_counted_and_filtered_by_what_stands(queue: Desk) -> None:
    decide(queue, 0, "minor")
    decide(queue, 0, "scam")
    taken = decide(queue, 1, "minor")
    queue.undo(taken, who="Det. Rivera")
    decide(queue, 2, "scam")
    assert queue.facets()["label"] == {"scam": 2}
    assert queue.facets(Filter(tier="urgent"))["label"] == {"scam": 1}
    assert [found.group for found in queue.leads(wanted=Filter(label="scam"))] == [G[0], G[2]]
    assert [found.group for found in queue.leads(wanted=Filter(label="none"))] == [G[1], G[3]]
    assert queue.leads(wanted=Filter(label="minor")) == []
    assert queue.lead_count(Filter(label="none", tier="urgent")) == 1


def test_a_remembered_count_never_outlives_what_it_counted(queue: Desk) -> None:
    assert queue.facets()["indicator"]["AD-X"] == 3
    queue.put_leads([nowhere(0)])
    assert queue.facets()["indicator"]["AD-X"] == 2
    decide(queue, 1, "minor")
    assert queue.facets()["label"] == {"minor": 1}
    for number in range(MOST_KNOWN + 5):
        queue.facets(Filter(place=f"place {number}"))
    assert len(queue._counted) == MOST_KNOWN


def test_a_lead_takes_its_facets_with_it(queue: Desk) -> None:
    connect(queue, {0: 0, 1: 0, 2: 0, 3: 0, 4: 0}, part=1, merges=[(1, 0), (2, 0), (3, 0)])
    queue.put_leads([lead(0)])
    assert queue.facets()["place"] == {"Tulsa": 1}


def test_hostile_values_are_kept_within_bounds(queue: Desk) -> None:
    root, plain = lead(2)
    queue.put_leads([(root, replace(plain, places=("a\0b", "x" * 5_000, "🌹" * 900, "'; DROP TABLE leads; --")))])
    places = queue.facets()["place"]
    assert set(places) == {"Tulsa", "a\ufffdb", "x" * 200, "🌹" * 200, "'; DROP TABLE leads; --"}


def test_a_desk_of_before_is_counted_too(empty: New) -> None:
    with empty() as url:
        with Desk.open(url) as desk:
            load(desk, ad(0, "at", site="a.test"))
            connect(desk, {0: 0})
            desk.put_leads([lead(0)])
            wanted = desk.facets()
        database = Database(url)
        with database.write() as connection:
            for later in ("lead_facets", "searches", "watch_log", "alerts", "deliveries"):
                connection.execute(text(f"DROP TABLE {later}"))
            if not database.sqlite:
                connection.execute(text("DROP FUNCTION refuse_change_of_watch_log"))
            connection.execute(text("DROP INDEX leads_seen"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))
        database.close()
        with Desk.open(url) as desk:
            assert json.loads(json.dumps(desk.facets())) == wanted
